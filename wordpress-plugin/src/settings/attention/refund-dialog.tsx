import { Button, Modal } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { ConfirmationCode } from '../../components/confirmation-code.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { AttentionItem } from '../../model/attention.ts';
import type { Fields } from '../../model/fields.ts';
import { formatMoney } from '../../model/money.ts';
import { readLocale } from '../../shared/language.ts';
import { writeOnce } from '../../shared/request.ts';
import { isAboutCode, useConfirmedSave } from '../../shared/use-confirmed-save.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';

/** Asks before money is given back that is still owed; for a large amount the service wants a code by mail, too. */
export function RefundDialog({
  item,
  onDone,
  onClose,
}: {
  readonly item: AttentionItem;
  readonly onDone: (message: string) => void;
  readonly onClose: () => void;
}) {
  const save = useSave();
  const confirmed = useConfirmedSave(save, async (sent) => {
    await writeOnce(`/admin/orders/${item.orderId}/refunds`, sent);
    onDone(__('The money is on its way back.', 'holdfast-booking'));
    return '';
  });
  const body = (): Fields => ({ amountMinor: item.amountMinor });
  const problem = problemOf(save);
  const isAsking = confirmed.sentTo !== undefined;
  const isBusy = save.state.kind === 'saving';
  return (
    <Modal
      title={__('Give this money back?', 'holdfast-booking')}
      onRequestClose={onClose}
      className="holdfast-dialog"
      size="medium"
    >
      <form
        noValidate
        className="holdfast-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isAsking) confirmed.confirm(body());
          else confirmed.send(body());
        }}
      >
        {problem !== null && !isAboutCode(problem) && <ProblemNotice problem={problem} />}
        <p>
          {sprintf(
            /* translators: 1: an amount of money, 2: a person's name or the number of a booking. */
            __('%1$s goes back to %2$s, to the card or account that it was paid from.', 'holdfast-booking'),
            formatMoney(item.amountMinor, item.currency, readLocale()),
            item.customerName ?? item.reference,
          )}
        </p>
        {isAsking ? (
          <ConfirmationCode id="holdfast-refund-code" confirmed={confirmed} body={body} />
        ) : (
          <div className="holdfast-row holdfast-row-end">
            <Button __next40pxDefaultSize variant="tertiary" onClick={onClose}>
              {__('Not now', 'holdfast-booking')}
            </Button>
            <Button __next40pxDefaultSize variant="primary" type="submit" isBusy={isBusy} aria-disabled={isBusy}>
              {__('Give it back', 'holdfast-booking')}
            </Button>
          </div>
        )}
      </form>
    </Modal>
  );
}
