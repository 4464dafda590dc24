import { Button, ExternalLink, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { WhenLoaded } from '../../components/loading.tsx';
import { Section } from '../../components/section.tsx';
import { findAction } from '../../model/attention.ts';
import type { AttentionItem } from '../../model/attention.ts';
import { formatMoney } from '../../model/money.ts';
import { formatInstant, formatInstantIn, readLocale } from '../../shared/language.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { RefundDialog } from './refund-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';

const describeBooking = ({ serviceName, startsAt, timeZone, customerName, reference }: AttentionItem): string =>
  [
    serviceName,
    ...(startsAt === null ? [] : [formatInstantIn(startsAt, timeZone)]),
    ...(customerName === null ? [] : [customerName]),
    reference,
  ].join(' · ');

function Line({ item, onAct }: { readonly item: AttentionItem; readonly onAct: () => void }) {
  const action = findAction(item);
  return (
    <li className="holdfast-need">
      <div className="holdfast-need-head">
        <p className="holdfast-strong">{item.title}</p>
        <p className="holdfast-need-amount">{formatMoney(item.amountMinor, item.currency, readLocale())}</p>
      </div>
      <p className="holdfast-muted">{describeBooking(item)}</p>
      <p>
        {item.advice}
        {item.until !== null &&
          ` ${
            /* translators: %s: a date with a time. */
            sprintf(__('The offer ends on %s.', 'holdfast-booking'), formatInstant(item.until))
          }`}
      </p>
      {(action !== null || item.providerUrl !== null) && (
        <div className="holdfast-row">
          {action !== null && (
            <Button __next40pxDefaultSize variant="secondary" onClick={onAct}>
              {action === 'refund' ? __('Give it back again…', 'holdfast-booking') : __('Release the time…', 'holdfast-booking')}
            </Button>
          )}
          {item.providerUrl !== null && (
            <ExternalLink href={item.providerUrl}>{__('See it at Stripe', 'holdfast-booking')}</ExternalLink>
          )}
        </div>
      )}
    </li>
  );
}

/** What the owner should know of or decide: each with whose it is, how much, and what to do. */
export function AttentionTab({ attention }: { readonly attention: Loaded<readonly AttentionItem[]> }) {
  const [open, setOpen] = useState<AttentionItem | null>(null);
  const [done, setDone] = useState('');
  const close = (): void => setOpen(null);
  const finish = (message: string): void => {
    close();
    setDone(message);
    attention.reload();
  };
  const action = open === null ? null : findAction(open);
  return (
    <Section
      title={__('Needs attention', 'holdfast-booking')}
      aside={
        <Button variant="tertiary" isBusy={attention.isLoading} aria-disabled={attention.isLoading} onClick={attention.reload}>
          {__('Check again', 'holdfast-booking')}
        </Button>
      }
    >
      {done !== '' && (
        <Notice status="success" onRemove={() => setDone('')}>
          {done}
        </Notice>
      )}
      <WhenLoaded loaded={attention} label={__('Looking…', 'holdfast-booking')}>
        {(items) =>
          items.length === 0 ? (
            <p>{__('Nothing needs you at the moment.', 'holdfast-booking')}</p>
          ) : (
            <ul className="holdfast-needs" aria-busy={attention.isLoading}>
              {items.map((item) => (
                <Line key={`${item.orderId}-${item.kind}`} item={item} onAct={() => setOpen(item)} />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      {open !== null && action === 'refund' && <RefundDialog item={open} onDone={finish} onClose={close} />}
      {open !== null && action === 'release' && <ReleaseDialog item={open} onDone={finish} onClose={close} />}
    </Section>
  );
}
