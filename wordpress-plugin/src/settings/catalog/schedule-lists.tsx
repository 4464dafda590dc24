import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { listScheduleUsers } from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import { readUses } from '../../model/schedule-uses.ts';
import { formatDate, formatList } from '../../shared/language.ts';
import type { ListsProps } from './catalog-lists.tsx';
import { RecordRows } from './record-list.tsx';
import { WhyNot } from './why-not.tsx';
import { addButtonId } from './use-editing.ts';
import { describeHours } from './words.ts';

const wordDates = (from: string, until: string): string => {
  if (from === '' && until === '') return '';
  /* translators: %s: a date. */
  if (until === '') return sprintf(__('from %s', 'holdfast-booking'), formatDate(from));
  /* translators: %s: a date. */
  if (from === '') return sprintf(__('until %s', 'holdfast-booking'), formatDate(until));
  return `${formatDate(from)} – ${formatDate(until)}`;
};

/** Says who keeps a schedule, and from when until when. */
const describeUsers = (document: CatalogDocument, schedule: Fields): string => {
  const users = listScheduleUsers(document, idOf(schedule)).map((user) => {
    const dates = readUses(user['schedules'])
      .filter(({ scheduleId }) => scheduleId === idOf(schedule))
      .map(({ from, until }) => wordDates(from, until))
      .filter((words) => words !== '');
    return dates.length === 0 ? nameOf(user) : `${nameOf(user)} (${dates.join(', ')})`;
  });
  return users.length === 0
    ? __('Nobody uses it yet.', 'holdfast-booking')
    : /* translators: %s: names of people and services, some with dates. */
      sprintf(__('Used by %s', 'holdfast-booking'), formatList(users));
};

/** All schedules, and who keeps them. */
export function ScheduleLists({ document, onAdd, onEdit, onDuplicate, onRetire }: ListsProps) {
  return (
    <>
      <Section
        title={__('Schedules', 'holdfast-booking')}
        aside={
          <Button id={addButtonId('schedules')} variant="primary" size="compact" onClick={() => onAdd('schedules')}>
            {__('Add a schedule', 'holdfast-booking')}
          </Button>
        }
      >
        <p>
          {__(
            'Everybody has working hours of their own. A schedule is for hours that several people share, or that hold only for a while: opening hours, a late shift, the summer. Give it to a person or a service under Services & staff.',
            'holdfast-booking',
          )}
        </p>
        <RecordRows
          records={document.schedules}
          onEdit={(record) => onEdit('schedules', record)}
          onDuplicate={(record) => onDuplicate('schedules', record)}
          onRetire={(record) => onRetire('schedules', record)}
          describe={(schedule) => (
            <>
              {describeHours(schedule)}
              <br />
              {describeUsers(document, schedule)}
            </>
          )}
        />
      </Section>
      <WhyNot document={document} />
    </>
  );
}
