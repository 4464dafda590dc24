import { brokenPrices } from './broken-prices.ts';
import {
  BEGAN,
  buildBooking,
  buildCancelled,
  buildClaim,
  buildEvidence,
  buildOrder,
  buildPayment,
  STARTS,
} from './build-evidence.ts';
import { HOUR, buildOffered, buildSeated, seat, used } from './broken-worlds.ts';
import type { BrokenRow } from './broken-worlds.ts';

/** Evidence that breaks a rule of time, seats, codes or calendars, each row one rule and no other. */
export const brokenTime: readonly BrokenRow[] = [
  [
    'never_two_for_one_time',
    'two bookings have one person at one time',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [buildBooking(), buildBooking({ id: 'bkg_2', state: 'pending_approval', resourceIds: ['res_bo'] })],
        }),
      ],
      claims: [buildClaim(), buildClaim({ holder: 'bkg_2' })],
    }),
  ],
  [
    'never_two_for_one_time',
    'one of them ends a minute into the other',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [
            buildBooking(),
            buildBooking({
              id: 'bkg_2',
              state: 'pending_approval',
              claims: [{ resourceId: 'res_anna', during: { from: STARTS - HOUR, to: STARTS + 60_000 } }],
            }),
          ],
        }),
      ],
      claims: [buildClaim(), buildClaim({ holder: 'bkg_2', during: { from: STARTS - HOUR, to: STARTS + 60_000 } })],
    }),
  ],
  [
    'never_two_for_one_time',
    'a class has more seats taken than it has',
    buildSeated({ sessions: [{ id: 'ses_1', capacity: 1, seatsTaken: 2 }] }),
  ],
  ['claims_equal_bookings', 'a booking that stands holds nothing', buildEvidence({ claims: [] })],
  [
    'claims_equal_bookings',
    'a booking holds another time than its own',
    buildEvidence({ claims: [buildClaim({ during: { from: STARTS + HOUR, to: STARTS + 2 * HOUR } })] }),
  ],
  ['claims_equal_bookings', 'a cancelled booking still holds its time', buildCancelled({ claims: [buildClaim()] })],
  [
    'claims_equal_bookings',
    'somebody holds a time who is nobody',
    buildEvidence({ claims: [buildClaim(), buildClaim({ holder: 'bkg_9', resourceId: 'res_bo' })] }),
  ],
  [
    'claims_equal_bookings',
    'an override guards its time',
    buildEvidence({ orders: [buildOrder({ bookings: [buildBooking({ override: true })] })] }),
  ],
  [
    'seats_equal_bookings',
    'a session counts seats that nobody has',
    buildSeated({ sessions: [{ id: 'ses_1', capacity: 5, seatsTaken: 3 }] }),
  ],
  [
    'seats_equal_bookings',
    'a booking has fewer seats than people',
    buildSeated({ seats: [{ ...seat, seats: 1 }], sessions: [{ id: 'ses_1', capacity: 2, seatsTaken: 1 }] }),
  ],
  ['time_is_paid', 'a confirmed booking was not paid in full', buildEvidence({ orders: [buildOrder({ dueMinor: 45_001 })] })],
  ['codes_are_counted', 'a code counts a use that nobody makes', buildEvidence(used)],
  [
    'codes_are_counted',
    'a code is used more often than it may',
    buildEvidence({
      codes: [{ code: 'ONCE', maximumRedemptions: 0, redeemed: 1 }],
      orders: [buildOrder({ redemptions: [{ code: 'ONCE', state: 'used' }] })],
    }),
  ],
  [
    'codes_are_counted',
    'an order that waits for nothing keeps a code',
    buildEvidence({ ...used, orders: [buildOrder({ redemptions: [{ code: 'ONCE', state: 'reserved' }] })] }),
  ],
  ...brokenPrices,
  [
    'nothing_stays_for_ever',
    'a hold stands for ever',
    buildEvidence({
      orders: [
        buildOrder(),
        buildOrder({
          id: 'ord_2',
          customerEmail: null,
          lines: [],
          payments: [],
          ledger: [],
          bookings: [buildBooking({ id: 'bkg_2', state: 'held', claims: [], resourceIds: [] })],
        }),
      ],
    }),
  ],
  [
    'nothing_stays_for_ever',
    'a payment stays open at the provider',
    buildEvidence({
      provider: [buildPayment(), buildPayment({ providerId: 'pi_2', paymentId: 'pay_2', state: 'open', capturedMinor: 0 })],
    }),
  ],
  [
    'nothing_stays_for_ever',
    'an offer outlives its time',
    buildOffered({}, { lateOffer: { amountMinor: 45_000, expiresAt: BEGAN, state: 'open' } }),
  ],
  ['calendars_agree', 'no calendar shows a booking', buildEvidence({ calendarEvents: [] })],
  ['calendars_agree', 'a calendar shows a cancelled booking', buildCancelled({ calendarEvents: buildEvidence().calendarEvents })],
];
