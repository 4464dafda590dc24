import { describe, expect, test } from '@jest/globals';
import { decideLater } from '../../../adapters/widget/later/decide-later.ts';
import { createInitialState, findService } from '../../../adapters/widget/state/booking-state.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { decide } from '../../../adapters/widget/state/decide.ts';
import type { Message } from '../../../adapters/widget/state/message.ts';
import type { Next } from '../../../adapters/widget/state/next.ts';
import { createApiClient } from '../../../adapters/widget/api-client.ts';
import { buildCatalog, buildHoldAnswer, buildService, buildSlot, now } from './fixtures.ts';

const hour = { durationMinutes: 60, price: { amountMinor: 79_000, currency: 'SEK' } };
const massage = buildService({ id: 'svc_massage', otherDurations: [hour] });
const send = (state: WidgetState, message: Message): Next => decideLater(state, message, now) ?? decide(state, message, now);
const begin = (): Next =>
  decide(
    createInitialState({ visitorTimeZone: 'Europe/Stockholm', preselectedService: null }),
    { kind: 'catalogLoaded', answer: buildCatalog([massage]) },
    now,
  );
const chooseHour = (state: WidgetState): Next => send(state, { kind: 'wished', wish: { durationMinutes: 60 } });

describe('a service in several durations', () => {
  test('begins with its first one, and loads the choice', () => {
    const { state, effects } = begin();
    expect(findService(state)).toMatchObject({ durationMinutes: 45, price: { amountMinor: 45_000 } });
    expect(effects).toEqual([
      {
        kind: 'loadAvailability',
        key: expect.any(String),
        query: expect.not.objectContaining({ durationMinutes: expect.anything() }),
      },
      { kind: 'loadLaterSteps', service: massage },
    ]);
  });

  test('in another one has its price and its own free times; the day stays', () => {
    const opened = begin().state;
    const onDay: WidgetState = { ...opened, picker: opened.picker && { ...opened.picker, date: '2026-11-25' } };
    const { state, effects } = chooseHour(onDay);
    expect(findService(state)).toMatchObject({ durationMinutes: 60, price: { amountMinor: 79_000 } });
    expect(state.picker).toMatchObject({ date: '2026-11-25', slots: null });
    expect(effects[0]).toMatchObject({ kind: 'loadAvailability', query: { durationMinutes: 60 } });
    expect(chooseHour(state)).toEqual({ state, effects: [] });
  });

  test('drops the times of the other one when they come late', () => {
    const opened = begin();
    const { state } = chooseHour(opened.state);
    const [load] = opened.effects;
    const answer = { timeZone: 'Europe/Stockholm', slots: [buildSlot('2026-11-25T09:00:00Z')] };
    const key = load?.kind === 'loadAvailability' ? load.key : '';
    expect(send(state, { kind: 'slotsLoaded', key, answer }).state).toBe(state);
  });

  test('is held in the chosen one; the same start in the first is another time', () => {
    const slot = buildSlot('2026-11-25T09:00:00Z');
    const holding = send(chooseHour(begin().state).state, { kind: 'slotChosen', slot });
    expect(holding.effects[0]).toMatchObject({ kind: 'placeHold', body: { durationMinutes: 60 } });
    const held = send(holding.state, { kind: 'held', answer: buildHoldAnswer(slot.startsAt) });
    expect(held.state.hold?.wish).toEqual({ durationMinutes: 60 });
    const back = send({ ...held.state, serviceId: 'svc_massage' }, { kind: 'wished', wish: { durationMinutes: undefined } });
    expect(send(back.state, { kind: 'slotChosen', slot }).effects[0]).toMatchObject({
      kind: 'placeHold',
      body: expect.not.objectContaining({ durationMinutes: expect.anything() }),
    });
  });

  test('is taken up again after a reload', () => {
    const held = send(
      send(chooseHour(begin().state).state, { kind: 'slotChosen', slot: buildSlot('2026-11-25T09:00:00Z') }).state,
      {
        kind: 'held',
        answer: buildHoldAnswer('2026-11-25T09:00:00Z'),
      },
    );
    const [remember] = held.effects;
    const remembered = remember?.kind === 'remember' ? remember.remembered : null;
    const fresh = createInitialState({ visitorTimeZone: 'Europe/Stockholm', preselectedService: null });
    expect(send(fresh, { kind: 'started', remembered, returnedBookingId: null }).state.wish).toEqual({ durationMinutes: 60 });
  });

  test.each([
    [60, '60'],
    [undefined, null],
  ])('asks for %p minutes', async (durationMinutes, asked) => {
    const addresses: string[] = [];
    const client = createApiClient({
      serviceUrl: 'https://book.example',
      site: 'site_a',
      fetch: async (input) => {
        addresses.push(String(input));
        return new Response(JSON.stringify({ slots: [] }), { headers: { 'content-type': 'application/json' } });
      },
    });
    const query = { service: 'svc_massage', resource: null, partySize: 1, timeZone: 'UTC', from: '2026-11-25', to: '2026-12-01' };
    await client.listSlots({ ...query, durationMinutes });
    expect(new URL(addresses[0] ?? '').searchParams.get('durationMinutes')).toBe(asked);
  });
});
