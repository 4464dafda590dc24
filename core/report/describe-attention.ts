import type { AttentionKind } from './list-attention.ts';

/** What an owner reads about something that needs him: what it is, and what to do. Plain English. */
export type AttentionWords = { readonly title: string; readonly advice: string };

/** Describes each kind of thing in the owner's queue. */
export const attentionWords: Readonly<Record<AttentionKind, AttentionWords>> = {
  payment_disputed: {
    title: 'The customer’s bank looks into this payment.',
    advice:
      'Answer it at your payment provider before its deadline, with what you have: the terms, the confirmation, whether they came.',
  },
  refund_owed: {
    title: 'A refund has failed: this money is still owed.',
    advice: 'Give it back again; if that fails too, ask the customer for another way.',
  },
  return_by_hand: {
    title: 'Money that was paid at the place is owed back.',
    advice: 'Give it back, then book that you did: holdfast order on-site ORDER with a negative amount.',
  },
  hold_stuck: {
    title: 'A time is kept for a payment that nobody knows the end of.',
    advice:
      'Look at your payment provider. If you need the time, release it: should the money still come, it is dealt with as a late payment.',
  },
  late_payment_offered: {
    title: 'Money came after the time was gone; the customer may choose another time for it.',
    advice: 'Nothing to do: if no time is chosen, the money goes back by itself.',
  },
  dispute_lost: {
    title: 'The bank has decided for the customer and kept the money.',
    advice: 'Decide whether the booking stands. Nothing more goes back by itself.',
  },
  payment_missing: {
    title: 'The booking stands, but its payment is not there.',
    advice: 'Look at your payment provider, then ask the customer to pay, or cancel the booking.',
  },
};
