import { __, sprintf } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { listSoleServices, retireService, retireStaff } from '../../model/catalog-edits.ts';
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

function Blocked({
  name,
  services,
  onClose,
}: {
  readonly name: string;
  readonly services: readonly Fields[];
  readonly onClose: () => void;
}) {
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
        {sprintf(
          /* translators: 1: a person, 2: names of services. */
          __(
            'Nobody but %1$s does: %2$s. Give that to somebody else or retire it first; otherwise it could not be booked.',
            'holdfast-booking',
          ),
          name,
          formatList(services.map(nameOf)),
        )}
      </p>
    </ConfirmDialog>
  );
}

/** Says what retiring a service or a person means, and does it when that is confirmed. */
export function RetireDialog({ document, list, record, onRetired, onClose }: Props) {
  const save = useSave();
  const id = idOf(record);
  const name = nameOf(record);
  const services = list === 'resources' ? listSoleServices(document, id) : [];
  if (services.length > 0) return <Blocked name={name} services={services} onClose={onClose} />;
  const edit = list === 'services' ? retireService(id) : retireStaff(id);
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
      <p>
        {list === 'services'
          ? __('It can no longer be booked. Bookings that are already made stay as they are, and stay paid.', 'holdfast-booking')
          : __(
              'Nobody can be booked with this person any more. Bookings that are already made stay as they are.',
              'holdfast-booking',
            )}
      </p>
      <p>{__('You can undo it right afterwards.', 'holdfast-booking')}</p>
    </ConfirmDialog>
  );
}
