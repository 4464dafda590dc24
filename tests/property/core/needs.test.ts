import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseClaims } from '../../../core/availability/choose-claims.ts';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../core/availability/compute-slots.ts';
import type { Claim } from '../../../core/availability/occupancy.ts';
import { checkNeeds } from '../../../core/catalog/check-needs.ts';
import type { ResourceNeed, Service } from '../../../core/catalog/service.ts';
import type { ResourceId } from '../../../core/ids.ts';
import { buildResource, buildService } from '../../support/build-core.ts';

// The oracle paints minutes: which of them each resource would be taken in, one start at a time.

const MINUTE = 60_000;
const MIDNIGHT = Date.UTC(2027, 0, 14);
const people: readonly ResourceId[] = ['res_a', 'res_b', 'res_c', 'res_d'];

const scenes = fc
  .record({
    steps: fc.array(fc.constantFrom(5, 10, 20, 30), { minLength: 2, maxLength: 4 }),
    bufferBeforeMinutes: fc.constantFrom(0, 0, 10),
    bufferAfterMinutes: fc.constantFrom(0, 0, 15),
    stepMinutes: fc.constantFrom(5, 10, 15),
    needs: fc.array(
      fc.record({
        anyOf: fc.subarray([...people], { minLength: 1 }),
        steps: fc.option(fc.subarray([0, 1, 2, 3], { minLength: 1 }), { nil: undefined }),
        quantity: fc.constantFrom<number | 'all' | undefined>(undefined, 1, 2, 3, 'all'),
        choose: fc.constantFrom<'least_busy' | 'priority' | undefined>(undefined, 'least_busy', 'priority'),
        visitorMayChoose: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    hours: fc.array(fc.tuple(fc.integer({ min: 480, max: 540 }), fc.integer({ min: 560, max: 760 })), {
      minLength: 4,
      maxLength: 4,
    }),
    busy: fc.array(
      fc.record({
        who: fc.constantFrom(...people),
        from: fc.integer({ min: 460, max: 740 }),
        length: fc.integer({ min: 1, max: 60 }),
      }),
      { maxLength: 8 },
    ),
  })
  .map((scene) => ({ ...scene, needs: scene.needs.map((need) => ({ name: 'Need', ...need })) }));

type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never;

const buildScene = (scene: Scene): Service => {
  const steps = scene.steps.map((durationMinutes, index) => ({ name: `Step ${index}`, durationMinutes }));
  const { bufferBeforeMinutes, bufferAfterMinutes, stepMinutes, needs } = scene;
  const durationMinutes = scene.steps.reduce((sum, minutes) => sum + minutes, 0);
  return buildService({
    ...{ timeZone: 'UTC', steps, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, stepMinutes, needs },
  });
};

const buildQuery = (scene: Scene, service: Service): SlotQuery => ({
  service,
  resources: people.map((id, index) => {
    const [fromMinute = 0, toMinute = 0] = scene.hours[index] ?? [];
    return buildResource({ id, timeZone: 'UTC', weeklyHours: { '4': [{ fromMinute, toMinute }] } });
  }),
  occupancy: {
    busy: scene.busy.map(({ who, from, length }) => ({
      resourceId: who,
      during: { from: MIDNIGHT + from * MINUTE, to: MIDNIGHT + (from + length) * MINUTE },
    })),
    sessions: [],
  },
  closed: [],
  now: MIDNIGHT - 86_400_000,
  range: { from: MIDNIGHT, to: MIDNIGHT + 1_440 * MINUTE },
  partySize: 1,
  resourceId: null,
});

/** The minutes of an appointment from `start` in which a need works, and those in which it is kept free beside them. */
function paint(
  scene: Scene,
  need: ResourceNeed,
  start: number,
): { readonly work: ReadonlySet<number>; readonly kept: ReadonlySet<number> } {
  const work = new Set<number>();
  const kept = new Set<number>();
  let at = start;
  for (const [index, minutes] of scene.steps.entries()) {
    const isNeeded = need.steps === undefined || need.steps.includes(index);
    for (let minute = at; minute < at + minutes; minute += 1) if (isNeeded) work.add(minute);
    at += minutes;
  }
  if (work.has(start)) for (let minute = 1; minute <= scene.bufferBeforeMinutes; minute += 1) kept.add(start - minute);
  if (work.has(at - 1)) for (let minute = 0; minute < scene.bufferAfterMinutes; minute += 1) kept.add(at + minute);
  return { work, kept };
}

function isFree(scene: Scene, who: ResourceId, need: ResourceNeed, start: number): boolean {
  const { work, kept } = paint(scene, need, start);
  const [opens = 0, closes = 0] = scene.hours[people.indexOf(who)] ?? [];
  const isBusy = (minute: number): boolean =>
    scene.busy.some((busy) => busy.who === who && busy.from <= minute && minute < busy.from + busy.length);
  return [...work].every((minute) => minute >= opens && minute < closes && !isBusy(minute)) && ![...kept].some(isBusy);
}

function expectSlots(scene: Scene, service: Service): readonly string[] {
  const expected: string[] = [];
  for (let start = 0; start + service.durationMinutes <= 1_440; start += service.stepMinutes) {
    const free = service.needs.map((need) => people.filter((who) => need.anyOf.includes(who) && isFree(scene, who, need, start)));
    const times = service.needs.map((need, index) => {
      const wanted = need.quantity === 'all' ? need.anyOf.length : (need.quantity ?? 1);
      return Math.floor((free[index]?.length ?? 0) / wanted);
    });
    const chooses = service.needs.findIndex(({ visitorMayChoose }) => visitorMayChoose);
    if (Math.min(...times) > 0) expected.push(`${start} ${(free[chooses] ?? []).join('+')} ${Math.min(...times)}`);
  }
  return expected;
}

const resources = new Set<string>(people);
const sold = scenes.filter((scene) => checkNeeds(buildScene(scene), resources).length === 0);

test('slots with steps, several of a group and shared resources are those of looking at every minute', () => {
  let offered = 0;
  fc.assert(
    fc.property(sold, (scene) => {
      const service = buildScene(scene);
      const found = computeSlots(buildQuery(scene, service)).map(
        ({ startsAt, resourceIds, remaining }) => `${(startsAt - MIDNIGHT) / MINUTE} ${resourceIds.join('+')} ${remaining}`,
      );
      offered += found.length;
      expect(found).toEqual(expectSlots(scene, service));
    }),
    { numRuns: 400 },
  );
  expect(offered).toBeGreaterThan(400);
});

test('as often as a slot remains it can be had at once, each time with all it needs, and not once more', () => {
  fc.assert(
    fc.property(sold, fc.nat(), (scene, pick) => {
      const service = buildScene(scene);
      const query = buildQuery(scene, service);
      const slots = computeSlots(query);
      const slot = slots[pick % Math.max(1, slots.length)];
      if (slot === undefined) return;
      const start = (slot.startsAt - MIDNIGHT) / MINUTE;
      const open = service.needs.map((need) => new Set(need.anyOf.filter((who) => isFree(scene, who, need, start))));
      const wish = {
        service,
        startsAt: slot.startsAt,
        occupancy: query.occupancy,
        resourceId: null,
        excluded: [],
        open,
      };
      const choice = chooseClaims(Array.from({ length: slot.remaining }, () => wish));
      if (choice.kind === 'taken') throw new Error(`wish ${choice.wish} of ${slot.remaining} went without`);
      for (const claims of choice.claims) expect(countMinutes(claims)).toBe(countNeeded(scene, service, start));
      expect(hasOverlap(choice.claims.flat())).toBe(false);
      expect(chooseClaims(Array.from({ length: slot.remaining + 1 }, () => wish)).kind).toBe('taken');
    }),
    { numRuns: 300 },
  );
});

const countMinutes = (claims: readonly Claim[]): number =>
  claims.reduce((sum, { during }) => sum + (during.to - during.from) / MINUTE, 0);

const countNeeded = (scene: Scene, service: Service, start: number): number =>
  service.needs.reduce((sum, need) => {
    const { work, kept } = paint(scene, need, start);
    return sum + (work.size + kept.size) * (need.quantity === 'all' ? need.anyOf.length : (need.quantity ?? 1));
  }, 0);

const hasOverlap = (claims: readonly Claim[]): boolean =>
  claims.some((one, index) =>
    claims
      .slice(0, index)
      .some(
        (other) => one.resourceId === other.resourceId && one.during.from < other.during.to && other.during.from < one.during.to,
      ),
  );
