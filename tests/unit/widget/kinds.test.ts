import { describe, expect, test } from '@jest/globals';
import { writeBookedTime } from '../../../adapters/widget/kinds/facts.ts';
import { writeDates, writePattern } from '../../../adapters/widget/kinds/run-words.ts';
import { listNotes, listSessionDays } from '../../../adapters/widget/kinds/sessions.ts';
import { createFormat } from '../../../adapters/widget/display/format.ts';
import { addressOf } from '../../../adapters/widget/later/decide-address.ts';
import { decideLater } from '../../../adapters/widget/later/decide-later.ts';
import { parseProblem } from '../../../adapters/widget/parse-problem.ts';
import { createInitialState, findService } from '../../../adapters/widget/state/booking-state.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { decide } from '../../../adapters/widget/state/decide.ts';
import type { Message } from '../../../adapters/widget/state/message.ts';
import type { Next } from '../../../adapters/widget/state/next.ts';
import { openPicker, receiveDays, receiveSlots } from '../../../adapters/widget/state/picker.ts';
import { completeTexts } from '../../../core/words/en-later.ts';
import { en } from '../../../core/words/en.ts';
import { kindsEn } from '../../../core/words/kinds-en.ts';
import type { WireService, WireSpan } from '../../../adapters/widget/wire-types.ts';
import { buildCatalog, buildHoldAnswer, buildService, buildSlot, now } from './fixtures.ts';

const zone = 'Europe/Stockholm';
const words = { texts: completeTexts(en), format: createFormat('en-GB') };
const kind = { words, texts: kindsEn };
const money = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
const send = (state: WidgetState, message: Message): Next => decideLater(state, message, now) ?? decide(state, message, now);
const begin = (service: WireService): Next =>
  decide(
    createInitialState({ visitorTimeZone: 'America/New_York', preselectedService: null }),
    { kind: 'catalogLoaded', answer: buildCatalog([service]) },
    now,
  );

/** Sessions of 90 minutes at 18:00 in Stockholm in winter. */
const sessionsOn = (...dates: readonly string[]): readonly WireSpan[] =>
  dates.map((date) => ({ startsAt: `${date}T17:00:00Z`, endsAt: `${date}T18:30:00Z` }));

describe('the sessions of a course in words', () => {
  test.each([
    ['every week', ['2027-01-05', '2027-01-12', '2027-01-19'], '3 Tuesdays, 18:00–19:30', '5–19 Jan'],
    ['on two weekdays', ['2027-01-05', '2027-01-07'], '2 sessions, 18:00–19:30', '5–7 Jan'],
    ['one that is left', ['2027-01-05'], '1 session, 18:00–19:30', '5 Jan'],
  ])('%s', (_name, dates, pattern, range) => {
    const sessions = sessionsOn(...dates);
    expect(writePattern(sessions, zone, kind)).toBe(pattern);
    expect(writeDates(sessions, zone, words).replaceAll(/[\u2009\u00a0]/g, '')).toBe(range);
  });

  test('over a change of the clocks: what the wall shows counts', () => {
    const sessions = [
      { startsAt: '2027-03-23T17:00:00Z', endsAt: '2027-03-23T18:30:00Z' },
      { startsAt: '2027-03-30T16:00:00Z', endsAt: '2027-03-30T17:30:00Z' },
    ];
    expect(writePattern(sessions, zone, kind)).toBe('2 Tuesdays, 18:00–19:30');
  });

  test('of different length have no times in common', () => {
    const [first, second] = sessionsOn('2027-01-05', '2027-01-12');
    const longer = { startsAt: second?.startsAt ?? '', endsAt: '2027-01-12T20:00:00Z' };
    expect(writePattern(first ? [first, longer] : [], zone, kind)).toBe('2 Tuesdays');
  });
});

describe('a class', () => {
  const yoga = buildService({ id: 'svc_yoga', kind: 'class', minimumToRun: 4 });
  const subject = { service: 'svc_yoga', resource: null, partySize: 1, timeZone: zone, horizonDays: 60 };
  const days = ['2026-11-25', '2026-11-27', '2026-11-30'].map((date, index) => ({
    date,
    available: index !== 1,
    ...(index === 1 && { reason: 'full' as const }),
  }));
  const slots = [buildSlot('2026-11-25T09:00:00Z'), buildSlot('2026-11-30T09:00:00Z')];
  const picker = receiveSlots(receiveDays(openPicker(subject, now), { timeZone: zone, days, nextAvailableDate: null }), {
    timeZone: zone,
    slots,
  });

  test('lists its days from the chosen one on, the full ones among them', () => {
    expect(listSessionDays(picker)).toEqual(['2026-11-25', '2026-11-27', '2026-11-30']);
    expect(listSessionDays({ ...picker, date: '2026-11-27' })).toEqual(['2026-11-27', '2026-11-30']);
  });

  test('lists whole days, and not more of them once there are twelve sessions', () => {
    const many = Array.from({ length: 12 }, (_, hour) => buildSlot(`2026-11-25T${String(hour + 6).padStart(2, '0')}:00:00Z`));
    expect(listSessionDays({ ...picker, slots: { '2026-11-25': many } })).toEqual(['2026-11-25']);
  });

  test('says how many seats are left to who comes alone, and how many people it still needs', () => {
    const options = { chosenStart: null, isBusy: false, choose: () => undefined, goToDay: () => undefined };
    const slot = { ...buildSlot('2026-11-25T09:00:00Z'), remaining: 3, missingToRun: 2 };
    const own = { picker, service: yoga, total: null, options };
    expect(listNotes(slot, own, kindsEn)).toEqual(['3 seats left', 'Runs from 4 people, 2 still missing']);
    expect(listNotes({ ...slot, remaining: 1, missingToRun: 0 }, own, kindsEn)).toEqual(['1 seat left']);
    // What it counts are parties.
    const three = { ...own, picker: { ...picker, subject: { ...picker.subject, partySize: 3 } } };
    expect(listNotes({ ...slot, missingToRun: 0 }, three, kindsEn)).toEqual([]);
  });
});

describe('a course with sessions that can be booked singly', () => {
  const course = buildService({ kind: 'course', price: money(180_000), dropIn: { price: money(35_000) } });

  test('asks for one session at its own price once that is chosen', () => {
    const whole = begin(course).state;
    expect(findService(whole)?.price.amountMinor).toBe(180_000);
    const single = send(whole, { kind: 'wished', wish: { enrolment: 'drop_in' } });
    expect(findService(single.state)?.price.amountMinor).toBe(35_000);
    expect(single.effects[0]).toMatchObject({ kind: 'loadAvailability', query: { enrolment: 'drop_in' } });
    const slot = buildSlot('2026-11-25T09:00:00Z');
    const holding = send(single.state, { kind: 'slotChosen', slot });
    expect(holding.effects[0]).toMatchObject({ kind: 'placeHold', body: { enrolment: 'drop_in' } });
  });
});

describe('a stay by the night', () => {
  const room = buildService({ byDay: { unit: 'night', fromMinute: 900, toMinute: 660, minimum: 2, maximum: 5 } });

  test('is asked for in its shortest length, with its price; then in the chosen one', () => {
    const { state, effects } = begin(room);
    const kinds = effects.map((effect) => effect.kind);
    expect(kinds).toEqual(['loadAvailability', 'loadLaterSteps', 'loadQuote']);
    expect(effects[0]).toMatchObject({ query: { days: 2 } });
    expect(effects[2]).toMatchObject({ body: { days: 2 } });
    const four = send(state, { kind: 'wished', wish: { days: 4 } });
    expect(four.effects[0]).toMatchObject({ kind: 'loadAvailability', query: { days: 4 } });
  });

  test.each([
    ['2026-12-04T10:00:00Z', 3, 'Tuesday 1 December, 15:00 – Friday 4 December, 11:00', '3 nights'],
    ['2026-12-03T16:00:00Z', 3, 'Tuesday 1 December, 15:00 – Thursday 3 December, 17:00', '3 days'],
    ['2026-12-01T16:00:00Z', 1, 'Tuesday 1 December, 15:00 – Tuesday 1 December, 17:00', '1 day'],
  ])('until %s, %p long, is told from when to when', (endsAt, days, day, times) => {
    expect(writeBookedTime({ startsAt: '2026-12-01T14:00:00Z', endsAt, days }, zone, kind)).toEqual({ day, times });
  });
});

describe('a service at the customer’s address', () => {
  const home = buildService({ place: null, atCustomer: { countries: ['SE'] } });
  const type = (state: WidgetState, field: 'postcode' | 'line1' | 'city', value: string): WidgetState =>
    send(state, { kind: 'addressChanged', field, value }).state;
  const located = send(type(begin(home).state, 'postcode', ' 113 20 '), { kind: 'placeSubmitted' });

  test('asks where to come before it asks for times', () => {
    const { state, effects } = begin(home);
    expect([state.step, state.picker]).toEqual(['time', null]);
    expect(effects.map((effect) => effect.kind)).toEqual(['loadLaterSteps']);
    const nothing = send(state, { kind: 'placeSubmitted' });
    expect(nothing.state.fieldErrors).toEqual({ postcode: 'missing' });
    expect(located.effects[0]).toMatchObject({ kind: 'loadAvailability', query: { postcode: '113 20', timeZone: zone } });
  });

  test('outside the area says so at the field, and keeps what was typed', () => {
    const { state } = send(located.state, {
      kind: 'failed',
      lane: 'availability',
      problem: parseProblem({ code: 'outside_area' }, 422),
    });
    expect(state).toMatchObject({ picker: null, notice: null, fieldErrors: { postcode: 'invalid' } });
    expect(state.address.postcode).toBe(' 113 20 ');
    const again = send(type(state, 'postcode', '114 20'), { kind: 'placeSubmitted' });
    expect(again.effects[0]).toMatchObject({ query: { postcode: '114 20' } });
  });

  test('needs the rest of the address with the details, and sends all of it', () => {
    const slot = buildSlot('2026-11-25T09:00:00Z');
    const answer = { ...buildHoldAnswer(slot.startsAt) };
    const held = send(send(located.state, { kind: 'slotChosen', slot }).state, { kind: 'held', answer }).state;
    const known = { ...held, customer: { name: 'Maria Lind', email: 'maria@example.com', phone: '' } };
    expect(send(known, { kind: 'detailsSubmitted' }).state.fieldErrors).toEqual({ line1: 'missing', city: 'missing' });
    const whole = type(type(known, 'line1', 'Odengatan 4'), 'city', 'Stockholm');
    const address = { line1: 'Odengatan 4', postcode: '113 20', city: 'Stockholm', country: 'SE' };
    expect(addressOf(whole)).toEqual(address);
    expect(send(whole, { kind: 'detailsSubmitted' }).effects[0]).toMatchObject({ kind: 'saveAndCheckout', body: { address } });
  });
});
