import { describe, expect, test } from '@jest/globals';
import {
  createNeed,
  forgetStep,
  listCandidates,
  moveUp,
  readNeeds,
  suggestNeeds,
  toggleChoice,
  toggleStep,
  writeNeeds,
} from '../../../wordpress-plugin/src/model/needs.ts';
import type { ResourceKind, TypedNeed } from '../../../wordpress-plugin/src/model/needs.ts';
import { nameOf } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import { readServiceForm, writeServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import { catalog, recordOf } from './catalog-fixture.ts';

const cut = recordOf(catalog, 'svc_cut');
const people = (changed: Partial<TypedNeed> = {}): TypedNeed => ({
  ...createNeed('Staff', 'staff', ['res_ada', 'res_bo']),
  ...changed,
});
const write = (need: TypedNeed): unknown => writeNeeds(catalog, [need])[0];
const mistakesOf = (needs: readonly TypedNeed[]): readonly string[] => {
  const written = writeServiceForm(catalog, cut, { ...readServiceForm(catalog, cut, 'en', 'Staff'), needs });
  return written.ok ? [] : written.mistakes.map(({ field, kind }) => `${field}: ${kind}`);
};

describe('what a service needs', () => {
  test.each([
    ['one of several', {}, {}],
    ['two at once', { quantity: ' 2 ' }, { quantity: 2 }],
    ['all of them', { takesAll: true }, { quantity: 'all' }],
    ['the first of an order', { choose: 'priority' }, { choose: 'priority' }],
    ['in turn', { choose: 'round_robin', weights: { res_ada: '1' } }, { choose: 'round_robin' }],
    [
      'in turn, one of them more often',
      { choose: 'round_robin', weights: { res_bo: ' 3 ', res_gone: '7' } },
      { choose: 'round_robin', weights: { res_bo: 3 } },
    ],
    [
      'the same again, else in turn',
      { choose: 'same_as_last_time', otherwise: 'round_robin', weights: { res_bo: '3' } },
      { choose: 'same_as_last_time', otherwise: 'round_robin', weights: { res_bo: 3 } },
    ],
    ['no other way beside a first one', { choose: 'priority', otherwise: 'round_robin' }, { choose: 'priority' }],
    ['no weights where nobody takes turns', { choose: 'priority', weights: { res_bo: '3' } }, { choose: 'priority' }],
    ['in the first and the last of three steps', { steps: [0, 2] }, { steps: [0, 2] }],
  ] as const)('is written: %s', (_name, changed, expected) => {
    expect(write(people(changed))).toEqual({
      ...{ name: 'Staff', anyOf: ['res_ada', 'res_bo'], visitorMayChoose: true },
      ...expected,
    });
  });

  test.each([
    { quantity: 1, choose: 'least_busy', addedLater: 1 },
    { quantity: 'all', choose: 'priority', steps: [1] },
    { choose: 'a_way_from_later' },
    { choose: 'round_robin', weights: { res_bo: 2, res_ada: 1 } },
    { choose: 'round_robin', weights: { res_ada: 1 } },
    { choose: 'same_as_last_time', otherwise: 'least_busy' },
  ])('%j that nobody changed stays as it came, and goes when it is taken back', (said) => {
    const kept = { name: 'Staff', anyOf: ['res_ada', 'res_bo'], visitorMayChoose: false, ...said };
    const [read = people()] = readNeeds(catalog, { needs: [kept] }, 'Staff');
    expect(write(read)).toEqual(kept);
    const { addedLater } = { addedLater: undefined, ...said };
    const usual = write({ ...read, takesAll: true, choose: 'priority', steps: null });
    expect(usual).toEqual({
      ...{ name: 'Staff', anyOf: ['res_ada', 'res_bo'], visitorMayChoose: false, quantity: 'all', choose: 'priority' },
      ...(addedLater === undefined ? {} : { addedLater }),
    });
  });

  test('is nobody while there is one need and nobody was chosen; more needs than one each name something', () => {
    const empty = createNeed('Staff', 'staff');
    expect(readNeeds(catalog, { needs: [] }, 'Staff')).toEqual([empty]);
    expect(writeNeeds(catalog, [empty])).toEqual([]);
    expect(mistakesOf([people(), createNeed('Chair', 'equipment')])).toEqual(['needs.1.anyOf: nobody']);
    expect(mistakesOf([people({ quantity: 'two' })])).toEqual(['needs.0.quantity: number']);
    expect(mistakesOf([people({ quantity: 'two', takesAll: true })])).toEqual([]);
    const weights = { res_ada: '0', res_bo: '101', res_gone: '' };
    expect(mistakesOf([people({ weights })])).toEqual([]);
    expect(mistakesOf([people({ weights, choose: 'round_robin' })])).toEqual([
      'needs.0.weights.res_ada: number',
      'needs.0.weights.res_bo: number',
    ]);
  });

  test('is chosen from everything of its kind, and from what it names already', () => {
    expect(listCandidates(catalog, people({ anyOf: ['res_one'] })).map(nameOf)).toEqual(['Ada', 'Bo', 'One']);
    expect(toggleChoice(people(), 'res_ada', false).anyOf).toEqual(['res_bo']);
    expect(toggleChoice(people({ anyOf: ['res_bo'] }), 'res_ada', true).anyOf).toEqual(['res_bo', 'res_ada']);
  });

  test('has an order that can be changed', () => {
    expect(moveUp(people(), 'res_bo').anyOf).toEqual(['res_bo', 'res_ada']);
    expect(moveUp(people(), 'res_ada').anyOf).toEqual(['res_ada', 'res_bo']);
  });

  test('in all steps is all the time, and follows its steps when one goes', () => {
    expect(toggleStep(people(), 1, false, 3).steps).toEqual([0, 2]);
    expect(toggleStep(people({ steps: [0, 2] }), 1, true, 3).steps).toBeNull();
    const forgotten = forgetStep([people({ steps: [0, 2] }), people({ steps: [1] }), people()], 1);
    expect(forgotten.map(({ steps }) => steps)).toEqual([[0, 1], null, null]);
  });

  test('begins with people, for a stay with what the business has to let', () => {
    const name = (kind: ResourceKind): string => kind;
    expect(suggestNeeds(catalog, 'appointment', name)).toMatchObject([{ of: 'staff', anyOf: ['res_ada', 'res_bo'] }]);
    expect(suggestNeeds(catalog, 'stay', name)).toMatchObject([{ name: 'equipment', anyOf: ['res_one', 'res_two'] }]);
    expect(suggestNeeds({ ...catalog, resources: [] }, 'stay', name)).toMatchObject([{ of: 'room', anyOf: [] }]);
  });
});
