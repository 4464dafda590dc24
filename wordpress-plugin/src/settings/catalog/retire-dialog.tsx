import { __, sprintf } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import {
  isPrice,
  listLocationUsers,
  listPriceUsers,
  listScheduleUsers,
  listSoleServices,
  removePrice,
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
    priceRules: __('Prices no longer follow it. Bookings that are already made keep their price.', 'holdfast-booking'),
    promotions: __('Nobody gets it any more. Bookings that are already made keep their price.', 'holdfast-booking'),
    codes: __('Nobody can use it any more. Bookings that are already made keep their price.', 'holdfast-booking'),
  })[list];

function Blocked({
  name,
  isSole,
  users,
  onClose,
}: {
  readonly name: string;
  /** Whether nobody else can do what they need, and not only that they name it. */
  readonly isSole: boolean;
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
        {!isSole
          ? /* translators: 1: a schedule or a service, 2: names of people, services and price rules. */
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

const nobody = (): readonly Fields[] => [];

const finders = {
  ...{ services: listPriceUsers, resources: listPriceUsers, schedules: listScheduleUsers, locations: listLocationUsers },
  ...{ priceRules: nobody, promotions: nobody, codes: nobody },
};

const retirements = {
  ...{ services: retireService, resources: retireStaff, schedules: retireSchedule, locations: retireLocation },
  ...{ priceRules: removePrice('priceRules'), promotions: removePrice('promotions'), codes: removePrice('codes') },
};

const askToRetire = (name: string, isRemoval: boolean): string =>
  isRemoval
    ? /* translators: %s: the name of a price rule, a promotion or a code. */
      sprintf(__('Remove “%s”?', 'holdfast-booking'), name)
    : /* translators: %s: the name of a service or a person. */
      sprintf(__('Retire “%s”?', 'holdfast-booking'), name);

/** Says what retiring a service or a person means, and does it when that is confirmed. */
export function RetireDialog({ document, list, record, onRetired, onClose }: Props) {
  const save = useSave();
  const id = idOf(record);
  const name = nameOf(record);
  const left = list === 'resources' ? listSoleServices(document, id) : [];
  const users = left.length > 0 ? left : finders[list](document, id);
  if (users.length > 0) return <Blocked {...{ name, users, onClose }} isSole={left.length > 0} />;
  const edit = retirements[list](id);
  const retire = async (): Promise<string> => {
    onRetired(await saveCatalog(edit, { list, id }));
    return '';
  };
  return (
    <ConfirmDialog
      title={askToRetire(name, isPrice(list))}
      confirmLabel={isPrice(list) ? __('Remove', 'holdfast-booking') : __('Retire', 'holdfast-booking')}
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
