import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIcalFeedWriter } from '../../adapters/ical/create-ical-feed-writer.ts';
import { foldLine, formatStamp } from '../../adapters/ical/calendar-lines.ts';
import { readBusyInstances } from '../../adapters/ical/read-busy-times.ts';
import { addDays, computeInstant, DAY, HOUR, MINUTE, parseInstant } from '../../core/index.ts';
import type { FeedEvent, Interval } from '../../core/index.ts';
import { nastyText } from '../unit/ical/nasty-text.ts';

/* What calendars say comes back as it was meant. `HOLDFAST_ROUND_TRIPS` says how many calendars; the long form is 10000. */

const numRuns = Math.max(1, Math.floor(Number(process.env['HOLDFAST_ROUND_TRIPS'] ?? 300) / 2));
const base = parseInstant('2026-01-01T00:00:00Z') ?? Number.NaN;
const range: Interval = { from: base, to: base + 730 * DAY };
const ownZone = 'Europe/Stockholm';

const sort = (intervals: readonly Interval[]): readonly Interval[] =>
  intervals.map(({ from, to }) => ({ from, to })).toSorted((a, b) => a.from - b.from || a.to - b.to);

test('a calendar of ours is read back as it was written', async () => {
  const writer = createIcalFeedWriter({ productId: '-//Holdfast//Holdfast//EN', uidDomain: 'bookings.example' });
  const event = fc.record({
    ...{ summary: nastyText, description: nastyText, location: fc.option(nastyText) },
    ...{ start: fc.nat({ max: 700 * 24 * 60 }), minutes: fc.integer({ min: 1, max: 3_000 }) },
    ...{ isCancelled: fc.boolean(), isFree: fc.boolean() },
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), nastyText, async (events, name) => {
      const written = events.map(({ start, minutes, ...rest }, part): FeedEvent => ({
        ...{ bookingId: 'bkg_1', part, sequence: part, stampedAt: base, ...rest },
        ...{ startsAt: base + start * MINUTE, endsAt: base + (start + minutes) * MINUTE },
      }));
      const { instances: found } = await readBusyInstances(writer.write({ name, events: written }), { range, timeZone: ownZone });
      const meant = written
        .filter(({ isCancelled, isFree }) => !isCancelled && !isFree)
        .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }));
      expect(sort(found)).toEqual(sort(meant));
    }),
    { numRuns },
  );
});

test(
  'a calendar of others, with zones, whole days and series, is read as counting by hand says',
  async () => {
    const zones = ['Europe/Stockholm', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'America/St_Johns'] as const;
    const event = fc.record({
      zone: fc.constantFrom('UTC', 'own', 'days', ...zones),
      day: fc.nat({ max: 600 }),
      minute: fc.nat({ max: 1_439 }),
      minutes: fc.integer({ min: 1, max: 600 }),
      repeat: fc.option(
        fc.record({
          every: fc.integer({ min: 1, max: 10 }),
          unit: fc.constantFrom(1, 7),
          count: fc.integer({ min: 1, max: 20 }),
        }),
      ),
      without: fc.array(fc.nat({ max: 19 }), { maxLength: 3 }),
      text: nastyText,
    });
    const two = (part: number): string => String(part).padStart(2, '0');
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), async (events) => {
        const meant: Interval[] = [];
        const lines = events.flatMap(({ zone, day, minute, minutes, repeat, without, text }, index) => {
          const timeZone = zone === 'own' || zone === 'days' ? ownZone : zone;
          const dateOf = (number: number): string =>
            addDays('2026-01-01', day + number * (repeat?.every ?? 0) * (repeat?.unit ?? 0));
          const numbers = Array.from({ length: repeat?.count ?? 1 }, (_, number) => number);
          const left = repeat === null ? numbers : numbers.filter((number) => !without.includes(number));
          const wall = (number: number): string =>
            `${dateOf(number).replaceAll('-', '')}${zone === 'days' ? '' : `T${two(Math.floor(minute / 60))}${two(minute % 60)}00`}`;
          for (const number of left) {
            const date = dateOf(number);
            const from = computeInstant(date, zone === 'days' ? 0 : minute, timeZone);
            meant.push({ from, to: zone === 'days' ? computeInstant(addDays(date, 1), 0, timeZone) : from + minutes * MINUTE });
          }
          const mark = zone === 'own' ? '' : zone === 'days' ? ';VALUE=DATE' : zone === 'UTC' ? '' : `;TZID=${zone}`;
          const z = zone === 'UTC' ? 'Z' : '';
          const rule = `RRULE:FREQ=${repeat?.unit === 7 ? 'WEEKLY' : 'DAILY'};INTERVAL=${repeat?.every ?? 1};COUNT=${repeat?.count ?? 1}`;
          return [
            ...['BEGIN:VEVENT', `UID:${index}`, `DTSTAMP:${formatStamp(base)}`, `SUMMARY:${text.replace(/[\r\n]/g, ' ')}`],
            `DTSTART${mark}:${wall(0)}${z}`,
            ...(zone === 'days' ? [] : [`DURATION:PT${minutes}M`]),
            ...(repeat === null ? [] : [rule]),
            ...(repeat === null ? [] : without.map((number) => `EXDATE${mark}:${wall(number)}${z}`)),
            'END:VEVENT',
          ];
        });
        const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR']
          .map((line) => foldLine(line.toWellFormed()))
          .join('');
        const { instances: found } = await readBusyInstances(file, { range, timeZone: ownZone });
        const inside = meant.filter(({ from, to }) => from < range.to && to > range.from);
        expect(sort(found)).toEqual(sort(inside));
      }),
      { numRuns },
    );
  },
  25 * HOUR,
);
