import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { nameCodeCount, nameFirstVisit } from '../order/customer-counts.ts';
import type { Order, Redemption } from '../order/order.ts';
import { listQuotedUses } from '../order/redemptions.ts';
import type { Ports } from '../ports/ports.ts';
import type { CustomerFacts } from '../pricing/apply-codes.ts';
import { findCustomerObstacle } from '../pricing/apply-codes.ts';
import { releaseStaleHolds } from './release-holds.ts';

type CustomerPorts = Pick<Ports, 'bookings' | 'clock' | 'customers'>;

type Buyer = { readonly email: string } | null | undefined;

/** What of a code is asked about its customer. */
type CustomerRule = {
  readonly code: string;
  readonly maximumPerCustomer?: number | undefined;
  readonly firstVisitOnly?: boolean | undefined;
};

/**
 * Loads what codes ask about a customer: how often he has used each, and whether this is his first visit. Null when nobody is named, and when no code asks.
 * What his order `own` uses is not counted against it; ended holds of his that stand in the way are released first.
 */
export async function loadCustomerFacts(
  ports: CustomerPorts,
  codes: readonly CustomerRule[],
  customer: Buyer,
  own: readonly Redemption[],
): Promise<CustomerFacts | null> {
  const asking = codes.filter(
    ({ maximumPerCustomer, firstVisitOnly = false }) => maximumPerCustomer !== undefined || firstVisitOnly,
  );
  if (customer === null || customer === undefined || asking.length === 0) return null;
  const digest = ports.customers.computeDigest(customer.email);
  const keys = [nameFirstVisit(digest), ...asking.map(({ code }) => nameCodeCount(code, digest))];
  const load = () => ports.bookings.findCustomerHistory({ email: customer.email, keys });
  const history = await load();
  const isInTheWay =
    history.counts.length > 0 && (await releaseStaleHolds(ports, { claims: [], sessionIds: [], codes: [], limits: keys })) > 0;
  const { hasVisited, counts } = isInTheWay ? await load() : history;
  const used = (wanted: string): number => {
    const owned = own
      .flatMap(({ state, counted = [] }) => (state === 'released' ? [] : counted))
      .find(({ key }) => key === wanted);
    return (counts.find(({ key }) => key === wanted)?.used ?? 0) - (owned?.uses ?? 0);
  };
  return {
    isFirstVisit: !hasVisited && used(nameFirstVisit(digest)) <= 0,
    uses: new Map(asking.map(({ code }) => [code, used(nameCodeCount(code, digest))])),
  };
}

/**
 * Checks the codes of a price that stands against somebody who is named only now: the price was made while nobody knew him. Refuses `code_not_applicable` with `code` and `reason`
 * (`customer_limit`, `first_visit`).
 */
export async function checkCustomerCodes(ports: CustomerPorts, order: Order, customer: Buyer): Promise<Outcome<null>> {
  const codes = listQuotedUses(order.quote);
  const facts = await loadCustomerFacts(ports, codes, customer, order.redemptions);
  for (const quoted of facts === null ? [] : codes) {
    const unmet = findCustomerObstacle(quoted, facts);
    if (unmet !== null)
      return refuse('code_not_applicable', { path: 'codes', code: quoted.code, reason: unmet.obstacle, ...unmet.details });
  }
  return accept(null);
}

/** Computes what a customer's uses of codes are counted by; null while nobody knows him. */
export const computeBuyerDigest = ({ customers }: Pick<Ports, 'customers'>, customer: Buyer): string | null =>
  customer === null || customer === undefined ? null : customers.computeDigest(customer.email);
