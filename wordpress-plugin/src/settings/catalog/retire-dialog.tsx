import { __, sprintf } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import {
  listLocationUsers,
  listScheduleUsers,
  listSoleServices,
  retireLocation,
  retireSchedule,
  retireService,
  retireStaff,
} from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import { formatList } from '../../shared/language.ts';
import { useSave } from '../../shared/use-save.ts';
import { saveCatalog } from './save-catalog.ts';
import type { SavedCatalog } from './save-catalog.ts';

type Props = {
  readonly document: CatalogDocument;
  readonly list: RecordList;
  readonly record: Fields;
  readonly onRetired: (saved: SavedCatalog) => void;
  readonly onClose: () => void;
};

const explanation = (list: RecordList): string =>
  ({
    services: __(
      'It can no longer be booked. Bookings that are already made stay as they are, and stay paid.',
      'holdfast-booking',
    ),
    resources: __('Nothing can be booked with it any more. Bookings that are already made stay as they are.', 'holdfast-booking'),
    schedules: __('Nobody uses it, so no times change.', 'holdfast-booking'),
    locations: __('Nothing takes place there, so no times change.', 'holdfast-booking'),
  })[list];

function Blocked({
  name,
  list,
  users,
  onClose,
}: {
  readonly name: string;
  readonly list: RecordList;
  /** Who still needs it. */
  readonly users: readonly Fields[];
  readonly onClose: () => void;
}) {
  const needed = formatList(users.map(nameOf));
  return (
    <ConfirmDialog
      /* translators: %s: a person. */
      title={sprintf(__('%s is still needed', 'holdfast-booking'), name)}
      confirmLabel=""
      cancelLabel={__('Close', 'holdfast-booking')}
      onConfirm={null}
      onClose={onClose}
    >
      <p>
        {list === 'schedules' || list === 'locations'
          ? /* translators: 1: a schedule, 2: names of people and services. */
            sprintf(__('%1$s is used by %2$s. Take it away there first.', 'holdfast-booking'), name, needed)
          : sprintf(
              /* translators: 1: a person or a thing, 2: names of services. */
              __(
                'Only %1$s can be taken for: %2$s. Choose somebody or something else there, or retire that first; otherwise it could not be booked.',
                'holdfast-booking',
              ),
              name,
              needed,
            )}
      </p>
    </ConfirmDialog>
  );
}

const finders = { services: () => [], resources: listSoleServices, schedules: listScheduleUsers, locations: listLocationUsers };

const retirements = { services: retireService, resources: retireStaff, schedules: retireSchedule, locations: retireLocation };

/** Says what retiring a service or a person means, and does it when that is confirmed. */
export function RetireDialog({ document, list, record, onRetired, onClose }: Props) {
  const save = useSave();
  const id = idOf(record);
  const name = nameOf(record);
  const users = finders[list](document, id);
  if (users.length > 0) return <Blocked {...{ name, list, users, onClose }} />;
  const edit = retirements[list](id);
  const retire = async (): Promise<string> => {
    onRetired(await saveCatalog(edit, { list, id }));
    return '';
  };
  return (
    <ConfirmDialog
      /* translators: %s: the name of a service or a person. */
      title={sprintf(__('Retire “%s”?', 'holdfast-booking'), name)}
      confirmLabel={__('Retire', 'holdfast-booking')}
      isDestructive
      save={save}
      onConfirm={() => save.run(retire)}
      onClose={onClose}
    >
      <p>{explanation(list)}</p>
      <p>{__('You can undo it right afterwards.', 'holdfast-booking')}</p>
    </ConfirmDialog>
  );
}
