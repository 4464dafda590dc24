import { afterEach, describe, expect, test } from '@jest/globals';
import { createApiClient } from '../../../adapters/widget/api-client.ts';
import type { ApiClient } from '../../../adapters/widget/api-client.ts';
import { createLanes } from '../../../adapters/widget/effects/lanes.ts';
import type { BookingClient } from '../../../adapters/widget/later/booking-client.ts';
import { createBookingClient } from '../../../adapters/widget/later/booking-client.ts';
import { endHold } from '../../../adapters/widget/later/end-hold.ts';
import { letGo, placeHold } from '../../../adapters/widget/later/give-back.ts';
import type { Hold, Lane } from '../../../adapters/widget/state/booking-state.ts';
import type { Message } from '../../../adapters/widget/state/message.ts';
import type { BookingAnswer } from '../../../adapters/widget/wire-types.ts';
import { waitFor } from '../../support/wait-for.ts';
import { serveFakeSite } from './fake-site.ts';
import type { FakeSite, Reply } from './fake-site.ts';
import { buildBookingAnswer, buildHoldAnswer, hold } from './fixtures.ts';

type Surroundings = Parameters<typeof letGo>[0];

const newHold = buildHoldAnswer('2026-11-25T12:00:00Z');
const held = { ...newHold, booking: { ...newHold.booking, id: 'bkg_2' }, manageToken: 'hfm_new' };
const confirmed = buildBookingAnswer('confirmed');
const refuse = (code: string): Reply => ({ status: 409, body: { code } });
const done: Reply = { status: 200, body: { booking: {}, order: {} } };
const body = {
  serviceId: 'svc_cut',
  partySize: 1,
  extras: [],
  codes: [],
  startsAt: held.booking.startsAt,
  timeZone: 'Europe/Stockholm',
};

let site: FakeSite;
afterEach(() => site.stop());

/** How the service answers about the held time: what a first look and a second one show, and what a cancellation gets. */
type Standing = { readonly looks: readonly Reply[]; readonly cancelled: Reply };

const standsAs = (state: BookingAnswer['booking']['state']): Reply => ({ status: 200, body: buildBookingAnswer(state) });
const unpaid: Standing = { looks: [standsAs('held')], cancelled: done };
const paidBefore: Standing = { looks: [standsAs('confirmed')], cancelled: done };
const paidMeanwhile: Standing = {
  looks: [standsAs('awaiting_payment'), standsAs('confirmed')],
  cancelled: refuse('already_paid'),
};
const away: Standing = { looks: ['drop'], cancelled: 'drop' };

async function serve({ looks, cancelled }: Standing): Promise<void> {
  let count = 0;
  const look = (): Reply => looks[Math.min((count += 1), looks.length) - 1] ?? 'drop';
  site = await serveFakeSite(({ method, url }) => {
    if (url.startsWith('/v1/bookings/bkg_1/cancel')) return cancelled;
    if (url.startsWith('/v1/bookings/bkg_1')) return look();
    if (url.startsWith('/v1/bookings/bkg_2') && method === 'GET') return standsAs('held');
    return method === 'POST' && url.startsWith('/v1/bookings?') ? { status: 201, body: held } : done;
  });
}

const clientOf = (): ApiClient => createApiClient({ serviceUrl: site.url, site: 'site_1', retryDelaysMs: [] });

/** Does something with the held time; gives back what is heard of it. */
async function hear(
  standing: Standing,
  act: (surroundings: Surroundings, bookings: BookingClient) => Promise<void>,
  count: number,
): Promise<readonly Message[]> {
  await serve(standing);
  const heard: Message[] = [];
  const send = (message: Message): void => void heard.push(message);
  const lanes = createLanes<Lane>({
    failed: (lane, problem) => send({ kind: 'failed', lane, problem }),
    stalled: (lane) => send({ kind: 'stalled', lane }),
  });
  await act({ lanes, send }, createBookingClient(clientOf().transport));
  await waitFor(async () => heard.length >= count);
  return heard;
}

const take =
  (replaces: Hold) =>
  ({ lanes, send }: Surroundings, bookings: BookingClient): Promise<void> =>
    placeHold({ lanes, send }, bookings, { kind: 'placeHold', body, replaces }, new AbortController().signal);
const release = (surroundings: Surroundings, bookings: BookingClient): Promise<void> => letGo(surroundings, bookings, hold);

const askedOf = (): readonly string[] =>
  site.seen.map(({ method, url, token }) => `${method} ${url.split('?')[0]} ${token ?? '–'}`);

const shownAsBooked = { kind: 'foundPaid', answer: confirmed, hold };

describe('another time', () => {
  test('takes the place of the held one, which is given back', async () => {
    expect(await hear(unpaid, take(hold), 1)).toEqual([{ kind: 'held', answer: held }]);
    expect(askedOf()).toEqual([
      'POST /v1/bookings –',
      'GET /v1/bookings/bkg_1 hfm_token',
      'POST /v1/bookings/bkg_1/cancel hfm_token',
    ]);
  });

  test('gives way to one that has been paid for: that is shown, never cancelled, and the new one is given back', async () => {
    expect(await hear(paidBefore, take(hold), 2)).toEqual([{ kind: 'held', answer: held }, shownAsBooked]);
    expect(askedOf()).toEqual([
      'POST /v1/bookings –',
      'GET /v1/bookings/bkg_1 hfm_token',
      'GET /v1/bookings/bkg_2 hfm_new',
      'POST /v1/bookings/bkg_2/cancel hfm_new',
    ]);
  });

  test('gives way to one that is paid for while it is given back', async () => {
    expect(await hear(paidMeanwhile, take(hold), 2)).toEqual([{ kind: 'held', answer: held }, shownAsBooked]);
    expect(askedOf().at(-1)).toBe('POST /v1/bookings/bkg_2/cancel hfm_new');
  });

  test('stands when nothing can be heard of the earlier one, which ends by itself', async () => {
    expect(await hear(away, take(hold), 1)).toEqual([{ kind: 'held', answer: held }]);
  });
});

describe('a time that is let go', () => {
  test.each([
    ['is gone', unpaid],
    ['is gone too when the service does not answer: it ends by itself', away],
    ['is gone too when it has ended already', { looks: [standsAs('expired')], cancelled: refuse('not_cancellable') }],
    ['is gone too when it cannot be given back now', { looks: [standsAs('held')], cancelled: refuse('payment_in_progress') }],
  ])('%s', async (_case, standing) => {
    expect(await hear(standing, release, 1)).toEqual([{ kind: 'holdGone' }]);
  });

  test('is shown as booked when it has been paid for, and is not cancelled', async () => {
    expect(await hear(paidBefore, release, 1)).toEqual([shownAsBooked]);
    expect(askedOf()).toEqual(['GET /v1/bookings/bkg_1 hfm_token']);
  });

  test('is shown as booked when it is paid for while it is given back', async () => {
    expect(await hear(paidMeanwhile, release, 1)).toEqual([shownAsBooked]);
  });
});

describe('a hold whose time is over', () => {
  const slot = { startsAt: hold.startsAt, endsAt: hold.endsAt, resourceIds: [], remaining: 1 };
  const query = { service: 'svc_cut', resource: null, partySize: 1, timeZone: 'UTC', from: '2026-11-24', to: '2026-12-01' };
  const end = (): Promise<Message> =>
    endHold(clientOf(), createBookingClient(clientOf().transport), { hold, slot, query }, new AbortController().signal);

  test.each([
    ['has been paid for', paidBefore],
    ['is paid for while it is given back', paidMeanwhile],
  ])('and which %s is shown as booked', async (_case, standing) => {
    await serve(standing);
    expect(await end()).toEqual(shownAsBooked);
  });

  test('while the service is away is not taken for gone: it can be asked again', async () => {
    await serve(away);
    await expect(end()).rejects.toThrow('network');
  });
});
