import {
  buildBooking,
  buildCancelled,
  buildEffect,
  buildEvidence,
  buildMessage,
  buildOrder,
  buildPayment,
  owner,
} from './build-evidence.ts';
import { buildOffered, disputed, disputedLedger, refund, repeated, cancelledOrder } from './broken-worlds.ts';
import type { BrokenRow } from './broken-worlds.ts';

/** Evidence that breaks a rule of what people are told and what is carried out, each row one rule and no other. */
export const brokenNews: readonly BrokenRow[] = [
  [
    'told_once',
    'a message went out twice',
    buildEvidence({ messages: [buildMessage('booking_confirmed/bkg_1'), ...buildEvidence().messages] }),
  ],
  [
    'told_the_final_state',
    'the last that the customer heard is not how things stand',
    buildCancelled({
      messages: [
        ...buildCancelled().messages.filter(({ template }) => template !== 'booking_confirmed'),
        buildMessage('booking_confirmed/bkg_1'),
      ],
    }),
  ],
  ['told_the_final_state', 'old news came again after the newer', buildCancelled(repeated)],
  [
    'told_the_final_state',
    'the customer heard of nothing',
    buildEvidence({
      effects: [buildEffect('owner_booking_confirmed/bkg_1')],
      messages: [buildMessage('owner_booking_confirmed/bkg_1', owner)],
    }),
  ],
  [
    'told_the_final_state',
    'the owner heard of nothing',
    buildEvidence({
      effects: [buildEffect('booking_confirmed/bkg_1')],
      messages: [buildMessage('booking_confirmed/bkg_1')],
    }),
  ],
  [
    'told_the_final_state',
    'the customer was never told of the other times that he may choose',
    buildOffered({ effects: [], messages: [] }),
  ],
  [
    'told_the_final_state',
    'money for no time went back without a word',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [buildBooking({ state: 'expired' })],
          refunds: [{ ...refund, reason: 'late_payment' }],
          ledger: cancelledOrder.ledger.map((each) => ({ ...each, key: each.key.replace('cancelled', 'returned') })),
        }),
      ],
      claims: [],
      calendarEvents: [],
      messages: [],
      effects: [buildEffect('refund_payment/ref_1', { kind: 'refund_payment' })],
      provider: buildCancelled().provider,
    }),
  ],
  [
    'effects_are_delivered',
    'the owner was not told of a dispute that is still open',
    buildEvidence({
      orders: [buildOrder({ ledger: disputedLedger })],
      provider: [buildPayment({ disputes: [disputed] })],
      effects: [...buildEvidence().effects, buildEffect('owner_dispute_opened/bkg_1')],
    }),
  ],
  [
    'effects_are_delivered',
    'an effect was never carried out',
    buildEvidence({
      effects: [...buildEvidence().effects, buildEffect('sync_calendar/bkg_1', { kind: 'sync_calendar', isDone: false })],
    }),
  ],
  [
    'effects_are_delivered',
    'a message counts as sent and was not',
    buildEvidence({ effects: [...buildEvidence().effects, buildEffect('payment_refunded/bkg_1')] }),
  ],
  [
    'effects_are_delivered',
    'a message was sent that nothing called for',
    buildEvidence({ messages: [...buildEvidence().messages, buildMessage('owner_payment_late/bkg_1', owner)] }),
  ],
  [
    'effects_are_delivered',
    'a message went to a stranger',
    buildEvidence({
      effects: [...buildEvidence().effects, buildEffect('payment_processing/bkg_1')],
      messages: [...buildEvidence().messages, buildMessage('payment_processing/bkg_1', 'stranger@mail.example')],
    }),
  ],
];
