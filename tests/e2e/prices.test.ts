import { describe, expect, test } from '@jest/globals';
import { money } from '../../core/index.ts';
import type { CatalogDocument, DiscountCode, Service } from '../../core/index.ts';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const [cut] = demoCatalog.services.filter(({ id }) => id === 'svc_cut');
if (cut === undefined) throw new Error('the demo cuts no hair');

/** A walk for families, with a deposit and tips. */
const walk: Service = {
  ...{ ...cut, id: 'svc_walk', name: 'City walk', description: 'Two hours through the old town.', price: money(30_000, 'SEK') },
  ...{ priceUnit: 'person', maximumPartySize: 6, needs: cut.needs.slice(1) },
  extras: [],
  personTypes: [
    { id: 'per_adult', name: 'Adult', minimum: 1 },
    { id: 'per_child', name: 'Child under 12', adjustment: { kind: 'percent', percent: -50 } },
  ],
  deposit: { amount: { kind: 'percent', percent: 20 }, balance: { due: 'before_start', minutes: 2_880 }, mayPayAll: true },
  tips: { percents: [5, 10, 15], mayChooseAmount: true },
};

const code = (text: string, percent: number): DiscountCode => ({
  ...{ code: text, combinable: true, maximumRedemptions: null, validFrom: null, validUntil: null, serviceIds: null },
  discount: { kind: 'percent', percent },
});

const catalog: CatalogDocument = {
  ...demoCatalog,
  services: [{ ...cut, needs: cut.needs.slice(1) }, walk],
  codes: [code('SPRING', 10), code('FRIEND', 5), { ...code('HAIR', 10), serviceIds: ['svc_cut'] }],
  tax: {
    prices: 'include_tax',
    rounding: 'line',
    classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] }],
  },
};

const on = useWidgetSite({ catalog });

describe('a price in the widget', () => {
  test('adds up for a family with a tip, codes and a deposit, each said in words, and is paid so', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_walk"'), { width: 760 });
    const { widget, page } = visitor;
    const total = (amount: RegExp) => widget.locator('.hf-total').getByText(amount).waitFor();
    await widget.getByRole('button', { name: 'More: Adult' }).click();
    await widget.getByRole('button', { name: 'More: Child under 12' }).click();
    expect(await widget.getByRole('button', { name: 'Fewer: Child under 12' }).getAttribute('aria-disabled')).toBeNull();
    await total(/750/);
    await visitor.look('26-kinds-of-people');
    await visitor.chooseTime();
    await widget.getByRole('radio', { name: 'No tip', checked: true }).waitFor();
    await widget.getByRole('radio', { name: '10%' }).click();
    await total(/825/);
    await widget.getByRole('button', { name: 'Have a code?' }).click();
    await widget.getByLabel('Code', { exact: true }).fill('hair');
    await widget.getByRole('button', { name: 'Apply' }).click();
    await widget.getByText('This code is for something else than what you are booking.').waitFor();
    for (const text of ['SPRING', 'FRIEND']) {
      await widget.getByLabel('Code', { exact: true }).fill(text);
      await widget.getByRole('button', { name: 'Apply' }).click();
      await widget.getByText(`Code ${text} is applied`).waitFor();
      await widget.getByRole('button', { name: 'Another code?' }).click();
    }
    // 750 less 10 % and 5 %, and a tip of 10 % of that.
    await total(/705\.38/);
    await visitor.look('26-price-choices');
    await widget.getByRole('button', { name: 'Remove code: FRIEND' }).click();
    await total(/742\.50/);
    await widget.getByRole('radio', { name: /^All of it/ }).click();
    await widget
      .locator('.hf-due')
      .getByText(/742\.50/)
      .waitFor();
    await widget.getByRole('radio', { name: /^Deposit of/ }).click();
    await widget.locator('.hf-due').getByText(/135/).waitFor();
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await widget.getByRole('button', { name: /^Pay .*135/ }).waitFor();
    await visitor.pay();
    await visitor.expectBooked();
    await page.close();
  });

  test.each([
    [320, 'dark'],
    [1200, 'light'],
  ] as const)('can be seen at %p px, %s', async (width, colorScheme) => {
    const address = `${on.site.url('service="svc_walk"')}&scheme=${colorScheme}`;
    const visitor = await openAsVisitor(on.launched.browser, address, { width, colorScheme });
    await visitor.widget.getByRole('button', { name: 'More: Adult' }).waitFor();
    await visitor.look(`26-kinds-of-people-${width}`);
    await visitor.chooseTime();
    await visitor.widget.getByRole('radio', { name: 'Other amount' }).click();
    await visitor.widget.getByLabel('Tip in SEK').fill('50');
    await visitor.widget.getByLabel('Tip in SEK').press('Enter');
    // Where there is little room the sum stands in the folded line above.
    await visitor.widget
      .locator('.hf-fold, .hf-total')
      .getByText(/350/)
      .and(visitor.widget.locator(':visible'))
      .first()
      .waitFor();
    await visitor.look(`26-price-choices-${width}`);
    await visitor.page.close();
  });

  test('follows a rule that the owner sets: it is another one on Thursdays, and that is booked', async () => {
    const rule = {
      ...{ id: 'pru_thursday', name: 'Quiet Thursdays', serviceIds: ['svc_cut'] },
      ...{ when: { weekdays: [4] }, adjustment: { kind: 'percent', percent: -20 } },
    };
    const saved = await on.harness.call('PUT', '/v1/admin/price-rules/pru_thursday', { body: rule });
    expect([200, 201]).toContain(saved.status);
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_cut"'));
    const { widget, page } = visitor;
    await widget
      .locator('.hf-total')
      .getByText(/from.*360/)
      .waitFor();
    await widget.getByRole('button', { name: 'Next month' }).click();
    await widget.locator('.hf-day-free[aria-label^="Thursday"]').first().click();
    await widget
      .getByRole('radiogroup', { name: /^Times on Thursday/ })
      .getByRole('radio')
      .first()
      .click();
    await widget.getByText('Quiet Thursdays').waitFor();
    await widget.locator('.hf-total').getByText(/360/).waitFor();
    await visitor.look('26-thursday');
    await visitor.fillDetails();
    await widget.getByRole('button', { name: /^Pay .*360/ }).waitFor();
    await page.close();
  });
});
