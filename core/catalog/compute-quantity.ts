import type { ResourceNeed } from './service.ts';

/** How many resources of its list a need takes at once. */
export const computeQuantity = ({ quantity = 1, anyOf }: ResourceNeed): number => (quantity === 'all' ? anyOf.length : quantity);
