import type { TravelFee } from '../catalog/at-customer.ts';
import type { TravelZone } from '../catalog/location.ts';
import type { Service } from '../catalog/service.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { QuoteLine } from './quote.ts';

/** What coming to a customer costs, and into which zone; null where none has the postcode. */
export type WayPrice = { readonly amountMinor: number; readonly zone: TravelZone | null };

/** Finds what coming into a zone costs; null when a service costs nothing there, or does not come at all. */
export function findWayPrice({ atCustomer }: Service, zone: TravelZone | null): WayPrice | null {
  const fee: TravelFee | null = atCustomer?.fee ?? null;
  if (fee === null) return null;
  const amountMinor = fee.zones.find(({ zoneId }) => zoneId === zone?.id)?.amountMinor ?? fee.amountMinor;
  return amountMinor === 0 ? null : { amountMinor, zone };
}

/** Builds the line of a way. No discount makes it cheaper. */
export function buildTravelLine(service: Service, { amountMinor, zone }: WayPrice, texts: QuoteTexts): Omit<QuoteLine, 'item'> {
  return {
    kind: 'travel',
    subject: zone?.id ?? service.id,
    description: texts.travel(zone?.name ?? null),
    quantity: 1,
    unitAmountMinor: amountMinor,
    amountMinor,
    explanation: zone === null ? texts.travelOutside : texts.travelOfZone,
  };
}
