import { describe, expect, test } from '@jest/globals';
import { SMALL_DAY_MINOR, SMALL_REFUND_MINOR } from '../../../../core/access/large-refund.ts';
import type { RefundId } from '../../../../core/ids.ts';
import { money } from '../../../../core/money/money.ts';
import { DAY } from '../../../../core/time/instant.ts';
import { refundWithCode } from '../../../../core/use-cases/refund-with-code.ts';
import { buildResource, buildService, endOf, START, valueOf } from '../../../support/build-core.ts';
import { book, buildWorld, reload } from '../../../support/build-world.ts';
import { buildSettingsWorld, otherCode } from '../../../support/settings-world.ts';

/** A business that sells for 2,000.00 a time, and its mailbox. */
async function prepare() {
  const world = await buildWorld({
    services: [buildService({ price: money(200_000, 'SEK') })],
    resources: [buildResource()],
    codes: [],
  });
  const { ports: settings } = await buildSettingsWorld();
  const ports = { ...world.ports, settings: settings.settings, notifier: settings.notifier, secrets: settings.secrets };
  // References of these tests have six digits too.
  const readCode = (): string => /code is (\d{6})/.exec(settings.notifier.listMessages().at(-1)?.text ?? '')?.[1] ?? 'no code';
  let count = 0;
  const giveBack = (orderId: `ord_${string}`, amountMinor: number, confirmation: string | null = null, refundId?: RefundId) => {
    count += 1;
    return refundWithCode(ports, { orderId, amountMinor, confirmation, refundId: refundId ?? `ref_${count}` });
  };
  return { world, readCode, giveBack, mails: () => settings.notifier.listMessages() };
}

describe('a refund by somebody who is logged in at a website', () => {
  test.each([
    { amountMinor: SMALL_REFUND_MINOR, end: 'ok' },
    { amountMinor: SMALL_REFUND_MINOR + 1, end: 'confirmation_required' },
  ])('of $amountMinor: $end', async ({ amountMinor, end }) => {
    const { world, giveBack } = await prepare();
    const { order } = await book(world);
    expect(endOf(await giveBack(order.id, amountMinor))).toBe(end);
    expect((await reload(world, order)).refunds).toHaveLength(end === 'ok' ? 1 : 0);
  });

  test('small ones that add up to a large one within a day need a code too, over all orders; the next day they do not', async () => {
    const { world, giveBack } = await prepare();
    const [one, two] = [await book(world), await book(world, { startsAt: START + DAY })];
    for (let given = 0; given < SMALL_DAY_MINOR; given += SMALL_REFUND_MINOR) {
      expect(endOf(await giveBack(one.order.id, SMALL_REFUND_MINOR))).toBe('ok');
    }
    expect(endOf(await giveBack(two.order.id, 1))).toBe('confirmation_required');
    world.ports.clock.advance(DAY + 1);
    expect(endOf(await giveBack(two.order.id, 1))).toBe('ok');
  });

  test('many at once need a code as well, where one after the other would', async () => {
    const { world, giveBack, mails } = await prepare();
    const booked = [];
    for (let day = 0; day < 4; day += 1) booked.push((await book(world, { startsAt: START + day * DAY })).order);
    const ends = await Promise.all(booked.map(({ id }) => giveBack(id, SMALL_REFUND_MINOR)));
    // Of two that need one at once, one is mailed: the other has to wait for its turn.
    expect(ends.map(endOf).toSorted()).toEqual(['confirmation_required', 'ok', 'ok', 'rate_limited']);
    expect(await world.ports.bookings.sumGivenBack('SEK', 0)).toBe(SMALL_DAY_MINOR);
    expect(mails()).toHaveLength(1);
  });

  test('the mail tells the amount and the booking; its code lets this refund through, once, and no other', async () => {
    const { world, giveBack, readCode, mails } = await prepare();
    const { order } = await book(world);
    expect(endOf(await giveBack(order.id, 60_000))).toBe('confirmation_required');
    expect(mails().at(-1)?.text).toContain(`600.00 of the booking ${order.reference}`);
    const code = readCode();
    expect(endOf(await giveBack(order.id, 60_000, otherCode(code)))).toBe('confirmation_invalid');
    expect(endOf(await giveBack(order.id, 61_000, code))).toBe('confirmation_invalid');
    expect(endOf(await giveBack(order.id, 60_000, code))).toBe('ok');
    expect(endOf(await giveBack(order.id, 60_000, code))).toBe('confirmation_invalid');
    expect((await reload(world, order)).refunds.map(({ amountMinor }) => amountMinor)).toEqual([60_000]);
  });

  test('a repeat of one that was made changes nothing and needs no code', async () => {
    const { world, giveBack, readCode } = await prepare();
    const { order } = await book(world);
    await giveBack(order.id, 60_000);
    valueOf(await giveBack(order.id, 60_000, readCode(), 'ref_same'));
    expect(valueOf(await giveBack(order.id, 60_000, null, 'ref_same')).refunds).toHaveLength(1);
  });

  test('what cannot be given back is refused before anybody is mailed', async () => {
    const { world, giveBack, mails } = await prepare();
    const { order } = await book(world);
    expect(endOf(await giveBack(order.id, 200_001))).toBe('refund_too_large');
    expect(endOf(await giveBack('ord_none', 60_000))).toBe('not_found');
    expect(mails()).toEqual([]);
  });
});
