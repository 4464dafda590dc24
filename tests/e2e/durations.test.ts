import { describe, expect, test } from '@jest/globals';
import type { Json } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const on = useWidgetSite();

describe('a visitor who wants a massage', () => {
  test('chooses its length by keyboard, sees the price of it, and has it booked and paid that long', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url());
    const { widget, page } = visitor;
    await widget.getByRole('button', { name: /^Massage.*from/s }).click();
    await visitor.chooseAnyone();
    const lengths = widget.getByRole('radiogroup', { name: 'How long?' });
    await lengths.getByRole('radio', { name: /90 min|1 h.*30 min/ }).waitFor();
    expect(await lengths.getByRole('radio').allInnerTexts()).toHaveLength(3);
    expect(await lengths.locator('[aria-checked="true"]').getAttribute('data-minutes')).toBe('30');
    const times = widget.getByRole('radiogroup', { name: /^Times on/ });
    await times.getByRole('radio').first().waitFor();
    await lengths.locator('[tabindex="0"]').focus();
    // Arrows only move; Enter chooses.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await lengths.locator('[aria-checked="true"]').getAttribute('data-minutes')).toBe('30');
    await page.keyboard.press('Enter');
    await lengths.locator('[aria-checked="true"][data-minutes="90"]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-minutes'))).toBe('90');
    await widget.locator('.hf-total').getByText(/1,090/).waitFor();
    await times.getByRole('radio').first().waitFor();
    await visitor.look('22-durations');
    await widget.getByRole('button', { name: 'Next month' }).click();
    const time = times.getByRole('radio').first();
    await time.waitFor();
    const startsAt = (await time.getAttribute('data-starts-at')) ?? '';
    await time.click();
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await widget.getByRole('button', { name: /^Pay .*1,090/ }).waitFor();
    await visitor.pay();
    await visitor.expectBooked();
    const range = `from=${startsAt}&to=${new Date(Date.parse(startsAt) + 1).toISOString()}`;
    const { bookings } = (await on.harness.call('GET', `/v1/admin/bookings?${range}`)).body;
    const [{ booking, order }]: readonly [Json] = bookings;
    expect([Date.parse(booking.endsAt) - Date.parse(booking.startsAt), order.paid.amountMinor]).toEqual([90 * 60_000, 109_000]);
    await page.close();
  });
});
