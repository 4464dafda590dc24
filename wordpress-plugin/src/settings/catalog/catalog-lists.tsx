import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import { isStaff, listStaff } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { fieldsOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import type { Status } from '../../model/status.ts';
import { CalendarState } from './calendar-fields.tsx';
import { RecordRows } from './record-list.tsx';
import { addButtonId } from './use-editing.ts';
import { describeHours, describeService, isClass } from './words.ts';

/** What the lists of records are told. */
export type ListsProps = {
  readonly document: CatalogDocument;
  readonly status: Status | null;
  readonly onAdd: (list: RecordList) => void;
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
  const others = document.resources.filter((resource) => !isStaff(resource)).length;
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
              {isClass(service) && <span className="holdfast-badge">{__('Class', 'holdfast-booking')}</span>}
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
        {others > 0 && (
          <p className="holdfast-help">
            {sprintf(
              /* translators: %d: a number of rooms and the like. */
              _n(
                '%d room, desk or piece of equipment is kept as it is; it is not edited here.',
                '%d rooms, desks and pieces of equipment are kept as they are; they are not edited here.',
                others,
                'holdfast-booking',
              ),
              others,
            )}
          </p>
        )}
      </Section>
    </>
  );
}
