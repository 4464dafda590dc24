import type { Service } from '../catalog/service.ts';
import { findService } from '../catalog/catalog.ts';
import { normalizeCode } from '../catalog/discount-code.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ServiceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import { computeQuote } from '../pricing/compute-quote.ts';
import type { ChosenExtra, Quote } from '../pricing/quote.ts';

/** What a price is asked for, by id and typed code. */
export type QuoteInput = {
  readonly partySize: number;
  readonly extras: readonly ChosenExtra[];
  /** At most one. */
  readonly codes: readonly string[];
};

/** Tells the price of a booking before it is held. Refuses what `computeQuote` refuses, and `service_not_found`, `code_used_up`. */
export async function quoteBooking(
  ports: Pick<Ports, 'catalog' | 'clock'>,
  serviceId: ServiceId,
  input: QuoteInput,
): Promise<Outcome<Quote>> {
  const service = findService(await ports.catalog.loadCatalog(), serviceId);
  return service === undefined ? refuse('service_not_found', { serviceId }) : priceService(ports, service, input, []);
}

/** Computes the price of a service with a typed code. Codes that the order has already reserved are not counted against it again. */
export async function priceService(
  ports: Pick<Ports, 'catalog' | 'clock'>,
  service: Service,
  input: QuoteInput,
  reservedCodes: readonly string[],
): Promise<Outcome<Quote>> {
  const found = await findCode(ports, input.codes, reservedCodes);
  if (!found.ok) return found;
  return computeQuote({ service, partySize: input.partySize, extras: input.extras, code: found.value }, ports.clock.now());
}

async function findCode(
  ports: Pick<Ports, 'catalog'>,
  codes: readonly string[],
  reservedCodes: readonly string[],
): Promise<Outcome<DiscountCode | null>> {
  const [typed, ...more] = [...new Set(codes.map(normalizeCode))].filter((code) => code !== '');
  if (typed === undefined) return accept(null);
  if (more.length > 0) return refuse('code_invalid', { path: 'codes', reason: 'only one code per order' });
  const [code] = await ports.catalog.loadCodes([typed]);
  if (code === undefined) return refuse('code_invalid', { path: 'codes' });
  const isUsedUp = code.maximumRedemptions !== null && code.redeemed >= code.maximumRedemptions;
  return isUsedUp && !reservedCodes.includes(code.code) ? refuse('code_used_up', { path: 'codes' }) : accept(code);
}
