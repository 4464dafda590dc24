import type { BookingAnswer, WirePayment } from '../wire-types.ts';

const hourMs = 3_600_000;

/** The payment that was begun last, or undefined. */
export const findLastPayment = ({ order }: BookingAnswer): WirePayment | undefined => order.payments.at(-1);

/** Whether money is on its way: nothing is to be paid meanwhile. */
export function isMoneyMoving(answer: BookingAnswer): boolean {
  const state = findLastPayment(answer)?.state;
  return state === 'processing' || state === 'authorized' || state === 'paid';
}

/** Whether the money takes days and the time is kept for as long: nobody need wait at the page. `now` in epoch milliseconds. */
export const isKeptForDays = (answer: BookingAnswer, now: number): boolean =>
  answer.booking.state === 'awaiting_payment' &&
  findLastPayment(answer)?.state === 'processing' &&
  endsAfter(answer.expiresAt, now + hourMs);

/** Whether an instant is there and after another one, in epoch milliseconds. */
export const endsAfter = (instant: string | null, then: number): boolean => instant !== null && Date.parse(instant) > then;
