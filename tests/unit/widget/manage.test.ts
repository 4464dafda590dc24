import { describe, expect, test } from '@jest/globals';
import { decideManage } from '../../../adapters/widget/manage/decide-manage.ts';
import { cleanManageAddress, parseBookingKey, readManageAddress } from '../../../adapters/widget/manage/manage-address.ts';
import { initialManageState } from '../../../adapters/widget/manage/manage-state.ts';
import type { ManageState } from '../../../adapters/widget/manage/manage-state.ts';
import { createProblem } from '../../../adapters/widget/problem.ts';
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

describe('the page of one booking', () => {
  test('cancels only after the question, and once', () => {
    expect(decideManage(shown, { kind: 'cancelConfirmed' }, now).effects).toEqual([]);
    const asked = decideManage(shown, { kind: 'cancelAsked' }, now).state;
    const confirmed = decideManage(asked, { kind: 'cancelConfirmed' }, now);
    expect(confirmed.effects).toEqual([{ kind: 'cancel', booking: key }]);
    expect(decideManage(confirmed.state, { kind: 'cancelConfirmed' }, now).effects).toEqual([]);
  });

  test('shows the refund that was made', () => {
    const { booking, order } = buildBookingAnswer('cancelled');
    const refund = { amount: { amountMinor: 45_000, currency: 'SEK' }, state: 'pending' };
    const { state } = decideManage(
      { ...shown, panel: 'cancel', busy: 'cancelling' },
      { kind: 'cancelled', answer: { booking, order, refund } },
      now,
    );
    expect(state.outcome).toEqual({ kind: 'cancelled', refund: refund.amount });
    expect(state.answer?.booking.state).toBe('cancelled');
  });

  test('moves after a question; a time that was just taken leads to fresh ones', () => {
    const opened = decideManage(shown, { kind: 'moveAsked' }, now);
    expect(opened.effects.map((effect) => effect.kind)).toEqual(['loadAvailability', 'focus']);
    const chosen = decideManage(opened.state, { kind: 'slotChosen', slot: buildSlot('2026-11-25T09:00:00Z') }, now).state;
    const moving = decideManage(chosen, { kind: 'moveConfirmed' }, now);
    expect(moving.effects).toEqual([{ kind: 'move', booking: key, startsAt: '2026-11-25T09:00:00Z' }]);
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
