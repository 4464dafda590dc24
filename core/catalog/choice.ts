import type { ResourceId } from '../ids.ts';

/** A way to choose among several that are free: whoever has the least to do, the first of the list, or whoever's turn it is. */
export type ChoiceWay = 'least_busy' | 'priority' | 'round_robin';

/** Who is taken of several that are free. */
export type NeedChoice = {
  /** `least_busy` when absent. `same_as_last_time`: whom the customer had the last time, where he shows who he is; else as `otherwise` says. */
  readonly choose?: ChoiceWay | 'same_as_last_time' | undefined;
  /** With `same_as_last_time`, for whoever was not here before, or whose person is not free; `least_busy` when absent. */
  readonly otherwise?: ChoiceWay | undefined;
  /** How many turns each has while everybody else has as many as his own weight says, in a `round_robin`; 1 for whoever is not named. */
  readonly weights?: Readonly<Record<ResourceId, number>> | undefined;
};

/** Says how a need chooses among several that are free, where nobody is to be had again. */
export const findChoiceWay = ({ choose = 'least_busy', otherwise = 'least_busy' }: NeedChoice): ChoiceWay =>
  choose === 'same_as_last_time' ? otherwise : choose;

/** Whom a customer had, the last time first. */
export type LastWith = readonly (readonly ResourceId[])[];

/** Whether a service has a need in which whom the customer had the last time is taken again. */
export const prefersLastTime = ({ needs }: { readonly needs: readonly NeedChoice[] }): boolean =>
  needs.some(({ choose }) => choose === 'same_as_last_time');

/** Finds those of a need's group whom the customer had when he last had any of them; nobody where the need does not ask for it. */
export function findSameAgain({ choose, anyOf }: NeedChoice & Group, lastWith: LastWith): readonly ResourceId[] {
  if (choose !== 'same_as_last_time') return [];
  const last = lastWith.find((had) => had.some((id) => anyOf.includes(id))) ?? [];
  return anyOf.filter((id) => last.includes(id));
}

type Group = { readonly anyOf: readonly ResourceId[] };

/** The weight of one of a group. */
export const findWeight = ({ weights }: NeedChoice, id: ResourceId): number => weights?.[id] ?? 1;

/** Adds up the weights of a group: after so many bookings everybody has had as many as his weight. */
export const sumWeights = (need: NeedChoice & Group): number => need.anyOf.reduce((sum, id) => sum + findWeight(need, id), 0);
