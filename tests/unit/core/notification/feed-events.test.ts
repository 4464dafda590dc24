import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../../core/index.ts';
import type { Booking, CalendarFeed, Catalog, FeedBooking } from '../../../../core/index.ts';
import { prepareFeedEvents } from '../../../../core/notification/feed-events.ts';
import { buildBooking, buildBusiness, buildCatalogDocument, fixtureNow as now } from '../../../support/fixtures-core.ts';

const catalog: Catalog = { business: buildBusiness('ten_a', { locale: 'en-GB' }), ...buildCatalogDocument() };
const startsAt = now + 24 * HOUR;

const build = (rest: Partial<FeedBooking> = {}): FeedBooking => ({
  ...buildBooking('ord_1', { state: 'confirmed' }),
  ...{ soldName: 'Cut as sold', reference: 'K7QX2M', customerName: 'Åsa Öberg', address: null, extras: [] },
  ...rest,
});
const list = (booking: FeedBooking, feed: Partial<CalendarFeed> = {}) =>
  prepareFeedEvents(catalog, { resourceId: null, detail: 'full', ...feed })(booking);
const claim = (resourceId: Booking['resourceIds'][number], from: number, to: number) => ({
  resourceId,
  during: { from: startsAt + from * MINUTE, to: startsAt + to * MINUTE },
});

describe('a full feed', () => {
  test('says who comes for what and with whom, and nothing of money, addresses of mail or telephones', () => {
    const extras = [{ quantity: 2, description: 'Hair mask' }];
    expect(list(build({ partySize: 3, extras }))).toEqual([
      {
        ...{ bookingId: 'bkg_1', part: 0, sequence: 0, startsAt, endsAt: startsAt + 30 * MINUTE, stampedAt: now },
        ...{ isCancelled: false, isFree: false, summary: 'Cut, Åsa Öberg (3 people)', location: 'Storgatan 1, Stockholm' },
        description: 'With: Anna\nFor: 3 people\nExtras: 2 × Hair mask\nReference: K7QX2M',
      },
    ]);
  });

  test.each<readonly [string, Partial<FeedBooking>, object]>([
    ['moved', { sequence: 2, changedAt: now + 7 }, { sequence: 2, stampedAt: now + 7, isCancelled: false, isFree: false }],
    [
      'cancelled',
      { state: 'cancelled', sequence: 1, changedAt: now + 9 },
      { stampedAt: now + 9, isCancelled: true, isFree: true },
    ],
    ['did not come', { state: 'no_show' }, { isCancelled: false, isFree: false }],
    [
      'at the customer’s',
      { address: { line1: 'Ringvägen 2', postcode: '118 60', city: 'Stockholm', country: 'SE' } },
      { location: 'Ringvägen 2, 118 60 Stockholm, SE' },
    ],
    ['of a service that is retired', { serviceId: 'svc_gone' }, { summary: 'Cut as sold, Åsa Öberg', location: null }],
    ['of somebody unknown', { customerName: null }, { summary: 'Cut, K7QX2M' }],
    ['with somebody who has left', { resourceIds: ['res_gone'] }, { description: 'Reference: K7QX2M' }],
  ])('%s', (_name, booking, expected) => {
    expect(list(build(booking))).toEqual([expect.objectContaining(expected)]);
  });
});

describe('times', () => {
  const sessions = [0, 24, 48].map((hour, index) => ({
    ...{ id: `ses_${index}` as const, startsAt: startsAt + hour * HOUR, endsAt: startsAt + (hour + 1) * HOUR },
  }));
  const inParts = build({
    endsAt: startsAt + 90 * MINUTE,
    claims: [claim('res_anna', 0, 30), claim('res_anna', 60, 100), claim('res_bo', 30, 60)],
  });
  const minutes = (booking: FeedBooking, feed: Partial<CalendarFeed>) =>
    list(booking, feed).map((event) => [
      ...[event.part, (event.startsAt - startsAt) / MINUTE, (event.endsAt - startsAt) / MINUTE, event.isFree],
    ]);

  test.each<readonly [string, FeedBooking, Partial<CalendarFeed>, readonly (readonly unknown[])[]]>([
    ['an appointment without its buffers', build(), {}, [[0, 0, 30, false]]],
    ['the same, only busy', build(), { detail: 'busy' }, [[0, 0, 30, false]]],
    [
      'a course has an event for each session',
      build({ sessions, endsAt: startsAt + 49 * HOUR, claims: [] }),
      {},
      [
        [0, 0, 60, false],
        [1, 1_440, 1_500, false],
        [2, 2_880, 2_940, false],
      ],
    ],
    ['somebody free between two parts: one event, free', inParts, { resourceId: 'res_anna' }, [[0, 0, 90, true]]],
    [
      'somebody free between two parts, only busy: the times taken',
      inParts,
      { resourceId: 'res_anna', detail: 'busy' },
      [
        [0, 0, 30, false],
        [1, 60, 90, false],
      ],
    ],
    ['somebody needed for one part', inParts, { resourceId: 'res_bo' }, [[0, 30, 60, false]]],
    ['the business, taken all along', inParts, {}, [[0, 0, 90, false]]],
  ])('%s', (_name, booking, feed, expected) => {
    expect(minutes(booking, feed)).toEqual(expected);
  });
});

test.each([
  ['en-GB', 'Busy'],
  ['de-AT', 'Belegt'],
  ['sv-SE', 'Upptaget'],
  ['fi-FI', 'Busy'],
])('a busy feed tells nothing but that, in the language of %s', (locale, busy) => {
  const told = prepareFeedEvents(
    { ...catalog, business: buildBusiness('ten_a', { locale }) },
    { resourceId: null, detail: 'busy' },
  );
  const secret = { line1: 'Ringvägen 2', postcode: '118 60', city: 'Stockholm', country: 'SE' };
  const booking = build({ partySize: 3, address: secret, extras: [{ quantity: 1, description: 'Hair mask' }] });
  expect(told(booking)).toEqual([
    {
      ...{ bookingId: 'bkg_1', part: 0, sequence: 0, startsAt, endsAt: startsAt + 30 * MINUTE, stampedAt: now },
      ...{ isCancelled: false, isFree: false, summary: busy, description: '', location: null },
    },
  ]);
});
