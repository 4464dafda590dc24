import type { ExtraId, ResourceId } from '../ids.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Extra, ExtraStock, Service } from './service.ts';

/** An extra and how many of it. */
export type ChosenExtra = { readonly extraId: ExtraId; readonly quantity: number };

/** An extra of which there are only so many, and how many somebody wants. */
export type StockWish = { readonly extra: Extra; readonly stock: ExtraStock; readonly quantity: number };

/** Checks that a service offers extras in these quantities, each named once. Refuses `extra_not_offered`. */
export function checkExtras({ extras }: Pick<Service, 'extras'>, chosen: readonly ChosenExtra[]): Outcome<null> {
  const seen = new Set<ExtraId>();
  for (const { extraId, quantity } of chosen) {
    const { maximumQuantity = 0 } = extras.find(({ id }) => id === extraId) ?? {};
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > maximumQuantity)
      return refuse('extra_not_offered', { path: 'extras', extraId, maximumQuantity });
    if (seen.has(extraId)) return refuse('extra_not_offered', { path: 'extras', extraId, reason: 'named twice' });
    seen.add(extraId);
  }
  return accept(null);
}

const findExtra = ({ extras }: Pick<Service, 'extras'>, { extraId }: ChosenExtra): Extra | undefined =>
  extras.find(({ id }) => id === extraId);

/** Computes by how many minutes extras make an appointment longer. What is not offered any more adds nothing. */
export const computeExtraMinutes = (service: Pick<Service, 'extras'>, chosen: readonly ChosenExtra[]): number =>
  chosen.reduce((sum, one) => sum + one.quantity * (findExtra(service, one)?.durationMinutes ?? 0), 0);

/** The service as it is with so many minutes more. */
export const lengthen = (service: Service, minutes: number): Service =>
  minutes === 0 ? service : { ...service, durationMinutes: service.durationMinutes + minutes };

/** Lists the chosen extras of which there are only so many. */
export const listStockWishes = (service: Pick<Service, 'extras'>, chosen: readonly ChosenExtra[]): readonly StockWish[] =>
  chosen.flatMap((one): StockWish[] => {
    const extra = findExtra(service, one);
    return extra?.stock === undefined ? [] : [{ extra, stock: extra.stock, quantity: one.quantity }];
  });

/** Names the pieces of an extra that is used at times: each is occupied by one booking at a time, as a resource is, and is none of the owner's. */
export const listUnits = ({ extra, stock }: Pick<StockWish, 'extra' | 'stock'>): readonly ResourceId[] =>
  stock.per === 'time' ? Array.from({ length: stock.quantity }, (_, index): ResourceId => `res_${extra.id}.${index + 1}`) : [];

/** Names the pieces of all extras that are used at times, each once. */
export const listAllUnits = (services: readonly Pick<Service, 'extras'>[]): readonly ResourceId[] => [
  ...new Set(
    services.flatMap(({ extras }) => extras.flatMap((extra) => (extra.stock ? listUnits({ extra, stock: extra.stock }) : []))),
  ),
];

/** Whether something that is occupied is a piece of an extra. No id of an owner has a dot in it. */
export const isExtraUnit = (resourceId: ResourceId): boolean => resourceId.includes('.');
