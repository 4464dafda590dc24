import { describe, expect, test } from '@jest/globals';
import { openTimeStep } from '../../../adapters/widget/state/decide-choices.ts';
import { queryOf } from '../../../adapters/widget/state/picker.ts';
import { decideLater } from '../../../adapters/widget/later/decide-later.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { decide } from '../../../adapters/widget/state/decide.ts';
import type { Message } from '../../../adapters/widget/state/message.ts';
import type { Next } from '../../../adapters/widget/state/next.ts';
import { createProblem } from '../../../adapters/widget/problem.ts';
import {
  buildBookingAnswer,
  buildHeldState,
  buildHoldAnswer,
  buildQuote,
  buildService,
  buildCatalog,
  buildSlot,
  hold,
  now,
} from './fixtures.ts';

const send = (state: WidgetState, message: Message, at = now): Next =>
  decideLater(state, message, at) ?? decide(state, message, at);
const kinds = (next: Next): readonly string[] => next.effects.map((effect) => effect.kind);
const customer = { name: 'Ada', email: 'ada@example.com', phone: '' };

describe('a held time', () => {
  test('leads to the details and is remembered', () => {
    const next = send(buildHeldState({ step: 'time', hold: null, busy: 'holding' }), {
      kind: 'held',
      answer: buildHoldAnswer('2026-11-24T09:00:00Z'),
    });
    expect(next.state.step).toBe('details');
    expect(next.state.hold?.bookingId).toBe('bkg_1');
    expect(kinds(next)).toEqual(['remember', 'focus']);
  });

  test('is counted down in its last two minutes only', () => {
    const state = buildHeldState();
    expect(send(state, { kind: 'ticked' }).state).toBe(state);
    const soon = send(state, { kind: 'ticked' }, Date.parse('2026-11-23T13:08:30Z'));
    expect(soon.state.secondsLeft).toBe(90);
    expect(send(soon.state, { kind: 'ticked' }, Date.parse('2026-11-23T13:08:30Z')).state).toBe(soon.state);
  });

  test('ends with a word and a look whether it is still free; nothing typed is lost', () => {
    const next = send(buildHeldState({ customer, step: 'pay' }), { kind: 'ticked' }, Date.parse('2026-11-23T13:10:00Z'));
    expect(next.state.notice).toMatchObject({ kind: 'released', isStillFree: null });
    expect(next.state).toMatchObject({ hold: null, step: 'details', customer });
    expect(kinds(next)).toEqual(['unmountPayment', 'endHold', 'forget', 'focus']);
    const checked = send(next.state, { kind: 'releaseChecked', isStillFree: true, alternatives: [] });
    expect(checked.state.notice).toMatchObject({ isStillFree: true });
    const again = send(checked.state, { kind: 'slotChosen', slot: buildSlot(hold.startsAt) });
    expect(kinds(again)).toEqual(['placeHold']);
  });

  test.each(['paying', 'confirming'] as const)('does not end while %s', (busy) => {
    const state = buildHeldState({ step: 'pay', busy });
    expect(send(state, { kind: 'ticked' }, Date.parse('2026-11-23T14:00:00Z')).state).toBe(state);
  });

  test('that was paid in the last moment is shown as booked, with its link', () => {
    const released = send(buildHeldState(), { kind: 'ticked' }, Date.parse('2026-11-23T13:10:00Z')).state;
    const paid = send(released, { kind: 'foundPaid', answer: buildBookingAnswer('confirmed'), hold });
    expect(paid.state).toMatchObject({ step: 'done', notice: null });
    expect(paid.state.hold?.manageToken).toBe('hfm_token');
  });

  test('is replaced by another one only when that stands', () => {
    const next = send(buildHeldState({ step: 'time' }), { kind: 'slotChosen', slot: buildSlot('2026-11-24T12:00:00Z') });
    expect(next.effects[0]).toMatchObject({ kind: 'placeHold', replaces: hold });
    expect(next.state.hold).toEqual(hold);
  });

  test('is not held twice when it is chosen again', () => {
    const next = send(buildHeldState({ step: 'time' }), { kind: 'slotChosen', slot: buildSlot(hold.startsAt) });
    expect(next.state.step).toBe('details');
    expect(kinds(next)).toEqual(['focus']);
  });

  test('that ended while the service was away is looked up again when the service is back', () => {
    const released = send(buildHeldState({ customer }), { kind: 'ticked' }, Date.parse('2026-11-23T13:10:00Z')).state;
    const away = send(released, { kind: 'failed', lane: 'booking', problem: createProblem('network') });
    expect(away.state.notice).toMatchObject({ kind: 'problem' });
    const stillAway = send(away.state, { kind: 'failed', lane: 'booking', problem: createProblem('timeout') });
    const retried = send(stillAway.state, { kind: 'retried', lane: 'booking' });
    expect(retried.effects).toEqual([{ kind: 'retry', lane: 'booking' }]);
    const back = send(retried.state, { kind: 'releaseChecked', isStillFree: true, alternatives: [] });
    expect(back.state).toMatchObject({ notice: { kind: 'released', isStillFree: true }, customer });
  });

  test.each([
    ['the network', createProblem('network')],
    ['the service', createProblem('service_unavailable', 503)],
    ['too long a wait', createProblem('timeout')],
    ['a firewall', createProblem('bad_answer', 403)],
  ])('and all that was typed stay when %s stops the details on their way, and go on after it', (_case, problem) => {
    const saving = send(buildHeldState({ customer }), { kind: 'detailsSubmitted' });
    const away = send(saving.state, { kind: 'failed', lane: 'write', problem });
    expect(away.state).toMatchObject({ step: 'details', hold, customer, busy: null, notice: { kind: 'problem', lane: 'write' } });
    const retried = send(away.state, { kind: 'retried', lane: 'write' });
    expect(retried.state).toMatchObject({ step: 'details', hold, customer, busy: 'saving', notice: null });
    expect(retried.effects).toEqual([{ kind: 'retry', lane: 'write' }]);
  });

  test('that someone else took brings the nearest times and asks for fresh ones', () => {
    const alternatives = [buildSlot('2026-11-24T10:00:00Z')];
    const next = send(buildHeldState({ step: 'time', hold: null, busy: 'holding' }), {
      kind: 'failed',
      lane: 'write',
      problem: createProblem('slot_taken', 409, { alternatives }),
    });
    expect(next.state).toMatchObject({ step: 'time', busy: null, notice: { kind: 'slot_taken', alternatives } });
    expect(kinds(next)).toContain('loadAvailability');
  });
});

describe('the details', () => {
  test('are checked before anything is sent', () => {
    const next = send(buildHeldState(), { kind: 'detailsSubmitted' });
    expect(next.state.fieldErrors).toEqual({ name: 'missing', email: 'missing' });
    expect(kinds(next)).toEqual(['focus']);
    const typed = send(next.state, { kind: 'fieldChanged', field: 'name', value: 'Ada' });
    expect(typed.state.fieldErrors).toEqual({ email: 'missing' });
  });

  test('are sent once', () => {
    const first = send(buildHeldState({ customer }), { kind: 'detailsSubmitted' });
    expect(first.effects).toEqual([
      {
        kind: 'saveAndCheckout',
        booking: hold,
        body: { customer: { name: 'Ada', email: 'ada@example.com' }, extras: [], codes: [] },
        shownHash: 'one',
      },
    ]);
    expect(send(first.state, { kind: 'detailsSubmitted' }).state).toBe(first.state);
  });

  test('that the service refuses are said at their field', () => {
    const problem = createProblem('invalid_request', 422, { fields: [{ path: 'customer.email', code: 'invalid', message: '' }] });
    const next = send(buildHeldState({ customer, busy: 'saving' }), { kind: 'failed', lane: 'write', problem });
    expect(next.state).toMatchObject({ busy: null, fieldErrors: { email: 'invalid' } });
  });

  test('with another price than shown stop for a look', () => {
    const next = send(buildHeldState({ customer, busy: 'saving' }), {
      kind: 'saved',
      quote: buildQuote({ hash: 'two' }),
      expiresAt: hold.expiresAt,
    });
    expect(next.state).toMatchObject({ step: 'details', busy: null, notice: { kind: 'price_changed' }, quote: { hash: 'two' } });
  });

  test('of a hold that has ended lead to the released time', () => {
    const next = send(buildHeldState({ customer, busy: 'saving' }), {
      kind: 'failed',
      lane: 'write',
      problem: createProblem('hold_expired', 409),
    });
    expect(next.state).toMatchObject({ hold: null, notice: { kind: 'released' }, customer });
  });

  test('extras are told when times are asked for anew, since some make it longer and of some there are few', () => {
    const { state } = openTimeStep(buildHeldState({ extras: { ext_a: 2, ext_b: 0, ext_c: 1 } }), now);
    expect(state.picker && queryOf(state.picker)).toMatchObject({ extras: 'ext_a:2,ext_c:1' });
    expect(openTimeStep(buildHeldState(), now).state.picker?.subject.extras).toBeUndefined();
  });

  test('extras stay within their limit and change the price', () => {
    const extra = { id: 'ext_a', name: 'Oil', price: { amountMinor: 100, currency: 'SEK' }, maximumQuantity: 2 };
    const state = buildHeldState({ catalog: buildCatalog([buildService({ extras: [extra] })]) });
    const next = send(state, { kind: 'extraChanged', extraId: 'ext_a', quantity: 2 });
    expect(next.effects[0]).toMatchObject({ kind: 'loadQuote', body: { extras: [{ extraId: 'ext_a', quantity: 2 }] } });
    expect(send(state, { kind: 'extraChanged', extraId: 'ext_a', quantity: 3 }).state).toBe(state);
  });

  test('a code is taken when the price shows it, and refused in words', () => {
    const typed = send(send(buildHeldState(), { kind: 'codeOpened' }).state, { kind: 'codeTyped', text: ' SPRING ' }).state;
    const tried = send(typed, { kind: 'codeApplied' });
    expect(tried.effects[0]).toMatchObject({ kind: 'loadQuote', body: { codes: ['SPRING'] } });
    const discount = {
      item: null,
      kind: 'discount',
      subject: 'SPRING',
      description: '',
      quantity: 1,
      unitAmountMinor: 0,
      amountMinor: -100,
      explanation: '',
    } as const;
    expect(send(tried.state, { kind: 'quoteLoaded', quote: buildQuote({ lines: [discount] }) }).state.code.applied).toEqual([
      'SPRING',
    ]);
    const refused = send(tried.state, { kind: 'failed', lane: 'quote', problem: createProblem('code_invalid', 422) });
    expect(refused.state.code).toMatchObject({ isRefused: true, applied: [], text: ' SPRING ' });
  });
});
