import { describe, expect, test } from '@jest/globals';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const on = useWidgetSite();

describe('a service with steps', () => {
  test('is listed with them, and each is told with its time once it is booked', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_colour_cut"'));
    const { widget, page } = visitor;
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    const steps = demoCatalog.services.find(({ id }) => id === 'svc_colour_cut')?.steps ?? [];
    expect(steps.length).toBeGreaterThan(1);
    for (const { name } of steps) await widget.getByRole('listitem').filter({ hasText: name }).first().waitFor();
    await visitor.look('26-steps');
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    for (const { name } of steps)
      await widget
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`${name}.*\\d\\d:\\d\\d–\\d\\d:\\d\\d`) })
        .first()
        .waitFor();
    await visitor.look('26-steps-booked');
    await page.close();
  });
});

describe('a service at the customer’s address', () => {
  test('asks where to come before it shows times, says where it does not come, and books with the address and its price', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_home"'));
    const { widget, page } = visitor;
    const postcode = widget.getByLabel('Postcode');
    await postcode.fill('222 22');
    await widget.getByRole('button', { name: 'Show times' }).click();
    await widget.getByText('We do not come to 222 22.').waitFor();
    await visitor.look('27-outside');
    await postcode.fill('113 20');
    await widget.getByRole('button', { name: 'Show times' }).click();
    await visitor.chooseTime();
    await visitor.fillDetails();
    await widget.getByText('Enter the street and number where we should come').first().waitFor();
    await widget.getByLabel('Street and number').fill('Odengatan 4');
    await widget.getByLabel('Town').fill('Stockholm');
    await visitor.look('27-address');
    await widget.getByRole('button', { name: 'Continue to payment' }).click();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await widget.getByRole('button', { name: /^Pay .*750/ }).waitFor();
    await visitor.pay();
    await visitor.expectBooked();
    await widget.getByText('Odengatan 4').first().waitFor();
    await visitor.look('27-address-booked');
    await page.close();
  });
});
