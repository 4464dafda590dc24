import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { computeDays } from '../../../core/availability/compute-days.ts';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../core/availability/compute-slots.ts';
import { planSessions } from '../../../core/availability/plan-sessions.ts';
import { buildTimetables } from '../../../core/availability/timetable.ts';
import type { Catalog, CatalogDocument } from '../../../core/catalog/catalog.ts';
import { listNeededResources } from '../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../core/catalog/check-catalog.ts';
import type { Service } from '../../../core/catalog/service.ts';
import { DAY, MINUTE } from '../../../core/time/instant.ts';
import { addDays, computeInstant, computeLocalDate } from '../../../core/time/time-zone.ts';
import { at, buildBusiness, countIds, NOW } from '../../support/build-core.ts';
import { hostileCatalogs, rightCatalog } from '../../support/hostile-catalogs.ts';
import type { Json } from '../../support/hostile-catalogs.ts';

/** What became of a document: refused by shape, refused by rule, or sold from. */
type End =
  { readonly kind: 'shape' | 'rule'; readonly places: readonly string[] } | { readonly kind: 'sold'; readonly starts: number };

function tryCatalog(document: Json, from: number): End {
  const sent: unknown = JSON.parse(JSON.stringify(document));
  let parsed: CatalogDocument;
  try {
    parsed = parseCatalogDocument(sent);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { kind: 'shape', places: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const mistakes = checkCatalog(parsed);
  if (mistakes.length > 0) return { kind: 'rule', places: mistakes.map(({ path, message }) => `${path}: ${message}`) };
  const catalog: Catalog = { ...parsed, business: buildBusiness() };
  return { kind: 'sold', starts: catalog.services.reduce((sum, service) => sum + sell(catalog, service, from), 0) };
}

/** Answers everything that visitors may ask about a service, and counts the starts. */
function sell(catalog: Catalog, service: Service, from: number): number {
  const range = { from, to: from + 62 * DAY };
  const days = { first: Math.floor(Math.min(from, NOW) / DAY) - 10, last: Math.floor(Math.max(from, NOW) / DAY) + 800 };
  const needed = listNeededResources(catalog, service);
  const resources = buildTimetables({ catalog, holidays: new Map([['SE', ['2027-01-06']]]), days }, service, needed);
  const nextId = countIds('ses');
  const sessions = service.kind === 'class' ? planSessions(service, NOW, () => nextId('ses')).map(({ session }) => session) : [];
  const busy = needed.flatMap(({ id }) =>
    Array.from({ length: 40 }, (_, index) => ({
      resourceId: id,
      during: { from: NOW + index * DAY, to: NOW + index * DAY + 50 * MINUTE },
    })),
  );
  const query: SlotQuery = {
    ...{ service, resources, occupancy: { busy, sessions }, closed: [], now: NOW, range },
    ...{ partySize: service.minimumPartySize, resourceId: null },
  };
  const slots = computeSlots(query);
  for (const { startsAt, endsAt } of slots) expect(endsAt).toBeGreaterThan(startsAt);
  // No more starts than minutes, and each date is answered once.
  expect(slots.length).toBeLessThanOrEqual((62 * DAY) / MINUTE + sessions.length);
  const firstDate = computeLocalDate(from, service.timeZone);
  const lastDate = addDays(firstDate, 366);
  const whole = { from: computeInstant(firstDate, 0, service.timeZone), to: computeInstant(lastDate, 0, service.timeZone) };
  expect(computeDays({ ...query, range: whole }, firstDate, lastDate, service.timeZone)).toHaveLength(366);
  return slots.length;
}

test('the catalogue that the hostile ones are made from can be sold from', () => {
  const end = tryCatalog(rightCatalog, NOW);
  expect(end).toMatchObject({ kind: 'sold' });
  expect(end.kind === 'sold' ? end.starts : 0).toBeGreaterThan(100);
});

test('a hostile catalogue is refused at a place and in words, or it can be sold from; nothing loops and nothing breaks', () => {
  const ends = { shape: 0, rule: 0, sold: 0 };
  fc.assert(
    fc.property(
      hostileCatalogs,
      fc.constantFrom(NOW, at('1900-01-01T00:00Z'), at('1972-01-01T00:00Z'), at('2027-03-20T00:00Z'), at('2199-06-01T00:00Z')),
      (document, from) => {
        const end = tryCatalog(document, from);
        ends[end.kind] += 1;
        if (end.kind === 'sold') return;
        expect(end.places.length).toBeGreaterThan(0);
        for (const place of end.places) expect(place).toMatch(/.: ?./s);
      },
    ),
    { numRuns: 300 },
  );
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(2);
});

describe('what is named in the issue', () => {
  const placesOf = (change: (text: string) => string): readonly string[] => {
    const end = tryCatalog(JSON.parse(change(JSON.stringify(rightCatalog))) as Json, NOW);
    return end.kind === 'sold' ? [] : end.places.map((place) => place.slice(0, place.indexOf(':')));
  };
  test.each([
    [
      'a window that ends before it starts',
      '"fromMinute":0,"toMinute":1440',
      '"fromMinute":700,"toMinute":600',
      'resources.1.weeklyHours.1.0',
    ],
    [
      'windows that overlap',
      '[{"fromMinute":540,"toMinute":1020}]',
      '[{"fromMinute":540,"toMinute":1020},{"fromMinute":600,"toMinute":660}]',
      'resources.0.weeklyHours.1',
    ],
    ['a zone that does not exist', 'Asia/Kathmandu', 'Asia/Atlantis', 'resources.1.timeZone'],
    ['a rule with too many instances', 'FREQ=WEEKLY;BYDAY=WE', 'FREQ=WEEKLY;COUNT=1000000', 'resources.0.exceptions.1.rule'],
    ['a rule for each second', 'FREQ=WEEKLY;BYDAY=WE', 'FREQ=SECONDLY', 'resources.0.exceptions.1.rule'],
    ['a horizon of centuries', '"horizonDays":90', '"horizonDays":73000', 'services.1.horizonDays'],
    ['a horizon of centuries in working days', '"horizonDays":30', '"horizonDays":73000', 'services.0.horizonDays'],
    ['a duration of zero', '"durationMinutes":30', '"durationMinutes":0', 'services.1.durationMinutes'],
    ['another duration of zero', '"durationMinutes":90', '"durationMinutes":0', 'services.0.otherDurations.0.durationMinutes'],
    ['a step of zero', '"stepMinutes":15', '"stepMinutes":0', 'services.0.stepMinutes'],
  ])('%s', (_, good, bad, place) => {
    expect(placesOf((text) => text.replace(good, bad))).toContain(place);
  });

  test('a rule without an end is followed only as far as it is asked for', () => {
    expect(placesOf((text) => text.replace('FREQ=WEEKLY;BYDAY=WE', 'FREQ=DAILY').replace('2026-01-01', '1900-01-01'))).toEqual(
      [],
    );
  });
});
