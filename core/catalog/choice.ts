import type { ResourceId } from '../ids.ts';

/** A way to choose among several that are free: whoever has the least to do, the first of the list, or whoever's turn it is. */
export type ChoiceWay = 'least_busy' | 'priority' | 'round_robin';

/** Who is taken of several that are free. */
export type NeedChoice = {
  /** `least_busy` when absent. */
  readonly choose?: ChoiceWay | undefined;
  /** How many turns each has while everybody else has as many as his own weight says, in a `round_robin`; 1 for whoever is not named. */
  readonly weights?: Readonly<Record<ResourceId, number>> | undefined;
};

/** Says how a need chooses among several that are free. */
export const findChoiceWay = ({ choose = 'least_busy' }: NeedChoice): ChoiceWay => choose;

/** The weight of one of a group. */
export const findWeight = ({ weights }: NeedChoice, id: ResourceId): number => weights?.[id] ?? 1;

/** Adds up the weights of a group: after so many bookings everybody has had as many as his weight. */
export const sumWeights = (need: NeedChoice & { readonly anyOf: readonly ResourceId[] }): number =>
  need.anyOf.reduce((sum, id) => sum + findWeight(need, id), 0);
