import type { DifferenceKind } from '../payment/find-differences.ts';

/** A kind of difference in words: what it is, what was done about it, and what a person does when that did not help. Plain English. */
export type DifferenceWords = { readonly title: string; readonly done: string; readonly advice: string };

/** Describes each kind of difference between our books and the provider's. */
export const differenceWords: Readonly<Record<DifferenceKind, DifferenceWords>> = {
  paid_not_confirmed: {
    title: 'The provider has money that we did not know of.',
    done: 'It is in the books now, and the customer is told what became of the booking.',
    advice: 'Look at the payment there and at the order; if it stays, give the money back there.',
  },
  confirmed_not_paid: {
    title: 'Our books had money that the provider never took.',
    done: 'The books are right now. The booking stands without its money, and the owner was told: it is for him to say what is done.',
    advice: 'Ask the customer to pay, or cancel the booking.',
  },
  refunded_there: {
    title: 'Money went back at the provider without our knowing.',
    done: 'It is in the books now.',
    advice: 'Compare the refunds of the order with those at the provider.',
  },
  dispute_missed: {
    title: 'A bank contests the payment, and we did not know.',
    done: 'It is in the books now, and the owner was told.',
    advice: 'Answer the dispute at the provider.',
  },
  amount_differs: {
    title: 'The payment was opened for another amount than the order costs.',
    done: 'It can no longer be paid.',
    advice: 'Nobody agreed to that amount: if it was paid, give the money back at the provider.',
  },
  left_open: {
    title: 'The payment could still be made there, and nobody waits for it.',
    done: 'It was cancelled there.',
    advice: 'Cancel it at the provider.',
  },
  unknown_payment: {
    title: 'A payment there carries our ids, and we have no such payment.',
    done: 'We know it now.',
    advice:
      'Was a backup restored, or does another service use the same account? If it was paid for nothing, give the money back at the provider.',
  },
};
