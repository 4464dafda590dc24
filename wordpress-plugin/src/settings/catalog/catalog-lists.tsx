import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import type { Business } from '../../model/business.ts';
import { isStaff, listStaff } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { fieldsOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { parseResourceKind } from '../../model/needs.ts';
import type { Status } from '../../model/status.ts';
import { CalendarState } from './calendar-fields.tsx';
import { RecordRows } from './record-list.tsx';
import { addButtonId } from './use-editing.ts';
import { describeHours, describeService, nameKind, nameResourceKind } from './words.ts';

/** What the lists of records are told. */
export type ListsProps = {
  readonly document: CatalogDocument;
  readonly business: Business;
  readonly status: Status | null;
  /** Takes a change that was saved without an editor. */
  readonly onSaved: (document: CatalogDocument, message: string) => void;
  /** Takes a change of order, of which nothing is said. */
  readonly onMoved: (document: CatalogDocument) => void;
  /** Loads the whole catalogue again. */
  readonly onReload: () => void;
  /** Opens a new record; a `thing` is a resource that is no person. */
  readonly onAdd: (list: RecordList | 'things') => void;
  readonly onEdit: (list: RecordList, record: Fields) => void;
  readonly onDuplicate: (list: RecordList, record: Fields) => void;
  readonly onRetire: (list: RecordList, record: Fields) => void;
};

function PersonLine({ person, status }: { readonly person: Fields; readonly status: Status | null }) {
  const calendarId = textOf(fieldsOf(person['calendar'])['calendarId']);
  const health = status?.calendars.find((calendar) => calendar.calendarId === calendarId);
  return (
    <>
      {describeHours(person)}
      {health !== undefined && (
        <>
          <br />
          <CalendarState health={health} />
        </>
      )}
    </>
  );
}

/** Everything that can be booked, and everybody who does it. */
export function CatalogLists({ document, status, onAdd, onEdit, onDuplicate, onRetire }: ListsProps) {
  const staff = listStaff(document);
  const things = document.resources.filter((resource) => !isStaff(resource));
  const actions = (list: RecordList) => ({
    onEdit: (record: Fields) => onEdit(list, record),
    onDuplicate: (record: Fields) => onDuplicate(list, record),
    onRetire: (record: Fields) => onRetire(list, record),
  });
  return (
    <>
      <Section
        title={__('Services', 'holdfast-booking')}
        aside={
          <Button id={addButtonId('services')} variant="primary" size="compact" onClick={() => onAdd('services')}>
            {__('Add a service', 'holdfast-booking')}
          </Button>
        }
      >
        {document.services.length === 0 && <p>{__('Nothing can be booked yet.', 'holdfast-booking')}</p>}
        <RecordRows
          records={document.services}
          {...actions('services')}
          describe={(service) => (
            <>
              {nameKind(service) !== null && <span className="holdfast-badge">{nameKind(service)}</span>}
              {describeService(document, service)}
            </>
          )}
        />
      </Section>
      <Section
        title={__('Staff', 'holdfast-booking')}
        aside={
          <Button id={addButtonId('resources')} variant="secondary" size="compact" onClick={() => onAdd('resources')}>
            {__('Add a person', 'holdfast-booking')}
          </Button>
        }
      >
        {staff.length === 0 && <p>{__('Nobody yet. Every appointment needs somebody who does it.', 'holdfast-booking')}</p>}
        <RecordRows
          records={staff}
          {...actions('resources')}
          describe={(person) => <PersonLine person={person} status={status} />}
        />
      </Section>
      <Section
        title={__('Rooms, desks & equipment', 'holdfast-booking')}
        aside={
          <Button id={addButtonId('things')} variant="secondary" size="compact" onClick={() => onAdd('things')}>
            {__('Add a room or a thing', 'holdfast-booking')}
          </Button>
        }
      >
        {things.length === 0 && (
          <p>
            {__(
              'What a service needs beside people, or what is booked by itself: a treatment room, a desk, a guest room. Nothing is taken twice.',
              'holdfast-booking',
            )}
          </p>
        )}
        <RecordRows
          records={things}
          {...actions('resources')}
          describe={(thing) => (
            <>
              <span className="holdfast-badge">{nameResourceKind(parseResourceKind(thing['kind']))}</span>
              <PersonLine person={thing} status={status} />
            </>
          )}
        />
      </Section>
    </>
  );
}
