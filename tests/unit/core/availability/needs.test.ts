import { describe, expect, test } from '@jest/globals';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import { chooseClaims } from '../../../../core/availability/choose-claims.ts';
import { computeShownTime } from '../../../../core/booking/shown-time.ts';
import type { ResourceNeed, Service } from '../../../../core/catalog/service.ts';
import type { ResourceId } from '../../../../core/ids.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import { at, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

/* The rows of "Steps, several of a group" in docs/algorithms/availability.md. */

const names = ['anna', 'berit', 'cia', 'chair1', 'chair2', 'chair3'] as const;
const id = (name: string): ResourceId => `res_${name}`;
const need = (list: readonly string[], more: Partial<ResourceNeed> = {}): ResourceNeed => ({
  ...{ name: list.join(), anyOf: list.map(id), visitorMayChoose: false },
  ...more,
});
const steps = [
  { name: 'Colour', durationMinutes: 30 },
  { name: 'Processing', durationMinutes: 20 },
  { name: 'Cut', durationMinutes: 30 },
];
const stepped = (needs: readonly ResourceNeed[], more: Partial<Service> = {}): Service =>
  buildService({ timeZone: 'UTC', durationMinutes: 80, stepMinutes: 30, steps, needs, ...more });
const plain = (needs: readonly ResourceNeed[]): Service =>
  buildService({ timeZone: 'UTC', durationMinutes: 60, stepMinutes: 60, needs });

type Busy = readonly [who: string, from: string, to: string];
const occupy = (busy: readonly Busy[]) =>
  busy.map(([who, from, to]) => ({
    resourceId: id(who),
    during: { from: at(`2027-01-14T${from}Z`), to: at(`2027-01-14T${to}Z`) },
  }));

/** Everybody works from nine to eleven; each slot as `start×remaining`. */
const list = (service: Service, busy: readonly Busy[] = []): string =>
  computeSlots({
    service,
    resources: names.map((name) => buildResource({ id: id(name), timeZone: 'UTC', weeklyHours: everyDay(hours(9, 11)) })),
    occupancy: { busy: occupy(busy), sessions: [] },
    closed: [],
    now: at('2027-01-11T09:00Z'),
    range: { from: at('2027-01-14T00:00Z'), to: at('2027-01-15T00:00Z') },
    partySize: 1,
    resourceId: null,
  })
    .map(({ startsAt, remaining }) => `${new Date(startsAt).toISOString().slice(11, 16)}×${remaining}`)
    .join(' ');

const around = need(['anna'], { steps: [0, 2] });
const chairs = ['chair1', 'chair2', 'chair3'];

test.each([
  { name: 'the stylist in the first and the last step', service: stepped([around]), busy: [], slots: '09:00×1 09:30×1' },
  {
    name: 'booked by another in the step between',
    service: stepped([around]),
    busy: [['anna', '09:30', '09:50']],
    slots: '09:00×1',
  },
  { name: 'booked a minute longer', service: stepped([around]), busy: [['anna', '09:30', '09:51']], slots: '' },
  {
    name: 'a buffer before and after the whole appointment',
    service: stepped([around], { bufferBeforeMinutes: 10, bufferAfterMinutes: 10 }),
    busy: [['anna', '09:30', '09:50']],
    slots: '09:00×1',
  },
  {
    name: 'the buffer after the end counts',
    service: stepped([around], { bufferAfterMinutes: 10 }),
    busy: [['anna', '10:25', '10:40']],
    slots: '',
  },
  {
    name: 'two people one after the other',
    service: stepped([need(['anna'], { steps: [0] }), need(['berit'], { steps: [2] })]),
    busy: [
      ['anna', '09:30', '11:00'],
      ['berit', '09:00', '09:50'],
    ],
    slots: '09:00×1',
  },
  {
    name: 'one list in two needs at different times',
    service: stepped([need(['anna', 'berit'], { steps: [0] }), need(['anna', 'berit'], { steps: [2] })]),
    busy: [
      ['anna', '09:30', '11:00'],
      ['berit', '09:00', '09:50'],
    ],
    slots: '09:00×1',
  },
  {
    name: 'one of a pool of three',
    service: plain([need(chairs)]),
    busy: [['chair1', '09:00', '10:00']],
    slots: '09:00×2 10:00×3',
  },
  {
    name: 'two of a pool of three',
    service: plain([need(chairs, { quantity: 2 })]),
    busy: [
      ['chair1', '09:00', '10:00'],
      ['chair2', '09:00', '09:01'],
    ],
    slots: '10:00×1',
  },
  {
    name: 'all of a group',
    service: plain([need(['anna', 'berit', 'cia'], { quantity: 'all' })]),
    busy: [],
    slots: '09:00×1 10:00×1',
  },
  {
    name: 'all of a group, one of them busy',
    service: plain([need(['anna', 'berit', 'cia'], { quantity: 'all' })]),
    busy: [['cia', '09:59', '10:01']],
    slots: '',
  },
] as const satisfies readonly { name: string; service: Service; busy: readonly Busy[]; slots: string }[])(
  '$name: $slots',
  ({ service, busy, slots }) => expect(list(service, busy)).toBe(slots),
);

describe('who is taken', () => {
  const START = at('2027-01-14T09:00Z');
  const choose = (service: Service, busy: readonly Busy[] = [], times = 1): readonly string[] | number => {
    const wish = {
      ...{ service, startsAt: START, resourceId: null, excluded: [] },
      occupancy: { busy: occupy(busy), sessions: [] },
      open: service.needs.map(({ anyOf }) => new Set(anyOf)),
    };
    const choice = chooseClaims(Array.from({ length: times }, () => wish));
    return choice.kind === 'taken'
      ? choice.wish
      : choice.claims.map((claims) =>
          claims
            .map(
              ({ resourceId, during }) =>
                `${resourceId.slice(4)}@${(during.from - START) / MINUTE}–${(during.to - START) / MINUTE}`,
            )
            .join(' '),
        );
  };
  const pair = ['berit', 'anna'];

  test.each([
    { name: 'whoever has the least to do', of: plain([need(pair)]), busy: [['berit', '12:00', '13:00']], chosen: ['anna@0–60'] },
    {
      name: 'the first of the list, however much she has to do',
      of: plain([need(pair, { choose: 'priority' })]),
      busy: [['berit', '12:00', '13:00']],
      chosen: ['berit@0–60'],
    },
    {
      name: 'the next of the list when the first is busy',
      of: plain([need(pair, { choose: 'priority' })]),
      busy: [['berit', '09:00', '09:30']],
      chosen: ['anna@0–60'],
    },
    {
      name: 'the same person before and after',
      of: stepped([need(pair, { steps: [0, 2], choose: 'priority' })], { bufferBeforeMinutes: 5, bufferAfterMinutes: 15 }),
      busy: [],
      chosen: ['berit@-5–30 berit@50–95'],
    },
    {
      name: 'all, in the order of their ids',
      of: plain([need(pair, { quantity: 'all' })]),
      busy: [],
      chosen: ['anna@0–60 berit@0–60'],
    },
  ] as const satisfies readonly { name: string; of: Service; busy: readonly Busy[]; chosen: readonly string[] }[])(
    '$name',
    ({ of, busy, chosen }) => expect(choose(of, busy)).toEqual(chosen),
  );

  test('two of three cannot be had twice at once, nor half', () => {
    expect(choose(plain([need(chairs, { quantity: 2 })]), [], 2)).toBe(1);
  });

  test('thirty of forty for two is answered at once', () => {
    const many = Array.from({ length: 40 }, (_, index) => `seat${index}`);
    expect(choose(plain([need(many, { quantity: 30 })]), [], 2)).toBe(1);
  });
});

test('a calendar shows the time from the first to the last part that somebody is needed in, buffers left out', () => {
  const [startsAt, endsAt] = [at('2027-01-14T09:00Z'), at('2027-01-14T10:20Z')];
  const claim = (who: string, from: number, to: number) => ({
    resourceId: id(who),
    during: { from: startsAt + from * MINUTE, to: startsAt + to * MINUTE },
  });
  const claims = [claim('anna', -5, 30), claim('anna', 50, 95), claim('chair1', 30, 50)];
  const shown = (who: string) => {
    const { startsAt: from, endsAt: to, taken } = computeShownTime({ startsAt, endsAt, claims }, [id(who)]);
    return [(from - startsAt) / MINUTE, (to - startsAt) / MINUTE, taken.length];
  };
  expect(shown('anna')).toEqual([0, 80, 2]);
  expect(shown('chair1')).toEqual([30, 50, 1]);
  expect(shown('teacher')).toEqual([0, 80, 1]);
});
