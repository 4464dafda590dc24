import { describe, expect, test } from '@jest/globals';
import { decideLater } from '../../../adapters/widget/later/decide-later.ts';
import { cleanReturnAddress, buildReturnAddress, readReturnedBooking } from '../../../adapters/widget/later/return-address.ts';
import { parseRemembered } from '../../../adapters/widget/later/remembered.ts';
import { createProblem } from '../../../adapters/widget/problem.ts';
import { createInitialState } from '../../../adapters/widget/state/booking-state.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { decide } from '../../../adapters/widget/state/decide.ts';
import type { Message } from '../../../adapters/widget/state/message.ts';
import type { Next } from '../../../adapters/widget/state/next.ts';
import { buildBookingAnswer, buildCatalog, buildHeldState, buildHoldAnswer, buildService, hold, now } from './fixtures.ts';

const send = (state: WidgetState, message: Message): Next => decideLater(state, message, now) ?? decide(state, message, now);
const kinds = (next: Next): readonly string[] => next.effects.map((effect) => effect.kind);
const form = { clientSecret: 'pi_1_secret_2', publishableKey: 'pk_1', scriptUrl: 'https://js.example/v3', isReady: true };
const { booking, order, quote, expiresAt } = buildHoldAnswer(hold.startsAt, 'awaiting_payment');
const checkout = {
  booking,
  order,
  quote,
  expiresAt,
  clientSecret: form.clientSecret,
  publishableKey: form.publishableKey,
  scriptUrl: form.scriptUrl,
};
const payment = { id: 'pay_1', provider: 'stripe', state: 'created', amount: quote.total } as const;

describe('the payment', () => {
  test('opens with the provider’s form', () => {
    const next = send(buildHeldState({ busy: 'saving' }), { kind: 'checkoutReady', answer: { ...checkout, payment } });
    expect(next.state).toMatchObject({ step: 'pay', busy: null });
    expect(kinds(next)).toEqual(['remember', 'mountPayment', 'focus']);
    expect(JSON.stringify(next.effects[0])).not.toContain('pi_1_secret_2');
  });

  test('with nothing due there is no form: the booking is loaded', () => {
    const answer = { ...checkout, payment: null, clientSecret: null, publishableKey: null, scriptUrl: null };
    expect(kinds(send(buildHeldState({ busy: 'saving' }), { kind: 'checkoutReady', answer }))).toEqual(['loadBooking']);
  });

  test('is confirmed once, and only when its form is ready', () => {
    const state = buildHeldState({ step: 'pay', payment: form });
    const first = send(state, { kind: 'paySubmitted' });
    expect(kinds(first)).toEqual(['confirmPayment']);
    expect(send(first.state, { kind: 'paySubmitted' }).state).toBe(first.state);
    const unready = buildHeldState({ step: 'pay', payment: { ...form, isReady: false } });
    expect(send(unready, { kind: 'paySubmitted' }).state).toBe(unready);
  });

  test('a declined card says so and keeps the form; an incomplete one says nothing more', () => {
    const paying = buildHeldState({ step: 'pay', payment: form, busy: 'paying' });
    const declined = send(paying, { kind: 'payRefused', message: 'Insufficient funds.', isDecline: true });
    expect(declined.state).toMatchObject({
      step: 'pay',
      busy: null,
      payment: form,
      notice: { kind: 'declined', message: 'Insufficient funds.' },
    });
    expect(send(paying, { kind: 'payRefused', message: '', isDecline: false }).state.notice).toBeNull();
  });

  test('the service is asked until it has confirmed, and then the booking is shown', () => {
    const sent = send(buildHeldState({ step: 'pay', payment: form, busy: 'paying' }), { kind: 'paySent', isPaid: true });
    expect(kinds(sent)).toEqual(['loadBooking']);
    const polled = send(sent.state, {
      kind: 'bookingLoaded',
      answer: buildBookingAnswer('awaiting_payment', { state: 'processing' }),
    });
    expect(kinds(polled)).toEqual(['loadBooking']);
    const done = send(polled.state, { kind: 'bookingLoaded', answer: buildBookingAnswer('confirmed', { state: 'paid' }) });
    expect(done.state).toMatchObject({ step: 'done', busy: null });
  });

  test('money that takes days: nobody waits at the page, it ends with the time that is kept, also after a reload', () => {
    const confirming = buildHeldState({ step: 'pay', payment: form, busy: 'confirming' });
    const days = { ...buildBookingAnswer('awaiting_payment', { state: 'processing' }), expiresAt: '2026-11-23T14:00:01Z' };
    for (const state of [confirming, buildHeldState({ isResuming: true })]) {
      const kept = send(state, { kind: 'bookingLoaded', answer: days });
      expect(kept.state).toMatchObject({ step: 'done', busy: null, result: days });
      expect(kinds(kept)).toEqual(['remember', 'unmountPayment', 'focus']);
      expect(send(kept.state, { kind: 'ticked' }).state).toBe(kept.state);
    }
    // An hour at most is waited for.
    const soon = send(confirming, { kind: 'bookingLoaded', answer: { ...days, expiresAt: '2026-11-23T14:00:00Z' } });
    expect(soon.state).toMatchObject({ step: 'pay', busy: 'confirming' });
  });

  test('money that takes days and fails: the form is back, and the end of the hold is said with its day', () => {
    const failed = buildBookingAnswer('awaiting_payment', { state: 'created', lastDeclineCode: 'generic_decline' });
    const next = send(buildHeldState({ isResuming: true }), {
      kind: 'bookingLoaded',
      answer: { ...failed, expiresAt: '2026-11-24T08:00:00Z' },
    });
    expect(next.state).toMatchObject({ step: 'pay', notice: { kind: 'declined' }, hold: { isLong: true } });
    expect(kinds(next)).toEqual(['resumeCheckout']);
    expect(send(buildHeldState(), { kind: 'bookingLoaded', answer: failed }).state.hold?.isLong).toBe(false);
  });

  test('asking ends after a while and can be begun again', () => {
    let next = send(buildHeldState({ step: 'pay', payment: form, busy: 'paying' }), { kind: 'paySent', isPaid: true });
    let asked = 0;
    while (kinds(next).includes('loadBooking') && asked < 200) {
      next = send(next.state, { kind: 'bookingLoaded', answer: buildBookingAnswer('awaiting_payment', { state: 'processing' }) });
      asked += 1;
    }
    expect(asked).toBeLessThan(60);
    expect(next.state.busy).toBe('confirming');
    expect(send(next.state, { kind: 'retried', lane: 'booking' }).effects).toEqual([{ kind: 'retry', lane: 'booking' }]);
  });

  test('one whose outcome nobody heard comes back to the form when the provider knows nothing of it', () => {
    let next = send(buildHeldState({ step: 'pay', payment: form, busy: 'paying' }), { kind: 'paySent', isPaid: false });
    for (let round = 0; round < 4 && kinds(next).includes('loadBooking'); round += 1) {
      next = send(next.state, { kind: 'bookingLoaded', answer: buildBookingAnswer('awaiting_payment', { state: 'created' }) });
    }
    expect(kinds(next)).toEqual(['resumeCheckout']);
  });

  test('going back to the details takes the form away and keeps the time', () => {
    const next = send(buildHeldState({ step: 'pay', payment: form }), { kind: 'wentTo', step: 'details' });
    expect(next.state).toMatchObject({ step: 'details', payment: null, hold });
    expect(kinds(next)).toEqual(['unmountPayment', 'focus']);
  });

  test('a checkout that meets a running payment waits for its outcome', () => {
    const next = send(buildHeldState({ busy: 'saving' }), {
      kind: 'failed',
      lane: 'write',
      problem: createProblem('payment_in_progress', 409),
    });
    expect(next.state.busy).toBe('confirming');
  });
});

describe('coming back', () => {
  const remembered = {
    version: 1,
    step: 'pay',
    hold,
    customer: { name: 'Ada', email: 'a@b.se', phone: '' },
    extras: {},
    code: null,
    chosenTimeZone: null,
  } as const;
  const initial = createInitialState({ visitorTimeZone: 'Europe/London', preselectedService: null });
  const resume = (returnedBookingId: string | null): WidgetState => {
    const started = send(initial, { kind: 'started', remembered, returnedBookingId });
    const loaded = send(started.state, { kind: 'catalogLoaded', answer: buildCatalog([buildService()]) });
    expect(kinds(loaded)).toEqual(['loadBooking']);
    return loaded.state;
  };

  test('from a redirect shows what the service knows, not what the address says', () => {
    expect(send(resume('bkg_1'), { kind: 'bookingLoaded', answer: buildBookingAnswer('confirmed') }).state.step).toBe('done');
    const declined = send(resume('bkg_1'), {
      kind: 'bookingLoaded',
      answer: buildBookingAnswer('awaiting_payment', { lastDeclineCode: 'card_declined' }),
    });
    expect(declined.state).toMatchObject({ step: 'pay', notice: { kind: 'declined' } });
    expect(kinds(declined)).toEqual(['resumeCheckout']);
  });

  test('to a time that is gone: while it may still turn out to be paid it is asked for, then its end is shown', () => {
    const paying = { ...buildHeldState({ busy: 'confirming', step: 'pay' }), isPaidHere: true };
    const unknown = send(paying, { kind: 'bookingLoaded', answer: buildBookingAnswer('expired', {}) });
    expect(unknown.state).toMatchObject({ busy: 'confirming', polls: 1 });
    const answer = buildBookingAnswer('expired', { state: 'paid' });
    const paid = { ...answer, order: { ...answer.order, paid: { amountMinor: 45_000, currency: 'SEK' } } };
    expect(send(unknown.state, { kind: 'bookingLoaded', answer: paid }).state).toMatchObject({ step: 'done', busy: null });
    const unpaid = send({ ...paying, isPaidHere: false }, { kind: 'bookingLoaded', answer: buildBookingAnswer('expired', {}) });
    expect(unpaid.state.notice).toMatchObject({ kind: 'released' });
  });

  test('by a reload goes on with the held time and what was typed', () => {
    const next = send(resume(null), { kind: 'bookingLoaded', answer: buildBookingAnswer('held') });
    expect(next.state).toMatchObject({ step: 'details', isResuming: false, customer: remembered.customer });
  });

  test('to a booking that is gone begins anew', () => {
    const next = send(resume(null), { kind: 'failed', lane: 'booking', problem: createProblem('booking_not_found', 404) });
    expect(next.state).toMatchObject({ step: 'time', hold: null });
    expect(kinds(next)).toContain('forget');
  });

  test('past a firewall that answers for the service forgets nothing', () => {
    const resumed = resume(null);
    const next = send(resumed, { kind: 'failed', lane: 'booking', problem: createProblem('bad_answer', 403) });
    expect(next.state).toMatchObject({ isResuming: true, hold, notice: { kind: 'problem', lane: 'booking' } });
    expect(kinds(next)).toEqual([]);
    expect(kinds(send(next.state, { kind: 'retried', lane: 'booking' }))).toEqual(['retry']);
  });

  test('in another tab says where the confirmation is', () => {
    expect(send(initial, { kind: 'started', remembered: null, returnedBookingId: 'bkg_9' }).state.notice).toEqual({
      kind: 'other_tab',
    });
  });

  test('the address is built, read and cleaned', () => {
    const built = buildReturnAddress('https://salon.example/book/?page=2#top', 'bkg_1');
    expect(built).toBe('https://salon.example/book/?page=2&hf_booking=bkg_1#top');
    expect(buildReturnAddress('https://salon.example/manage#hfm_a.b&bkg_1', 'bkg_1')).toBe(
      'https://salon.example/manage?hf_booking=bkg_1',
    );
    const returned = `${built.replace('#top', '')}&payment_intent=pi_1&payment_intent_client_secret=s&redirect_status=succeeded`;
    expect(readReturnedBooking(returned)).toBe('bkg_1');
    expect(cleanReturnAddress(returned)).toBe('https://salon.example/book/?page=2');
  });

  test('only what the widget wrote itself is taken from the storage', () => {
    expect(parseRemembered(JSON.stringify(remembered))).toEqual(remembered);
    expect([null, '', '{', '{"version":1}', '[]', '{"version":2}'].map(parseRemembered)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
