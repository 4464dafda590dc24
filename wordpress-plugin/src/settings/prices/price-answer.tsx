import { __, sprintf } from '@wordpress/i18n';
import { computeExponent } from '../../model/currencies.ts';
import type { Considered, PriceCheck } from '../../model/prices/price-check.ts';
import { readLocale } from '../../shared/language.ts';

const formatMoney = (amountMinor: number, currency: string): string =>
  new Intl.NumberFormat(readLocale(), { style: 'currency', currency }).format(amountMinor / 10 ** computeExponent(currency));

const formatWhen = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(readLocale(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(Date.parse(instant));

function wordDue({ currency, nowMinor, laterMinor, laterAt }: PriceCheck, timeZone: string): string {
  const now = formatMoney(nowMinor, currency);
  if (laterMinor === 0) {
    /* translators: %s: an amount of money. */
    return sprintf(__('%s is due when it is booked.', 'holdfast-booking'), now);
  }
  const later = formatMoney(laterMinor, currency);
  if (laterAt === null) {
    /* translators: 1: an amount of money, 2: an amount of money. */
    return sprintf(__('%1$s is due when it is booked, %2$s later.', 'holdfast-booking'), now, later);
  }
  /* translators: 1: an amount of money, 2: an amount of money, 3: a date and time. */
  const text = __('%1$s is due when it is booked, %2$s until %3$s.', 'holdfast-booking');
  return sprintf(text, now, later, formatWhen(laterAt, timeZone));
}

const Row = ({ what, why, figure }: { readonly what: string; readonly why: string; readonly figure: string }) => (
  <li>
    <span className="holdfast-list-text">
      <span className="holdfast-strong">{what}</span>
      <br />
      <span className="holdfast-help">{why}</span>
    </span>
    <span className="holdfast-strong">{figure}</span>
  </li>
);

const Reason = ({ name, hasCounted, message }: Considered) => (
  <li className={`holdfast-run ${hasCounted ? 'holdfast-run-offered' : ''}`}>
    <p>
      <span className="holdfast-strong">{name}</span>{' '}
      <span className="holdfast-badge">
        {hasCounted ? __('counts', 'holdfast-booking') : __('does not count', 'holdfast-booking')}
      </span>
    </p>
    <p>{message}</p>
  </li>
);

/** What was found out about a price. */
export function PriceAnswer({ answer, timeZone }: { readonly answer: PriceCheck; readonly timeZone: string }) {
  const { currency, lines, totalMinor, expiresAt, isRefused, considered } = answer;
  return (
    <div aria-live="polite" className="holdfast-stack holdfast-price-answer">
      {isRefused && (
        <p>
          {__(
            'A customer would be told that a code does not count. This is the price without what does not count.',
            'holdfast-booking',
          )}
        </p>
      )}
      <ul className="holdfast-list">
        {lines.map(({ description, explanation, amountMinor }, index) => (
          <Row key={index} what={description} why={explanation} figure={formatMoney(amountMinor, currency)} />
        ))}
        <Row what={__('Total', 'holdfast-booking')} why={wordDue(answer, timeZone)} figure={formatMoney(totalMinor, currency)} />
      </ul>
      {expiresAt !== null && (
        <p className="holdfast-help">
          {
            /* translators: %s: a date and time. */
            sprintf(__('The price stands until %s, if nothing is changed.', 'holdfast-booking'), formatWhen(expiresAt, timeZone))
          }
        </p>
      )}
      {considered.length === 0 ? (
        <p>{__('No rules, promotions or codes were looked at.', 'holdfast-booking')}</p>
      ) : (
        <ul className="holdfast-list">
          {considered.map((one, index) => (
            <Reason key={index} {...one} />
          ))}
        </ul>
      )}
    </div>
  );
}
