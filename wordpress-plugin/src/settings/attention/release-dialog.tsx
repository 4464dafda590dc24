import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { AttentionItem } from '../../model/attention.ts';
import { writeOnce } from '../../shared/request.ts';
import { useSave } from '../../shared/use-save.ts';

/** Asks before a time is released whose payment may still come. */
export function ReleaseDialog({
  item,
  onDone,
  onClose,
}: {
  readonly item: AttentionItem;
  readonly onDone: (message: string) => void;
  readonly onClose: () => void;
}) {
  const save = useSave();
  const release = async (): Promise<string> => {
    await writeOnce(`/admin/bookings/${item.bookingId ?? ''}/release`);
    onDone(__('The time is free again.', 'holdfast-booking'));
    return '';
  };
  return (
    <ConfirmDialog
      title={__('Release this time?', 'holdfast-booking')}
      confirmLabel={__('Release the time', 'holdfast-booking')}
      cancelLabel={__('Keep it', 'holdfast-booking')}
      save={save}
      onConfirm={() => save.run(release)}
      onClose={onClose}
    >
      <p>
        {__(
          'Others can book it at once. If the payment still comes, the customer gets the time if it is free then, else another one to choose, else the money back.',
          'holdfast-booking',
        )}
      </p>
    </ConfirmDialog>
  );
}
