import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { createIcalInvitationRenderer } from '../../../adapters/ical/create-ical-invitation-renderer.ts';
import type { InvitationEvent } from '../../../core/index.ts';
import { meantText, nastyText } from './nasty-text.ts';
import { findValue, unescapeStrictly, unfoldStrictly } from './strict-lines.ts';

const renderer = createIcalInvitationRenderer({ productId: '-//Holdfast//Holdfast//EN', uidDomain: 'bookings.example' });

const event: InvitationEvent = {
  bookingId: 'bkg_4f9d2c',
  sequence: 0,
  method: 'REQUEST',
  // 2027-03-28T00:30Z until 01:30Z: Stockholm's clocks jump in between, which UTC does not notice.
  startsAt: 1_806_193_800_000,
  endsAt: 1_806_197_400_000,
  stampedAt: 1_806_000_000_123,
  summary: 'Cut & colour, Salong Åkerö',
  description: 'Reference: KX4-7QP\nWith: Bo; room "2"',
  location: 'Storgatan 1, Umeå',
  organizer: { name: 'Salong Åkerö', email: 'bookings@salong.example' },
  attendee: { name: 'Ada Lovelace', email: 'ada@customer.example' },
  url: null,
};

/** Reads a calendar with a parser that shares no code with the writer. */
function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [entry, ...others] = calendar.getAllSubcomponents('vevent');
  if (entry === undefined) throw new Error('no event');
  expect(others).toEqual([]);
  const parsed = new ICAL.Event(entry);
  return {
    method: calendar.getFirstPropertyValue('method'),
    productId: calendar.getFirstPropertyValue('prodid'),
    version: calendar.getFirstPropertyValue('version'),
    names: calendar.getAllProperties().map((property) => property.name),
    uid: parsed.uid,
    sequence: parsed.sequence,
    startsAt: parsed.startDate.toJSDate().getTime(),
    endsAt: parsed.endDate.toJSDate().getTime(),
    summary: parsed.summary,
    description: parsed.description,
    location: parsed.location,
    status: entry.getFirstPropertyValue('status'),
    transparency: entry.getFirstPropertyValue('transp'),
    organizer: entry.getFirstProperty('organizer'),
    attendees: entry.getAllProperties('attendee'),
  };
}

describe('golden files', () => {
  const longName = {
    ...event,
    summary: `${'Ünïcödé '.repeat(12)}🧘🏽‍♀️${'🧘🏽‍♀️'.repeat(9)}`,
    description: 'שיעור יוגה, 20:00\nمرحبا\\بكم',
  };
  test.each<[string, InvitationEvent]>([
    ['request', event],
    ['request-moved', { ...event, sequence: 1, startsAt: event.startsAt + 3_600_000, endsAt: event.endsAt + 3_600_000 }],
    ['cancel', { ...event, method: 'CANCEL', sequence: 2 }],
    ['publish', { ...event, method: 'PUBLISH', attendee: null, url: 'https://salong.example/book' }],
    ['long-and-right-to-left', longName],
  ])('%s.ics', async (name, golden) => {
    const expected = await readFile(new URL(`../../fixtures/ical/${name}.ics`, import.meta.url), 'utf8');
    expect(renderer.render(golden)).toBe(expected);
  });
});

describe('a course', () => {
  const day = 86_400_000;
  const further = [7, 14].map((days) => ({ startsAt: event.startsAt + days * day, endsAt: event.endsAt + days * day }));
  const course: InvitationEvent = { ...event, method: 'PUBLISH', attendee: null, further };
  const read = (given: InvitationEvent) =>
    new ICAL.Component(ICAL.parse(renderer.render(given))).getAllSubcomponents('vevent').map((entry) => {
      const parsed = new ICAL.Event(entry);
      return [parsed.uid, parsed.sequence, parsed.startDate.toJSDate().getTime(), entry.getFirstPropertyValue('status')];
    });

  test('has an event for each session, which keeps its id and takes the sequence', () => {
    const starts = [event, ...further].map(({ startsAt }) => startsAt);
    const ids = ['bkg_4f9d2c', 'bkg_4f9d2c-2', 'bkg_4f9d2c-3'].map((id) => `${id}@bookings.example`);
    expect(read(course)).toEqual(ids.map((id, index) => [id, 0, starts[index], 'CONFIRMED']));
    const later = { ...course, sequence: 3, further: further.map((time) => ({ ...time, startsAt: time.startsAt - 60_000 })) };
    expect(read(later).map(([id, sequence]) => [id, sequence])).toEqual(ids.map((id) => [id, 3]));
  });

  test('cancelled, all its events are', () => {
    expect(read({ ...course, sequence: 1, isCancelled: true }).map((one) => one.at(-1))).toEqual(
      further.concat(further[0] ?? []).map(() => 'CANCELLED'),
    );
    expect(renderer.render({ ...course, isCancelled: true })).toContain('METHOD:PUBLISH');
  });

  test('is no request: that may be about one event only', () => {
    expect(() => renderer.render({ ...course, method: 'REQUEST', attendee: event.attendee })).toThrow(TypeError);
  });

  test('has no session that ends before it starts', () => {
    const turned = further.map(({ startsAt, endsAt }) => ({ startsAt: endsAt, endsAt: startsAt }));
    expect(() => renderer.render({ ...course, further: turned })).toThrow('cannot end before');
  });
});

describe('an invitation', () => {
  test('is read back by another parser as it was meant', () => {
    const parsed = parse(renderer.render(event));
    expect(parsed).toMatchObject({
      method: 'REQUEST',
      version: '2.0',
      productId: '-//Holdfast//Holdfast//EN',
      uid: 'bkg_4f9d2c@bookings.example',
      sequence: 0,
      startsAt: event.startsAt,
      endsAt: event.endsAt,
      summary: event.summary,
      description: event.description,
      location: event.location,
      status: 'CONFIRMED',
      transparency: 'OPAQUE',
    });
    expect(parsed.names.toSorted()).toEqual(['method', 'prodid', 'version']);
    expect(parsed.organizer?.getFirstValue()).toBe('mailto:bookings@salong.example');
    expect(parsed.organizer?.getParameter('cn')).toBe('Salong Åkerö');
    expect(parsed.attendees).toHaveLength(1);
    const [attendee] = parsed.attendees;
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:ada@customer.example');
    expect(['cn', 'cutype', 'role', 'partstat', 'rsvp'].map((name) => attendee?.getParameter(name))).toEqual([
      'Ada Lovelace',
      'INDIVIDUAL',
      'REQ-PARTICIPANT',
      'NEEDS-ACTION',
      'FALSE',
    ]);
  });

  test('is written in UTC: no time zone, DTSTAMP with Z, whole seconds', () => {
    const lines = unfoldStrictly(renderer.render(event));
    expect(findValue(lines, 'DTSTAMP')).toBe('20270325T184000Z');
    expect(findValue(lines, 'DTSTART')).toBe('20270328T003000Z');
    expect(findValue(lines, 'DTEND')).toBe('20270328T013000Z');
    expect(lines.filter((line) => /TZID|VTIMEZONE|X-WR-|TIMEZONE-ID|^NAME/.test(line))).toEqual([]);
  });

  test('keeps its id and organiser when it is moved and cancelled', () => {
    const request = parse(renderer.render(event));
    const cancelled = parse(renderer.render({ ...event, method: 'CANCEL', sequence: 3 }));
    expect(cancelled.uid).toBe(request.uid);
    expect(cancelled.organizer?.getFirstValue()).toBe(request.organizer?.getFirstValue());
    expect(cancelled).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 3, transparency: 'TRANSPARENT' });
    expect(cancelled.attendees).toHaveLength(1);
  });

  test('that is only published names no attendee', () => {
    expect(parse(renderer.render({ ...event, method: 'PUBLISH' })).attendees).toEqual([]);
  });

  test('has its address percent-encoded where a line or URI would read it otherwise', () => {
    const text = renderer.render({ ...event, attendee: { name: '', email: 'a"b;c,d\r\nX-EVIL:1@x.example' } });
    const attendee = unfoldStrictly(text).find((line) => line.startsWith('ATTENDEE'));
    expect(attendee).toContain('a%22b%3Bc%2Cd%0D%0AX-EVIL%3A1@x.example');
    expect(unfoldStrictly(text).filter((line) => line.startsWith('X-'))).toEqual([]);
  });
});

describe('what cannot be a valid calendar is refused', () => {
  test.each<[string, Partial<InvitationEvent>]>([
    ['a request to nobody', { attendee: null }],
    ['a negative sequence', { sequence: -1 }],
    ['a sequence past int32', { sequence: 2 ** 31 }],
    ['an end before the start', { endsAt: event.startsAt - 1 }],
  ])('%s', (_name, change) => {
    expect(() => renderer.render({ ...event, ...change })).toThrow(TypeError);
  });

  test.each([
    { productId: 'Holdfast', uidDomain: 'x.example' },
    { productId: '-//A//B\r\nMETHOD:X//EN', uidDomain: 'x.example' },
    { productId: '-//A//B//EN', uidDomain: 'x example' },
    { productId: '-//A//B//EN', uidDomain: 'x.example\r\nMETHOD:REPLY' },
  ])('%j', (options) => {
    expect(() => createIcalInvitationRenderer(options)).toThrow(TypeError);
  });
});

describe('whatever people type', () => {
  test('the lines are valid and the text comes back, in our reading and in another parser', () => {
    fc.assert(
      fc.property(nastyText, nastyText, nastyText, nastyText, (summary, description, location, name) => {
        const text = renderer.render({
          ...event,
          summary,
          description,
          location,
          organizer: { ...event.organizer, name },
          attendee: { name, email: 'ada@customer.example' },
        });
        const lines = unfoldStrictly(text);
        expect(unescapeStrictly(findValue(lines, 'SUMMARY'))).toBe(meantText(summary));
        expect(lines.filter((line) => line.startsWith('BEGIN:'))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT']);
        const people = lines.filter((line) => /^(ORGANIZER|ATTENDEE);/.test(line));
        expect(people).toHaveLength(2);
        for (const person of people) expect(person).toMatch(/^[A-Z]+(;[A-Z]+=([A-Z-]+|"[^"]*"))+:mailto:[a-z.]+@[a-z.]+$/i);
        const parsed = parse(text);
        expect(parsed.summary).toBe(meantText(summary));
        expect(parsed.description ?? '').toBe(meantText(description));
        expect(parsed.location ?? '').toBe(meantText(location));
        expect(parsed.attendees).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });
});
