import { expect, test } from '@jest/globals';
import { checkNeeds } from '../../../../core/catalog/check-needs.ts';
import type { ResourceNeed, Service } from '../../../../core/catalog/service.ts';
import { buildService } from '../../../support/build-core.ts';

const known = new Set(['res_a', 'res_b', 'res_c', 'res_d', 'res_e', 'res_f']);
const six = ['res_a', 'res_b', 'res_c', 'res_d', 'res_e', 'res_f'] as const;
const need = (more: Partial<ResourceNeed> = {}): ResourceNeed => ({
  ...{ name: 'Person', anyOf: ['res_a', 'res_b'], visitorMayChoose: false },
  ...more,
});
const steps = [
  { name: 'Colour', durationMinutes: 30 },
  { name: 'Cut', durationMinutes: 30 },
];
const stepped = (needs: readonly ResourceNeed[], more: Partial<Service> = {}): Service =>
  buildService({ durationMinutes: 60, steps, needs, ...more });
const plain = (more: Partial<ResourceNeed>): Service => buildService({ needs: [need(more)] });

test.each<readonly [string, Service, readonly string[]]>([
  ['one of a list', plain({}), []],
  ['all of a list, by priority', plain({ quantity: 'all', choose: 'priority' }), []],
  ['steps with people of their own', stepped([need({ steps: [0] }), need({ steps: [1] })]), []],
  ['one list at the same time', stepped([need({ steps: [0, 1] }), need({ steps: [1] })]), ['needs']],
  ['one list in a step and all the time', stepped([need({ steps: [0] }), need()]), ['needs']],
  ['more than there are', plain({ quantity: 3 }), ['needs.0.quantity']],
  ['none', plain({ quantity: 0 }), ['needs.0.quantity']],
  ['several where the visitor chooses one', plain({ quantity: 2, visitorMayChoose: true }), ['needs.0.quantity']],
  ['a resource named twice', plain({ anyOf: ['res_a', 'res_a'] }), ['needs.0.anyOf']],
  ['a resource that is not there', plain({ anyOf: ['res_x'] }), ['needs.0.anyOf']],
  ['a step that is not there', stepped([need({ steps: [2] })]), ['needs.0.steps']],
  ['steps out of order', stepped([need({ steps: [1, 0] })]), ['needs.0.steps']],
  ['needed in no step', stepped([need({ steps: [] })]), ['needs.0.steps']],
  ['steps of a service without any', plain({ steps: [0] }), ['needs.0.steps']],
  ['steps longer than the whole', stepped([need()], { durationMinutes: 50 }), ['durationMinutes']],
  ['one step', stepped([need()], { steps: steps.slice(0, 1), durationMinutes: 30 }), ['steps']],
  [
    'a step without a name',
    stepped([need()], { steps: steps.map((step) => ({ ...step, name: ' ' })) }),
    ['steps.0.name', 'steps.1.name'],
  ],
  [
    'a step of no length',
    stepped([need()], { steps: steps.map((step) => ({ ...step, durationMinutes: 0 })) }),
    ['steps.0.durationMinutes', 'steps.1.durationMinutes'],
  ],
  [
    'steps and durations',
    stepped([need()], { otherDurations: [{ durationMinutes: 90, price: { amountMinor: 1, currency: 'SEK' } }] }),
    ['otherDurations'],
  ],
  ['steps counted from the window', stepped([need()], { grid: 'window' }), ['grid']],
  ['steps without gaps', stepped([need()], { gaps: 'avoid' }), ['gaps']],
  ['several without gaps', buildService({ gaps: 'avoid', needs: [need({ quantity: 2, visitorMayChoose: false })] }), ['gaps']],
  ['a class with steps', stepped([need()], { kind: 'class' }), ['steps']],
  ['a class that chooses', buildService({ kind: 'class', needs: [need({ choose: 'priority' })] }), ['needs.0.choose']],
  ['turns with weights', plain({ choose: 'round_robin', weights: { res_a: 100 } }), []],
  ['weights where nobody takes turns', plain({ choose: 'priority', weights: { res_a: 2 } }), ['needs.0.weights']],
  [
    'weights that are none',
    plain({ choose: 'round_robin', weights: { res_a: 0, res_b: 1.5 } }),
    ['needs.0.weights.res_a', 'needs.0.weights.res_b'],
  ],
  ['the weight of somebody else', plain({ choose: 'round_robin', weights: { res_c: 2 } }), ['needs.0.weights.res_c']],
  [
    'a round that is too long',
    buildService({
      needs: [need({ choose: 'round_robin', anyOf: six, weights: Object.fromEntries(six.map((id) => [id, 84])) })],
    }),
    ['needs.0.weights'],
  ],
  ['the same again, else in turn', plain({ choose: 'same_as_last_time', otherwise: 'round_robin', weights: { res_a: 2 } }), []],
  ['another way beside none', plain({ otherwise: 'priority' }), ['needs.0.otherwise']],
  ['weights of the same again', plain({ choose: 'same_as_last_time', weights: { res_a: 2 } }), ['needs.0.weights']],
  ['a course with the same again', { ...plain({ choose: 'same_as_last_time' }), kind: 'course' }, ['needs.0.choose']],
  ['a course that takes turns', { ...plain({ choose: 'round_robin' }), kind: 'course' }, ['needs.0.choose']],
])('%s', (_, service, paths) => {
  expect(checkNeeds(service, known).map(({ path }) => path)).toEqual(paths);
});
