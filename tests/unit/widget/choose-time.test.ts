import { decideLater } from '../../../adapters/widget/later/decide-later.ts';
import { describe, expect, test } from '@jest/globals';
import { createInitialState } from '../../../adapters/widget/state/booking-state.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { decide, previousStep } from '../../../adapters/widget/state/decide.ts';
import { computeNearest } from '../../../adapters/widget/later/nearest.ts';
import { groupByDayPart } from '../../../adapters/widget/state/day-parts.ts';
import { keyOf } from '../../../adapters/widget/state/picker.ts';
import type { WireDay, WireService } from '../../../adapters/widget/wire-types.ts';
import { buildCatalog, buildService, buildSlot, now } from './fixtures.ts';

const staff = [
  { id: 'res_a', name: 'Maja', kind: 'staff' },
  { id: 'res_b', name: 'Omar', kind: 'staff' },
];

const start = (services: readonly WireService[], preselectedService: string | null = null): WidgetState =>
  decide(
    createInitialState({ visitorTimeZone: 'America/New_York', preselectedService }),
    { kind: 'catalogLoaded', answer: buildCatalog(services) },
    now,
  ).state;

const loadDays = (state: WidgetState, days: readonly WireDay[], nextAvailableDate: string | null): ReturnType<typeof decide> => {
  if (!state.picker) throw new Error('no picker');
  return decide(
    state,
    { kind: 'daysLoaded', key: keyOf(state.picker), answer: { timeZone: 'Europe/Stockholm', days, nextAvailableDate } },
    now,
  );
};

describe('the first step', () => {
  test('several services: they are shown', () => {
    expect(start([buildService(), buildService({ id: 'svc_two' })]).step).toBe('service');
  });

  test('one service and nobody to choose: the first thing is a time', () => {
    const state = start([buildService()]);
    expect(state.step).toBe('time');
    expect(previousStep(state)).toBeNull();
  });

  test('one service with one person who may be chosen: no step for that', () => {
    expect(start([buildService({ resources: staff.slice(0, 1) })]).step).toBe('time');
  });

  test('a preselected service with two people: who comes first', () => {
    const state = start([buildService({ resources: staff }), buildService({ id: 'svc_two' })], 'svc_cut');
    expect(state.step).toBe('person');
    expect(previousStep(state)).toBeNull();
    expect(decide(state, { kind: 'personChosen', resourceId: 'res_b' }, now).state.picker?.subject.resource).toBe('res_b');
  });
});

describe('a page that opens with the times', () => {
  const openWithTimes = (services: readonly WireService[], preselectedService: string | null = null): WidgetState =>
    decide(
      createInitialState({ visitorTimeZone: 'America/New_York', preselectedService, opensWithTimes: true }),
      { kind: 'catalogLoaded', answer: buildCatalog(services) },
      now,
    ).state;

  test('shows those of the first service, with anyone, and the way back to both choices', () => {
    const state = openWithTimes([buildService({ resources: staff }), buildService({ id: 'svc_two' })]);
    expect(state).toMatchObject({ step: 'time', serviceId: 'svc_cut', resourceId: null });
    expect(previousStep(state)).toBe('person');
    const person = decide(state, { kind: 'wentTo', step: 'person' }, now).state;
    expect(previousStep(person)).toBe('service');
    const service = decide(person, { kind: 'wentTo', step: 'service' }, now).state;
    expect(decide(service, { kind: 'serviceChosen', serviceId: 'svc_two' }, now).state).toMatchObject({
      step: 'time',
      serviceId: 'svc_two',
    });
  });

  test('shows those of the preselected service, and no way to another', () => {
    const state = openWithTimes([buildService(), buildService({ id: 'svc_two', resources: staff })], 'svc_two');
    expect(state).toMatchObject({ step: 'time', serviceId: 'svc_two' });
    expect(previousStep({ ...state, step: 'person' })).toBeNull();
  });

  test('without any service shows that there is none', () => {
    expect(openWithTimes([])).toMatchObject({ step: 'service', picker: null });
  });
});

describe('the zone of the times', () => {
  test('a place has its own, online has the visitor’s until another is chosen', () => {
    expect(start([buildService()]).picker?.subject.timeZone).toBe('Europe/Stockholm');
    const online = start([buildService({ place: null })]);
    expect(online.picker?.subject.timeZone).toBe('America/New_York');
    const moved = decideLater(online, { kind: 'zoneChosen', timeZone: 'Asia/Tokyo' }, now);
    expect(moved?.state.picker?.subject.timeZone).toBe('Asia/Tokyo');
    expect(moved?.effects.map((effect) => effect.kind)).toContain('loadAvailability');
  });
});

describe('days and times', () => {
  const free = (date: string): WireDay => ({ date, available: true });

  test('the first free day is chosen at once', () => {
    const { state } = loadDays(
      start([buildService()]),
      [{ date: '2026-11-24', available: false, reason: 'full' }, free('2026-11-25')],
      '2026-11-25',
    );
    expect(state.picker?.date).toBe('2026-11-25');
    expect(state.picker?.focusDate).toBe('2026-11-25');
  });

  test('a first month without a free time: on to the month that has one, once', () => {
    const jumped = loadDays(start([buildService()]), [{ date: '2026-11-24', available: false, reason: 'full' }], '2026-12-14');
    expect(jumped.state.picker?.month).toBe('2026-12');
    expect(jumped.effects.map((effect) => effect.kind)).toContain('loadAvailability');
    const stayed = loadDays(jumped.state, [], '2027-01-04');
    expect(stayed.state.picker?.month).toBe('2026-12');
    expect(stayed.state.picker?.nextAvailableDate).toBe('2027-01-04');
  });

  test('an answer to an older question changes nothing', () => {
    const state = start([buildService()]);
    const late = decide(state, { kind: 'slotsLoaded', key: 'older', answer: { timeZone: 'Europe/Stockholm', slots: [] } }, now);
    expect(late.state).toBe(state);
  });

  test('closed days take the focus but are not chosen; full ones open', () => {
    const days: readonly WireDay[] = [
      free('2026-11-24'),
      { date: '2026-11-25', available: false, reason: 'closed' },
      { date: '2026-11-26', available: false, reason: 'full' },
    ];
    const { state } = loadDays(start([buildService()]), days, '2026-11-24');
    const closed = decide(state, { kind: 'dayChosen', date: '2026-11-25' }, now).state;
    expect([closed.picker?.date, closed.picker?.focusDate]).toEqual(['2026-11-24', '2026-11-25']);
    expect(decide(state, { kind: 'dayChosen', date: '2026-11-26' }, now).state.picker?.date).toBe('2026-11-26');
  });

  test('months before today and past the horizon cannot be opened', () => {
    const state = start([buildService({ horizonDays: 30 })]);
    expect(decide(state, { kind: 'monthTurned', month: '2026-10' }, now).state.picker?.month).toBe('2026-11');
    expect(decide(state, { kind: 'monthTurned', month: '2026-12' }, now).state.picker?.month).toBe('2026-12');
    expect(decide(state, { kind: 'monthTurned', month: '2027-01' }, now).state.picker?.month).toBe('2026-11');
  });

  test('another party size asks for times and a price; one that is not allowed does nothing', () => {
    const state = start([buildService({ maximumPartySize: 3, priceUnit: 'person' })]);
    const two = decideLater(state, { kind: 'partySizeChosen', partySize: 2 }, now);
    expect(two?.effects.map((effect) => effect.kind)).toEqual(['loadAvailability', 'loadLaterSteps', 'loadQuote']);
    expect(decideLater(state, { kind: 'partySizeChosen', partySize: 4 }, now)?.state).toBe(state);
  });
});

describe('choosing a time', () => {
  test('it is held once, however often it is clicked', () => {
    const state = start([buildService()]);
    const slot = buildSlot('2026-11-24T09:00:00Z');
    const first = decide(state, { kind: 'slotChosen', slot }, now);
    expect(first.effects).toEqual([
      {
        kind: 'placeHold',
        replaces: null,
        body: {
          serviceId: 'svc_cut',
          partySize: 1,
          extras: [],
          codes: [],
          startsAt: slot.startsAt,
          timeZone: 'Europe/Stockholm',
        },
      },
    ]);
    const second = decide(first.state, { kind: 'slotChosen', slot }, now);
    expect(second.effects).toEqual([]);
    expect(second.state).toBe(first.state);
  });

  test('a hold that does not arrive can be tried again as it was', () => {
    const holding = decide(start([buildService()]), { kind: 'slotChosen', slot: buildSlot('2026-11-24T09:00:00Z') }, now).state;
    const problem = { code: 'network', status: 0, detail: '', fields: [], alternatives: [], retryAfterSeconds: null } as const;
    const failed = decide(holding, { kind: 'failed', lane: 'write', problem }, now).state;
    expect(failed.busy).toBeNull();
    const retried = decide(failed, { kind: 'retried', lane: 'write' }, now);
    expect(retried.state.busy).toBe('holding');
    expect(retried.state.pendingSlot?.startsAt).toBe('2026-11-24T09:00:00Z');
    expect(retried.effects).toEqual([{ kind: 'retry', lane: 'write' }]);
  });
});

describe('lists of times', () => {
  const at = (hour: number): ReturnType<typeof buildSlot> => buildSlot(`2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`);

  test('up to eight stand together, more are grouped by the local clock', () => {
    expect(groupByDayPart([8, 9, 10].map(at), 'Europe/Stockholm').map((group) => group.part)).toEqual([null]);
    const groups = groupByDayPart([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map(at), 'Europe/Stockholm');
    expect(groups.map((group) => [group.part, group.slots.length])).toEqual([
      ['morning', 4],
      ['afternoon', 5],
      ['evening', 2],
    ]);
  });

  test('the nearest are found on both sides and shown in order', () => {
    expect(computeNearest([7, 9, 13, 15].map(at), '2026-11-24T12:00:00Z', 3).map((slot) => slot.startsAt.slice(11, 13))).toEqual([
      '09',
      '13',
      '15',
    ]);
  });
});
