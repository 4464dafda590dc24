import { checkChoice } from './check-choice.ts';
import { computeQuantity } from './compute-quantity.ts';
import { isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { ResourceNeed, Service } from './service.ts';

/** Checks what must be free for a service, and its steps. Answers every mistake with its path within the service. */
export const checkNeeds = (service: Service, resourceIds: ReadonlySet<string>): Mistakes => [
  ...checkSteps(service),
  ...when(service.kind === 'appointment' && service.needs.length === 0, 'needs', 'an appointment needs at least one resource'),
  ...when(
    service.gaps === 'avoid' && (service.steps !== undefined || service.needs.some((need) => computeQuantity(need) > 1)),
    'gaps',
    'cannot be avoided in a service with steps, or one that takes several of a group',
  ),
  ...when(service.needs.length > 8, 'needs', 'at most 8 needs'),
  ...when(isShared(service.needs), 'needs', 'needs of one service must not share a resource in a step that both are needed in'),
  ...when(service.needs.filter((need) => need.visitorMayChoose).length > 1, 'needs', 'the visitor may choose in one need only'),
  ...service.needs.flatMap((need, index) =>
    [
      ...checkAnyOf(need, resourceIds),
      ...checkQuantity(need),
      ...checkNeededSteps(service, need),
      ...checkChoice(service, need),
    ].map(({ path, message }) => ({ path: `needs.${index}.${path}`, message })),
  ),
];

function checkSteps({ kind, steps, durationMinutes, grid, otherDurations = [] }: Service): Mistakes {
  if (steps === undefined) return [];
  const total = steps.reduce((sum, step) => sum + step.durationMinutes, 0);
  const areWhole = steps.every((step) => isWhole(step.durationMinutes, 1, 44_640));
  return [
    ...when(kind === 'class', 'steps', 'a class has no steps'),
    ...when(steps.length < 2 || steps.length > 20, 'steps', 'must be 2 to 20 steps'),
    ...when(grid === 'window', 'grid', 'a service with steps starts on the clock: its parts lie in windows of their own'),
    ...when(otherDurations.length > 0, 'otherDurations', 'a service with steps is as long as they are'),
    ...when(areWhole && total !== durationMinutes, 'durationMinutes', `must be ${total}, as long as its steps together`),
    ...steps.flatMap(({ name, durationMinutes: minutes }, index) => [
      ...when(name.trim() === '', `steps.${index}.name`, 'must not be empty'),
      ...when(!isWhole(minutes, 1, 44_640), `steps.${index}.durationMinutes`, 'must be 1 minute to 31 days'),
    ]),
  ];
}

const checkAnyOf = ({ anyOf }: ResourceNeed, resourceIds: ReadonlySet<string>): Mistakes => [
  ...when(anyOf.length === 0, 'anyOf', 'must name a resource'),
  ...when(new Set(anyOf).size !== anyOf.length, 'anyOf', 'must name each resource once'),
  ...anyOf.flatMap((id) => when(!resourceIds.has(id), 'anyOf', `"${id}" is not a resource`)),
];

const checkQuantity = ({ quantity = 1, anyOf, visitorMayChoose }: ResourceNeed): Mistakes => [
  ...when(
    quantity !== 'all' && !isWhole(quantity, 1, Math.max(1, anyOf.length)),
    'quantity',
    `must be 1 to ${anyOf.length}, or "all"`,
  ),
  ...when(visitorMayChoose && quantity !== 1, 'quantity', 'must be 1 where the visitor may choose'),
];

function checkNeededSteps(service: Service, { steps: needed }: ResourceNeed): Mistakes {
  if (needed === undefined) return [];
  const { steps = [] } = service;
  const isInOrder = needed.every((step, index) => isWhole(step, 0, steps.length - 1) && step > (needed[index - 1] ?? -1));
  return [
    ...when(needed.length === 0, 'steps', 'must name a step'),
    ...when(!isInOrder, 'steps', `must be positions of steps in order, from 0 to ${steps.length - 1}`),
  ];
}

/** Whether two needs name one resource and are needed at once: then whether both can be met would not follow from counting who is free. */
const isShared = (needs: readonly ResourceNeed[]): boolean =>
  needs.some((need, index) =>
    needs.slice(0, index).some((earlier) => areAtOnce(earlier, need) && need.anyOf.some((id) => earlier.anyOf.includes(id))),
  );

const areAtOnce = (one: ResourceNeed, other: ResourceNeed): boolean =>
  one.steps === undefined || other.steps === undefined || one.steps.some((step) => other.steps?.includes(step));
