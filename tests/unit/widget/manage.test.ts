import { describe, expect, test } from '@jest/globals';
import { decideManage } from '../../../adapters/widget/manage/decide-manage.ts';
import { cleanManageAddress, parseBookingKey, readManageAddress } from '../../../adapters/widget/manage/manage-address.ts';
import { initialManageState } from '../../../adapters/widget/manage/manage-state.ts';
import type { ManageMessage, ManageState } from '../../../adapters/widget/manage/manage-state.ts';
import { createProblem } from '../../../adapters/widget/problem.ts';
import type { BookingAnswer } from '../../../adapters/widget/wire-types.ts';
import { buildBookingAnswer, buildSlot, now } from './fixtures.ts';

const key = { bookingId: 'bkg_1', manageToken: 'hfm_a.b' };
const shown: ManageState = { ...initialManageState, key, answer: buildBookingAnswer('confirmed') };

describe('the manage link', () => {
  test.each([
    ['https://x.example/manage#hfm_a.b&bkg_1', key],
    ['https://x.example/manage#bkg_1/hfm_a.b', key],
    ['https://x.example/manage?booking=bkg_1#hfm_a.b', key],
    ['https://x.example/manage#hfm_a.b', null],
    ['https://x.example/manage', null],
  ])('%s', (address, expected) => {
    expect(readManageAddress(address)).toEqual(expected);
  });

  test('leaves no secret in the address', () => {
    expect(cleanManageAddress('https://x.example/manage?a=1#hfm_a.b&bkg_1')).toBe('https://x.example/manage?a=1');
  });

  test('survives a reload only as it was written', () => {
    expect(parseBookingKey(JSON.stringify(key))).toEqual(key);
    expect([null, '{', '{}', '{"bookingId":1,"manageToken":"x"}'].map(parseBookingKey)).toEqual([null, null, null, null]);
  });
});

const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
const movePrice = {
  difference: { price: sek(9_000), fee: sek(5_000), refund: sek(0), later: sek(14_000), lostCodes: [] },
  quote: { hash: 'h1' },
};

describe('the page of one booking', () => {
  test('cancels only after the question, and once', () => {
    expect(decideManage(shown, { kind: 'cancelConfirmed' }, now).effects).toEqual([]);
    const asked = decideManage(shown, { kind: 'cancelAsked' }, now).state;
    const confirmed = decideManage(asked, { kind: 'cancelConfirmed' }, now);
    // Agreed to nothing back: more may come, less may not.
    expect(confirmed.effects).toEqual([
      { kind: 'cancel', booking: key, expected: { expectedRefund: { amountMinor: 0, currency: 'SEK' } } },
    ]);
    expect(decideManage(confirmed.state, { kind: 'cancelConfirmed' }, now).effects).toEqual([]);
  });

  test('whose money came too late: the money back is what is asked for, and another amount than was shown is loaded anew', () => {
    const answer = buildBookingAnswer('expired');
    const amount = { amountMinor: 45_000, currency: 'SEK' };
    const lateOffer = { amount, expiresAt: '2026-11-24T09:00:00Z', state: 'open' } as const;
    const late: ManageState = { ...shown, panel: 'cancel', answer: { ...answer, order: { ...answer.order, lateOffer } } };
    const confirmed = decideManage(late, { kind: 'cancelConfirmed' }, now);
    expect(confirmed.effects).toEqual([{ kind: 'cancel', booking: key, expected: { expectedRefund: amount } }]);
    const changed = decideManage(
      confirmed.state,
      { kind: 'failed', lane: 'write', problem: createProblem('refund_changed', 409) },
      now,
    );
    expect(changed.state).toMatchObject({ busy: null, panel: 'cancel' });
    expect(changed.effects.map(({ kind }) => kind)).toContain('loadBooking');
  });

  test('books the same service again with its own token, unless something is under way', () => {
    const effect = { kind: 'bookAgain', booking: key, service: shown.answer?.booking.serviceId };
    expect(decideManage(shown, { kind: 'againAsked' }, now).effects).toEqual([effect]);
    expect(decideManage({ ...shown, busy: 'cancelling' }, { kind: 'againAsked' }, now).effects).toEqual([]);
  });

  test('shows the refund that was made', () => {
    const { booking, order } = buildBookingAnswer('cancelled');
    const refund = { amount: { amountMinor: 45_000, currency: 'SEK' }, state: 'pending' };
    const { state } = decideManage(
      { ...shown, panel: 'cancel', busy: 'cancelling' },
      { kind: 'cancelled', answer: { booking, order, refund } },
      now,
    );
    expect(state.outcome).toEqual({ kind: 'cancelled', refund: refund.amount, isByHand: false });
    expect(state.answer?.booking.state).toBe('cancelled');
  });

  test('a refund that the business returns by hand is told as such', () => {
    const { booking, order } = buildBookingAnswer('cancelled');
    const refund = { amount: { amountMinor: 45_000, currency: 'SEK' }, state: 'by_hand' };
    const { state } = decideManage(
      { ...shown, panel: 'cancel', busy: 'cancelling' },
      { kind: 'cancelled', answer: { booking, order, refund } },
      now,
    );
    expect(state.outcome).toEqual({ kind: 'cancelled', refund: refund.amount, isByHand: true });
  });

  test('moves after a question; a time that was just taken leads to fresh ones', () => {
    const opened = decideManage(shown, { kind: 'moveAsked' }, now);
    expect(opened.effects.map((effect) => effect.kind)).toEqual(['loadAvailability', 'focus']);
    // How long it is and for how many the service knows.
    expect(opened.effects[0]).toMatchObject({ booking: key });
    const startsAt = '2026-11-25T09:00:00Z';
    const wanted = decideManage(opened.state, { kind: 'slotChosen', slot: buildSlot(startsAt) }, now);
    expect(wanted.effects).toContainEqual({ kind: 'loadMovePrice', booking: key, startsAt });
    // Nobody agrees to a price that he has not seen, nor to that of another time.
    expect(decideManage(wanted.state, { kind: 'moveConfirmed' }, now).effects).toEqual([]);
    const other = decideManage(wanted.state, { kind: 'movePriced', startsAt: '2026-11-26T09:00:00Z', answer: movePrice }, now);
    expect(other.state.movePrice).toBeNull();
    const chosen = decideManage(wanted.state, { kind: 'movePriced', startsAt, answer: movePrice }, now).state;
    const moving = decideManage(chosen, { kind: 'moveConfirmed' }, now);
    expect(moving.effects).toEqual([{ kind: 'move', booking: key, startsAt, quoteHash: 'h1' }]);
    // Another price by now: the time stays wanted, and its price is asked for again.
    const repriced = decideManage(
      moving.state,
      { kind: 'failed', lane: 'write', problem: createProblem('quote_changed', 409) },
      now,
    );
    expect(repriced.state).toMatchObject({ busy: null, wantedSlot: { startsAt }, movePrice: null, problem: { lane: 'write' } });
    expect(repriced.effects).toContainEqual({ kind: 'loadMovePrice', booking: key, startsAt });
    const taken = decideManage(moving.state, { kind: 'failed', lane: 'write', problem: createProblem('slot_taken', 409) }, now);
    expect(taken.state).toMatchObject({ busy: null, wantedSlot: null, panel: 'move' });
    expect(taken.effects.map((effect) => effect.kind)).toContain('loadAvailability');
  });

  test('a firewall in between does not make the link invalid', () => {
    const problem = createProblem('bad_answer', 403);
    const { state } = decideManage({ ...initialManageState, key }, { kind: 'failed', lane: 'booking', problem }, now);
    expect(state).toMatchObject({ key, problem: { lane: 'booking', problem } });
  });

  test('a link that opens nothing says so', () => {
    expect(
      decideManage(shown, { kind: 'failed', lane: 'booking', problem: createProblem('booking_not_found', 404) }, now).state.key,
    ).toBeNull();
  });
});

describe('a booking that is not paid', () => {
  const customer = { name: 'Ada', email: 'a@b.se' };
  const build = (...given: Parameters<typeof buildBookingAnswer>): BookingAnswer => {
    const answer = buildBookingAnswer(...given);
    return { ...answer, order: { ...answer.order, customer } };
  };
  const send = (state: ManageState, message: ManageMessage) => decideManage(state, message, now);
  const load = (answer: BookingAnswer, state: ManageState = { ...initialManageState, key }) =>
    send(state, { kind: 'bookingLoaded', answer });
  const kinds = ({ effects }: ReturnType<typeof send>): readonly string[] => effects.map(({ kind }) => kind);
  const failed = build('awaiting_payment', { lastDeclineCode: 'generic_decline' });
  const form = { clientSecret: 'pi_1_secret_2', publishableKey: 'pk_1', scriptUrl: 'https://js.example/v3' };
  const { booking, order, quote, expiresAt } = failed;
  const payment = { id: 'pay_1', provider: 'stripe', state: 'created', amount: quote.total } as const;
  const opened = send(load(failed).state, {
    kind: 'checkoutReady',
    answer: { booking, order, quote, expiresAt, payment, ...form },
  });
  const ready = send(opened.state, { kind: 'paymentReady' }).state;
  const sent = send({ ...ready, busy: 'paying' }, { kind: 'paySent', isPaid: true });

  test.each<readonly [string, BookingAnswer, ManageState['unpaid']]>([
    ['held', build('held'), 'payable'],
    ['its payment failed', failed, 'payable'],
    ['its hold is over', { ...failed, expiresAt: '2026-11-23T13:00:00Z' }, null],
    ['nobody is known to pay', buildBookingAnswer('held'), null],
    ['its money is on its way', build('awaiting_payment', { state: 'processing' }), 'moving'],
    [
      'its money takes days',
      { ...build('awaiting_payment', { state: 'processing' }), expiresAt: '2026-11-26T13:00:00Z' },
      'kept',
    ],
    ['confirmed', build('confirmed', { state: 'paid' }), null],
    ['cancelled', build('cancelled', {}), null],
  ])('%s', (_name, answer, unpaid) => {
    const { state } = load(answer);
    expect(state.unpaid).toBe(unpaid);
    expect(send(state, { kind: 'payAsked' }).effects).toEqual(
      unpaid === 'payable' ? [{ kind: 'checkout', booking: key, quoteHash: answer.quote.hash }] : [],
    );
  });

  test('is paid in the provider’s form, once, and asked for until the service has confirmed', () => {
    const asked = send(load(failed).state, { kind: 'payAsked' });
    expect(send(asked.state, { kind: 'payAsked' }).effects).toEqual([]);
    expect(kinds(opened)).toEqual(['mountPayment', 'focus']);
    expect(JSON.stringify(opened.state.answer)).not.toContain('pi_1_secret_2');
    expect(send(opened.state, { kind: 'paySubmitted' }).effects).toEqual([]);
    const paying = send(ready, { kind: 'paySubmitted' });
    expect(paying.effects).toEqual([{ kind: 'confirmPayment', bookingId: 'bkg_1' }]);
    expect(send(paying.state, { kind: 'paySubmitted' }).effects).toEqual([]);
    expect(kinds(sent)).toEqual(['loadBooking']);
    const polled = load(failed, sent.state);
    expect([polled.state.busy, kinds(polled)]).toEqual(['confirming', ['loadBooking']]);
    const done = load(build('confirmed', { state: 'paid' }), polled.state);
    expect(done.state).toMatchObject({ busy: null, payment: null, unpaid: null, outcome: { kind: 'booked' } });
    expect(kinds(done)).toEqual(['unmountPayment', 'focus']);
  });

  test('declined in the form: said there, and the form stays', () => {
    const declined = send({ ...ready, busy: 'paying' }, { kind: 'payRefused', message: 'No funds.', isDecline: true });
    expect(declined.state).toMatchObject({ busy: null, declined: 'No funds.', payment: { isReady: true } });
    expect(send(declined.state, { kind: 'paySubmitted' }).state.declined).toBeNull();
  });

  test('another payment that takes days: kept again', () => {
    const days = { ...build('awaiting_payment', { state: 'processing' }), expiresAt: '2026-11-26T13:00:00Z' };
    expect(load(days, sent.state).state).toMatchObject({ busy: null, payment: null, unpaid: 'kept', outcome: null });
  });

  test('its outcome stays unknown: asking ends after a while and is begun again by hand', () => {
    let next = sent;
    for (let asked = 0; kinds(next).includes('loadBooking') && asked < 200; asked += 1) next = load(failed, next.state);
    expect(next.state).toMatchObject({ busy: 'confirming' });
    expect(next.state.polls).toBeLessThan(60);
    expect(send(next.state, { kind: 'retried', lane: 'booking' })).toMatchObject({ state: { polls: 0, busy: 'confirming' } });
    const unheard = send(sent.state, { kind: 'failed', lane: 'booking', problem: createProblem('network') });
    expect(unheard.state).toMatchObject({ busy: 'confirming', problem: { lane: 'booking' } });
  });

  test.each(['hold_expired', 'quote_changed', 'already_paid', 'payment_in_progress'] as const)(
    'refused with %s: the form goes and the booking is loaded anew',
    (code) => {
      const refused = send(ready, { kind: 'failed', lane: 'write', problem: createProblem(code, 409) });
      expect(refused.state).toMatchObject({ payment: null, busy: null, problem: { problem: { code } } });
      expect(kinds(refused)).toEqual(['unmountPayment', 'loadBooking', 'focus']);
    },
  );

  test('the service is away: trying again opens the checkout again', () => {
    const away = send(
      { ...load(failed).state, busy: 'opening' },
      { kind: 'failed', lane: 'write', problem: createProblem('network') },
    );
    const again = send(away.state, { kind: 'retried', lane: 'write' });
    expect([again.state.busy, again.effects]).toEqual(['opening', [{ kind: 'retry', lane: 'write' }]]);
  });

  test('back from the provider’s page: nothing in the address is believed, the service is asked', () => {
    const started = send(initialManageState, { kind: 'started', key, hasReturned: true });
    expect(kinds(started)).toEqual(['loadBooking', 'loadCatalog']);
    expect(load(build('confirmed', { state: 'paid' }), started.state).state.outcome).toEqual({ kind: 'booked' });
    expect(load(failed, started.state).state).toMatchObject({ busy: null, unpaid: 'payable', outcome: null });
  });

  test('nothing is due any more: confirmed without a form', () => {
    const nothingDue = { clientSecret: null, publishableKey: null, scriptUrl: null, payment: null };
    const next = send(load(failed).state, { kind: 'checkoutReady', answer: { booking, order, quote, expiresAt, ...nothingDue } });
    expect([next.state.payment, next.state.busy, kinds(next)]).toEqual([null, 'confirming', ['loadBooking']]);
  });

  test('the form is closed, or what it is for ends: it goes, and nothing can be paid twice', () => {
    const closed = send(ready, { kind: 'panelClosed' });
    expect([closed.state.payment, closed.state.unpaid, kinds(closed)]).toEqual([null, 'payable', ['unmountPayment', 'focus']]);
    const ended = load(build('cancelled', {}), ready);
    expect([ended.state.payment, kinds(ended)]).toEqual([null, ['unmountPayment']]);
  });

  test('given up after the question: nothing is to be paid any more', () => {
    const asked = send(load(failed).state, { kind: 'cancelAsked' });
    const given = send(asked.state, { kind: 'cancelConfirmed' });
    expect(given.effects).toEqual([{ kind: 'cancel', booking: key, expected: { expectedRefund: null } }]);
    const { state } = send(given.state, { kind: 'cancelled', answer: { ...build('cancelled'), refund: null } });
    expect(state).toMatchObject({ unpaid: null, outcome: { kind: 'cancelled', refund: null } });
  });
});
