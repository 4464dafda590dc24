import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
beforeEach(async () => {
  sandbox = await runSandbox();
});
afterEach(() => sandbox.stop());

const pay = async (): Promise<string> => {
  const { id } = await sandbox.stripe.paymentIntents.create({
    ...{ amount: 4500, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' },
    return_url: 'https://shop.example/back',
  });
  return id;
};

/** The labels of the buttons that the page shows for an object. */
async function readButtons(id: string): Promise<readonly string[]> {
  const page = await (await fetch(sandbox.url)).text();
  return [...page.matchAll(/aria-label="([^"]+): (\w+)"/g)].filter((match) => match[2] === id).map((match) => match[1] ?? '');
}

/** Presses a button as a browser does: with everything that its form carries. */
async function press(id: string, label: string, changes: Readonly<Record<string, string>> = {}): Promise<Response> {
  const page = await (await fetch(sandbox.url)).text();
  const form = [...page.matchAll(/<form method="post" action="([^"]+)">(.*?)<\/form>/g)].find(([, , html]) => html?.includes(id));
  const html = form?.[2] ?? '';
  const hidden = [...html.matchAll(/name="(\w+)" value="(\w+)">/g)].map((match) => [match[1], match[2]]);
  const action = new RegExp(`value="(\\w+)" aria-label="${label}:`).exec(html)?.[1] ?? 'none';
  const body = new URLSearchParams({ ...Object.fromEntries(hidden), action, ...changes });
  return fetch(`${sandbox.url}${form?.[1] ?? '/overview'}`, { method: 'POST', body, redirect: 'manual' });
}
const intentOf = (id: string) => sandbox.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
const disputesOf = async (id: string) => (await sandbox.stripe.disputes.list({ payment_intent: id })).data;

describe('the buttons of the overview', () => {
  test.each([
    ['Win', 'won', ['Refund', 'Dispute']],
    ['Lose', 'lost', []],
  ])('a payment is disputed, then %s', async (label, status, after) => {
    const id = await pay();
    expect(await readButtons(id)).toEqual(['Refund', 'Dispute']);
    const answer = await press(id, 'Dispute');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const [dispute] = await disputesOf(id);
    expect(dispute).toMatchObject({ status: 'needs_response', amount: 4500 });
    expect(await readButtons(id)).toEqual([]);
    expect(await readButtons(dispute?.id ?? '')).toEqual(['Win', 'Lose']);
    await press(dispute?.id ?? '', label);
    expect(await disputesOf(id)).toMatchObject([{ status }]);
    expect(await readButtons(dispute?.id ?? '')).toEqual([]);
    expect(await readButtons(id)).toEqual(after);
  });

  test('a payment is given back, and a pending refund arrives or fails', async () => {
    const id = await pay();
    await sandbox.control('POST', 'next-refund', { status: 'pending' });
    await press(id, 'Refund');
    const [refund] = (await sandbox.stripe.refunds.list({ payment_intent: id })).data;
    expect(refund).toMatchObject({ status: 'pending', amount: 4500 });
    expect([await readButtons(id), await readButtons(refund?.id ?? '')]).toEqual([[], ['Let it arrive', 'Let it fail']]);
    await press(refund?.id ?? '', 'Let it fail');
    expect((await sandbox.stripe.refunds.retrieve(refund?.id ?? '')).status).toBe('failed');
    await sandbox.control('POST', 'next-refund', { status: 'pending' });
    await press(id, 'Refund');
    const [again] = (await sandbox.stripe.refunds.list({ payment_intent: id })).data;
    await press(again?.id ?? '', 'Let it arrive');
    expect((await sandbox.stripe.refunds.retrieve(again?.id ?? '')).status).toBe('succeeded');
  });

  test.each([
    ['Let it arrive', 'succeeded'],
    ['Let it fail', 'requires_payment_method'],
  ])('a payment on its way: %s', async (label, status) => {
    await sandbox.control('POST', 'next-confirmation', { status: 'processing' });
    const id = await pay();
    expect(await readButtons(id)).toEqual(['Let it arrive', 'Let it fail']);
    await press(id, label);
    expect((await intentOf(id)).status).toBe(status);
  });

  test('another site cannot press them: without the token of the page nothing happens', async () => {
    const id = await pay();
    for (const token of ['', 'guessed', 'x'.repeat(32)]) expect((await press(id, 'Dispute', { token })).status).toBe(403);
    expect(await disputesOf(id)).toEqual([]);
    expect((await fetch(`${sandbox.url}/overview`, { method: 'POST' })).status).toBe(403);
  });

  test('what is no longer possible is said so, and leads back', async () => {
    const id = await pay();
    expect((await press(id, 'Dispute', { action: 'toString' })).status).toBe(404);
    expect((await press(id, 'Dispute', { action: 'dispute_won' })).status).toBe(404);
    const late = await press(id, 'Refund', { action: 'settle_paid' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('no longer possible');
  });
});
