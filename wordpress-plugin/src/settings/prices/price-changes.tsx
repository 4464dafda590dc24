import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Section } from '../../components/section.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { readPriceChanges } from '../../model/prices/price-check.ts';
import type { PriceChange, PriceChanges as Page } from '../../model/prices/price-check.ts';
import { parseProblem } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { readLocale } from '../../shared/language.ts';
import { read } from '../../shared/request.ts';

const PAGE = 20;

/** Names what was changed; what is gone by its id. */
function nameItem({ services, priceRules, promotions }: CatalogDocument, { list, itemId }: PriceChange): string {
  if (list === 'tax') return __('Taxes', 'holdfast-booking');
  if (itemId === 'order')
    return list === 'promotions'
      ? __('Order of the promotions', 'holdfast-booking')
      : __('Order of the price rules', 'holdfast-booking');
  const found = [...services, ...priceRules, ...promotions].find((record) => idOf(record) === itemId);
  return found === undefined ? itemId : nameOf(found);
}

/** The service tells items by their ids; those that are here have names. */
const nameAll = ({ services, priceRules, promotions }: CatalogDocument, message: string): string =>
  [...services, ...priceRules, ...promotions].reduce((text, record) => text.replaceAll(idOf(record), nameOf(record)), message);

const wordWhen = ({ at, version }: PriceChange): string =>
  at === null
    ? __('before changes were noted', 'holdfast-booking')
    : sprintf(
        /* translators: 1: a date and time, 2: a number that counts versions. */
        __('%1$s, version %2$d', 'holdfast-booking'),
        new Intl.DateTimeFormat(readLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(at)),
        version,
      );

/** Reads changes page by page, once it is told to. */
function useChanges() {
  const [page, setPage] = useState<Page | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const load = (known: readonly PriceChange[], before: number | null): void => {
    setProblem(null);
    setBusy(true);
    read(`/admin/price-history?limit=${PAGE}${before === null ? '' : `&before=${before}`}`)
      .then(
        (answer) => {
          const { changes, next } = readPriceChanges(answer);
          setPage({ changes: [...known, ...changes], next });
        },
        (thrown: unknown) => setProblem(parseProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return { page, problem, isBusy, load };
}

/** How prices were changed, the newest first. What is booked already keeps its price. */
export function PriceChanges({ document }: { readonly document: CatalogDocument }) {
  const { page, problem, isBusy, load } = useChanges();
  const busy = { isBusy, 'aria-disabled': isBusy, __next40pxDefaultSize: true, variant: 'secondary' } as const;
  return (
    <Section title={__('Changes', 'holdfast-booking')}>
      <p>{__('What was changed about prices, and when. Bookings keep the price that they were made for.', 'holdfast-booking')}</p>
      {problem !== null && <ProblemNotice problem={problem} findFieldId={() => null} />}
      <div aria-live="polite" className="holdfast-stack">
        {page?.changes.length === 0 && <p>{__('Nothing was changed yet.', 'holdfast-booking')}</p>}
        {page !== null && page.changes.length > 0 && (
          <ul className="holdfast-list holdfast-price-changes">
            {page.changes.map((change) => (
              <li key={`${change.list}/${change.itemId}/${change.version}`}>
                <span className="holdfast-list-text">
                  <span className="holdfast-strong">{nameItem(document, change)}</span>{' '}
                  <span className="holdfast-help">{wordWhen(change)}</span>
                  <br />
                  {nameAll(document, change.message)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <Button {...busy} onClick={() => load([], null)}>
          {page === null ? __('Show changes', 'holdfast-booking') : __('Show the newest', 'holdfast-booking')}
        </Button>{' '}
        {page !== null && page.next !== null && (
          <Button {...busy} onClick={() => load(page.changes, page.next)}>
            {__('Show older changes', 'holdfast-booking')}
          </Button>
        )}
      </div>
    </Section>
  );
}
