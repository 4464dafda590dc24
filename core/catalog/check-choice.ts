import { findChoiceWay, sumWeights } from './choice.ts';
import { isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { ResourceNeed, Service } from './service.ts';

/** The highest weight of one resource. */
const MAXIMUM_WEIGHT = 100;

/** The highest sum of the weights of a need: of two such rounds of bookings is found whose turn it is. */
const MAXIMUM_WEIGHTS = 500;

/** Checks how a need chooses among several that are free. Answers every mistake with its path within the need. */
export function checkChoice({ kind }: Pick<Service, 'kind'>, need: ResourceNeed): Mistakes {
  const { choose, otherwise, weights } = need;
  const takesTurns = findChoiceWay(need) === 'round_robin';
  const areWhole = Object.values(weights ?? {}).every((weight) => isWhole(weight, 1, MAXIMUM_WEIGHT));
  return [
    ...when(kind === 'class' && choose !== undefined, 'choose', 'a class has the first of the list'),
    ...when(kind === 'course' && (takesTurns || choose === 'same_as_last_time'), 'choose', 'a course has the first of the list'),
    ...when(otherwise !== undefined && choose !== 'same_as_last_time', 'otherwise', 'only where choose is same_as_last_time'),
    ...when(weights !== undefined && !takesTurns, 'weights', 'only where choose, or otherwise, is round_robin'),
    ...Object.entries(weights ?? {}).flatMap(([id, weight]) => [
      ...when(!need.anyOf.some((one) => one === id), `weights.${id}`, 'must be one of anyOf'),
      ...when(!isWhole(weight, 1, MAXIMUM_WEIGHT), `weights.${id}`, `must be 1 to ${MAXIMUM_WEIGHT}`),
    ]),
    ...when(
      takesTurns && areWhole && sumWeights(need) > MAXIMUM_WEIGHTS,
      'weights',
      `must add up to at most ${MAXIMUM_WEIGHTS}, 1 for each that is not named`,
    ),
  ];
}
