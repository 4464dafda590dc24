import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { createIcalFeedWriter } from '../../../adapters/ical/create-ical-feed-writer.ts';
import { createIcalInvitationRenderer } from '../../../adapters/ical/create-ical-invitation-renderer.ts';
import { foldLine } from '../../../adapters/ical/calendar-lines.ts';
import type { FeedEvent } from '../../../core/index.ts';
import { meantText, nastyText } from './nasty-text.ts';
import { findValue, unescapeStrictly, unfoldStrictly } from './strict-lines.ts';

const options = { productId: '-//Holdfast//Holdfast//EN', uidDomain: 'bookings.example' };
const writer = createIcalFeedWriter(options);

const event: FeedEvent = {
  ...{ bookingId: 'bkg_4f9d2c', part: 0, sequence: 3, stampedAt: 1_806_000_000_999 },
  ...{ startsAt: 1_806_193_800_000, endsAt: 1_806_197_400_000, isCancelled: false, isFree: false },
  ...{ summary: 'Cut, Åsa Öberg', description: 'With: Bo; room "2"\nReference: KX4-7QP', location: 'Storgatan 1, Umeå' },
};

const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, entries: calendar.getAllSubcomponents('vevent') };
};

describe('a feed', () => {
  test('is a calendar without method, organiser and attendees, to be read hourly', () => {
    const text = writer.write({ name: 'Anna, Salon', events: [event] });
    const { calendar, entries } = read(text);
    const names = calendar.getAllProperties().map(({ name }) => name);
    expect(names).toEqual(['version', 'prodid', 'name', 'x-wr-calname', 'refresh-interval', 'x-published-ttl']);
    // The other parser does not know this property as a text.
    expect(unescapeStrictly(findValue(unfoldStrictly(text), 'NAME'))).toBe('Anna, Salon');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H');
    const [entry] = entries;
    expect(entry?.getAllProperties().map(({ name }) => name)).toEqual([
      ...['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend', 'summary', 'location', 'description', 'status', 'transp'],
    ]);
    expect(['status', 'transp', 'sequence'].map((name) => entry?.getFirstPropertyValue(name))).toEqual([
      'CONFIRMED',
      'OPAQUE',
      3,
    ]);
  });

  test('is written in UTC and whole seconds', () => {
    const lines = unfoldStrictly(writer.write({ name: 'Anna', events: [event] }));
    expect(findValue(lines, 'DTSTAMP')).toBe('20270325T184000Z');
    expect([findValue(lines, 'DTSTART'), findValue(lines, 'DTEND')]).toEqual(['20270328T003000Z', '20270328T013000Z']);
    expect(lines.filter((line) => /TZID|VTIMEZONE/.test(line))).toEqual([]);
  });

  test('names events as the invitation does, further parts by their number', () => {
    const { entries } = read(writer.write({ name: 'Anna', events: [event, { ...event, part: 1 }] }));
    const uids = entries.map((entry) => entry.getFirstPropertyValue('uid'));
    expect(uids).toEqual(['bkg_4f9d2c@bookings.example', 'bkg_4f9d2c-2@bookings.example']);
    const person = { name: 'A', email: 'a@b.example' };
    const invitation = createIcalInvitationRenderer(options).render({
      ...event,
      ...{ method: 'REQUEST', organizer: person, attendee: person, url: null },
    });
    expect(read(invitation).entries[0]?.getFirstPropertyValue('uid')).toBe(uids[0]);
  });

  test('tells what was cancelled as cancelled and free, and what leaves the calendar free', () => {
    const cancelled = { ...event, isCancelled: true, isFree: true };
    const { entries } = read(writer.write({ name: '', events: [cancelled, { ...event, isFree: true }] }));
    const stands = entries.map((entry) => [entry.getFirstPropertyValue('status'), entry.getFirstPropertyValue('transp')]);
    expect(stands).toEqual([
      ['CANCELLED', 'TRANSPARENT'],
      ['CONFIRMED', 'TRANSPARENT'],
    ]);
  });

  test('refuses options that no valid calendar can be made with', () => {
    expect(() => createIcalFeedWriter({ ...options, uidDomain: 'x\r\nMETHOD:X' })).toThrow(TypeError);
  });
});

test('whatever people are called, the lines are valid and the text comes back, in our reading and in another parser', () => {
  fc.assert(
    fc.property(nastyText, nastyText, nastyText, nastyText, (name, summary, description, location) => {
      const text = writer.write({ name, events: [{ ...event, summary, description, location }, event] });
      const lines = unfoldStrictly(text);
      expect(lines.filter((line) => line.startsWith('BEGIN:'))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'BEGIN:VEVENT']);
      for (const line of lines.filter((one) => /^(SUMMARY|DESCRIPTION|LOCATION|NAME):/.test(one)))
        unescapeStrictly(line.slice(line.indexOf(':') + 1));
      const { entries } = read(text);
      const valueOf = (property: string): unknown => entries[0]?.getFirstPropertyValue(property) ?? '';
      const names = lines.filter((line) => line.startsWith('NAME:')).map((line) => unescapeStrictly(line.slice('NAME:'.length)));
      expect(names.join('')).toBe(meantText(name));
      expect(['summary', 'description', 'location'].map(valueOf)).toEqual([summary, description, location].map(meantText));
    }),
    { numRuns: 300 },
  );
});

test('a line of any characters is folded at 75 octets, and is the same again unfolded', () => {
  const line = fc.oneof(nastyText, fc.string({ unit: 'grapheme', minLength: 60, maxLength: 300 }));
  fc.assert(
    fc.property(line, (given) => {
      const clean = meantText(given).replaceAll('\n', '');
      const folded = foldLine(`X:${clean}`);
      expect(
        folded
          .slice(0, -2)
          .split('\r\n')
          .every((part) => Buffer.byteLength(part, 'utf8') <= 75),
      ).toBe(true);
      expect(folded.replaceAll('\r\n ', '')).toBe(`X:${clean}\r\n`);
    }),
  );
});
