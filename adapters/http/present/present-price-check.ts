import { formatInstant } from '../../../core/index.ts';
import type { ExplainedPrice } from '../../../core/index.ts';
import { presentQuote } from './present-quote.ts';

/** Presents a price with what was looked at for it. */
export const presentPriceCheck = ({ quote, findings, refused, askedAt, versions, timeZone }: ExplainedPrice) => ({
  quote: presentQuote(quote),
  ...{ askedAt: formatInstant(askedAt), timeZone, versions },
  refused: refused === null ? null : { code: refused.code, details: refused.details },
  considered: findings.map(({ hasCounted, obstacle, ...finding }) => ({ ...finding, counted: hasCounted, code: obstacle })),
});
