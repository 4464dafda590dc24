import { listRuns } from '../catalog/course-runs.ts';
import type { Service } from '../catalog/service.ts';
import { allocate, money } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { chooseQuoteTexts } from '../words/quotes.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { LateStart } from './quote.ts';

/** What a service costs from a session on, and the words for it; null when there is nothing to say. */
export type EnrolmentPrice = {
  readonly price: Money;
  readonly sessions: string | null;
  /** Where somebody begins who joins late. */
  readonly joins?: LateStart | undefined;
};

/**
 * Prices a course that is joined at a start, or from its beginning when none is given. Joined late at `per_session`, it costs the shares of the sessions that are left: the price
 * is split evenly over the run, the minor units that are left over go to the first sessions, one each. So what two people pay for the two parts of a run sums to its price.
 *
 * @see docs/algorithms/pricing.md
 */
export function priceEnrolment(
  service: Service,
  startsAt: EpochMillis | null,
  texts: QuoteTexts = chooseQuoteTexts(),
): EnrolmentPrice {
  const { kind, price, lateJoining } = service;
  if (kind !== 'course') return { price, sessions: null };
  const run = startsAt === null ? undefined : listRuns(service).find((starts) => starts.includes(startsAt));
  if (run === undefined || startsAt === null) return { price, sessions: texts.wholeCourse };
  const left = run.length - run.indexOf(startsAt);
  if (left === run.length) return { price, sessions: texts.courseOf(run.length) };
  const joins = { session: run.length - left + 1, of: run.length };
  const sessions = texts.joining(left, run.length, joins.session);
  if (lateJoining?.price !== 'per_session') return { price, sessions, joins };
  const shares = allocate(
    price.amountMinor,
    run.map(() => 1),
  );
  const amountMinor = shares.slice(run.length - left).reduce((sum, share) => sum + share, 0);
  return { price: money(amountMinor, price.currency), sessions, joins };
}
