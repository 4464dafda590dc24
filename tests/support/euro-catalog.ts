import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { money } from '../../core/index.ts';
import type { CatalogDocument, Service } from '../../core/index.ts';

/** The demo's salon in euros, where methods that take days are allowed for this many days (null: not at all). */
export const buildEuroCatalog = (delayedPaymentDays: number | null): CatalogDocument => ({
  ...demoCatalog,
  services: demoCatalog.services
    .filter(({ price }) => price.currency === 'SEK')
    .map((service) => inEuros(service, delayedPaymentDays)),
  codes: demoCatalog.codes.filter(({ discount }) => discount.kind === 'percent'),
});

/** A tenth of the kronor, in euros. */
function inEuros(service: Service, delayedPaymentDays: number | null): Service {
  const convert = ({ amountMinor }: Service['price']): Service['price'] => money(amountMinor / 10, 'EUR');
  const extras = service.extras.map((extra) => ({ ...extra, price: convert(extra.price) }));
  const otherDurations = service.otherDurations?.map((duration) => ({ ...duration, price: convert(duration.price) }));
  return { ...service, extras, otherDurations, price: convert(service.price), delayedPaymentDays };
}
