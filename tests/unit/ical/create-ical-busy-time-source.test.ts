import { describe, expect, test } from '@jest/globals';
import { createIcalBusyTimeSource } from '../../../adapters/ical/create-ical-busy-time-source.ts';
import type { FetchCalendar, Validators } from '../../../adapters/ical/fetch-calendar.ts';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { DAY, Fault, HOUR, parseInstant } from '../../../core/index.ts';

const now = parseInstant('2026-12-01T00:00:00Z') ?? Number.NaN;
const range = { from: now, to: now + 31 * DAY };
const address = 'https://publisher.example/a.ics';
const wrap = (events: readonly string[]): string => ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (day: string, rest: readonly string[] = []): string =>
  ['BEGIN:VEVENT', `UID:${day}`, `DTSTART:202612${day}T090000Z`, 'DURATION:PT1H', ...rest, 'END:VEVENT'].join('\r\n');
const hoursOf = (day: number) => ({ from: now + (day - 1) * DAY + 9 * HOUR, to: now + (day - 1) * DAY + 10 * HOUR });

/** A publisher who says what a test wants. */
function open(maximumKept?: number) {
  const clock = createManualClock(now);
  const texts = new Map<string, string | Fault>();
  const asked: (Validators | null)[] = [];
  const fetchCalendar: FetchCalendar = async (from, known) => {
    asked.push(known);
    const text = texts.get(from) ?? new Fault('provider_rejected', 'unknown', { retryable: false });
    if (text instanceof Fault) throw text;
    const etag = String(text.length);
    return known?.etag === etag ? { kind: 'unchanged' } : { kind: 'text', text, validators: { etag, lastModified: null } };
  };
  const zoneOf = (): string => 'Europe/Stockholm';
  const source = createIcalBusyTimeSource({
    fetchCalendar,
    clock,
    zoneOf,
    ...(maximumKept === undefined ? {} : { maximumKept }),
  });
  const read = async (question = range) => (await source.readBusyTimes([address], question))[0];
  return { clock, texts, asked, source, read };
}

const REJECTED = { calendarId: address, fault: expect.objectContaining({ code: 'provider_rejected' }) };

test('times come in order, joined and cut to the range; what is firm where it is asked for', async () => {
  const { texts, source } = open();
  texts.set(
    address,
    wrap([
      event('03'),
      event('02'),
      event('02', ['DURATION:PT2H']).replace('DURATION:PT1H\r\n', ''),
      event('05', ['STATUS:TENTATIVE']),
    ]),
  );
  const [second, third, fifth] = [hoursOf(2), hoursOf(3), hoursOf(5)];
  const busy = [{ ...second, to: second.to + HOUR }, third, fifth];
  expect(await source.readBusyTimes([address], range, [address])).toEqual([
    { calendarId: address, busy, firm: busy.slice(0, 2) },
  ]);
  const cut = { from: second.from + HOUR / 2, to: third.to - HOUR / 2 };
  expect(await source.readBusyTimes([address], cut)).toEqual([
    {
      calendarId: address,
      busy: [
        { from: cut.from, to: second.to + HOUR },
        { from: third.from, to: cut.to },
      ],
    },
  ]);
});

test('calendars answer in the order of the question; one that cannot be read does not hide the others', async () => {
  const { texts, source } = open();
  const others = Array.from({ length: 9 }, (_, index) => `https://publisher.example/${index}.ics`);
  for (const [index, other] of others.entries()) texts.set(other, wrap([event(`0${index + 1}`)]));
  texts.set(address, '<html>');
  const answers = await source.readBusyTimes([...others.slice(0, 4), address, ...others.slice(4)], range);
  expect(answers[4]).toEqual(REJECTED);
  expect(answers.toSpliced(4, 1)).toEqual(others.map((calendarId, index) => ({ calendarId, busy: [hoursOf(index + 1)] })));
  expect(await source.readBusyTimes([], range)).toEqual([]);
});

test('what is known is not sent again, and yet read for the range that is asked about', async () => {
  const { texts, asked, read } = open();
  texts.set(address, wrap([event('02'), event('03')]));
  await read();
  expect(await read({ from: hoursOf(3).from, to: range.to })).toEqual({ calendarId: address, busy: [hoursOf(3)] });
  expect(asked).toEqual([null, { etag: expect.any(String), lastModified: null }]);
});

test('a text that is too long to be remembered is asked for anew', async () => {
  const { texts, asked, read } = open(10);
  texts.set(address, wrap([event('02')]));
  expect(await read()).toEqual(await read());
  expect(asked).toEqual([null, null]);
});

describe('a calendar that is suddenly empty', () => {
  test('is not believed for a day, then it is', async () => {
    const { clock, texts, read } = open();
    texts.set(address, wrap([event('20')]));
    await read();
    texts.set(address, wrap([]));
    expect(await read()).toEqual(REJECTED);
    clock.advance(DAY - 1);
    expect(await read()).toEqual(REJECTED);
    clock.advance(1);
    expect(await read()).toEqual({ calendarId: address, busy: [] });
    expect(await read()).toEqual({ calendarId: address, busy: [] });
  });

  test('is believed when what stood in it is over, and when nothing stood in it before', async () => {
    const { clock, texts, read } = open();
    texts.set(address, wrap([]));
    expect(await read()).toEqual({ calendarId: address, busy: [] });
    texts.set(address, wrap([event('02')]));
    await read();
    texts.set(address, wrap([]));
    clock.set(hoursOf(2).to);
    expect(await read()).toEqual({ calendarId: address, busy: [] });
  });

  test('is doubted anew when it has been full in between', async () => {
    const { clock, texts, read } = open();
    for (const events of [[event('20')], [], [event('20'), event('21')], []]) {
      texts.set(address, wrap(events));
      await read();
      clock.advance(DAY / 2);
    }
    expect(await read()).toEqual(REJECTED);
  });
});

test('a fault of the way there is told, and a bug is none', async () => {
  const { texts, source } = open();
  const fault = new Fault('provider_unavailable', 'away', { retryable: true });
  texts.set(address, fault);
  expect(await source.readBusyTimes([address], range)).toEqual([{ calendarId: address, fault }]);
});
