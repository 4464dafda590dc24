import { describe, expect, test } from '@jest/globals';
import { createNeed } from '../../../wordpress-plugin/src/model/needs.ts';
import { listServiceCurrencies, readServiceForm, writeServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import type { ServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import { answer, catalog, recordOf } from './catalog-fixture.ts';

const cut = recordOf(catalog, 'svc_cut');
const lesson = recordOf(catalog, 'svc_class');
const form = readServiceForm(catalog, cut, 'sv-SE', 'Staff');
const write = (changed: Partial<ServiceForm>, service = cut) =>
  writeServiceForm(catalog, service, { ...readServiceForm(catalog, service, 'sv-SE', 'Staff'), ...changed });
const mistakesOf = (changed: Partial<ServiceForm>): readonly string[] => {
  const written = write(changed);
  return written.ok ? [] : written.mistakes.map(({ field, kind }) => `${field}: ${kind}`);
};

const choice = (minutes: string, price: string) => ({ minutes, price, kept: {} });
const use = (from: string, until: string) => ({ scheduleId: 'sch_summer', from, until, kept: {} });

describe('the form of a service', () => {
  test('shows the service as a person reads it', () => {
    expect(form).toMatchObject({ name: 'Haircut', durationMinutes: '45', price: '495,50' });
    expect(form.needs).toMatchObject([
      { name: 'Chair', of: 'equipment', anyOf: ['res_one', 'res_two'] },
      { name: 'Stylist', of: 'staff', anyOf: ['res_ada', 'res_bo'], visitorMayChoose: true },
    ]);
    expect(form.minimumNotice).toEqual({ amount: '2', unit: 'hours' });
  });

  test.each([
    ['appointment', cut, answer.services[0]],
    ['class', lesson, answer.services[1]],
  ])('that is saved without a change gives the same %s, with all that it does not show', (_kind, service, expected) => {
    expect(write({}, service)).toEqual({ ok: true, record: expected });
  });

  test.each([
    ['paid at the place', { payment: 'on_site' }, { payment: 'on_site', delayedPaymentDays: null }],
    ['online at once', { acceptsDelayed: false }, { payment: 'online', delayedPaymentDays: null }],
    ['online, also by methods that take days', { delayedPaymentDays: ' 30 ' }, { payment: 'online', delayedPaymentDays: 30 }],
    [
      'at the place, whatever was typed for online',
      { payment: 'on_site', delayedPaymentDays: 'x' },
      { delayedPaymentDays: null },
    ],
  ] as const)('is %s', (_name, changed, expected) => {
    const written = write(changed);
    expect(written.ok && written.record).toMatchObject(expected);
  });

  test('writes what was typed, and money as whole minor units', () => {
    const written = write({ name: '  Cut ', price: '1 234,5', durationMinutes: ' 50 ', place: ' ' });
    expect(written.ok && written.record).toMatchObject({
      name: 'Cut',
      price: { amountMinor: 123_450, currency: 'SEK' },
      durationMinutes: 50,
      place: null,
      extras: answer.services[0]?.extras,
      holdMinutes: 7,
      addedLater: { kept: true },
    });
  });

  test.each([
    [{ name: ' ' }, ['name: empty']],
    [{ durationMinutes: '' }, ['durationMinutes: number']],
    [{ durationMinutes: '0' }, ['durationMinutes: number']],
    [{ price: '' }, ['price: price']],
    [{ price: 'a lot' }, ['price: price']],
    [{ price: '4,5051' }, ['price: decimals']],
    [{ otherDurations: [choice('', '10')] }, ['otherDurations.0.durationMinutes: number']],
    [{ otherDurations: [choice('45', '10')] }, ['otherDurations.0.durationMinutes: doubled']],
    [
      { otherDurations: [choice('60', ''), choice('60', '1,2345')] },
      ['otherDurations.0.price: price', 'otherDurations.1.durationMinutes: doubled', 'otherDurations.1.price: decimals'],
    ],
    [{ uses: [use('2027-02-01', '2027-01-31')] }, ['schedules.0: backwards']],
    [{ stepMinutes: '1441' }, ['stepMinutes: number']],
    [{ bufferBeforeMinutes: '-1' }, ['bufferBeforeMinutes: number']],
    [{ bufferAfterMinutes: 'x' }, ['bufferAfterMinutes: number']],
    [{ delayedPaymentDays: '31' }, ['delayedPaymentDays: number']],
    [{ horizonDays: '731' }, ['horizonDays: number']],
    [{ minimumNotice: { amount: '', unit: 'hours' as const } }, ['minimumNoticeMinutes: number']],
    [
      { cancellation: { ...form.cancellation, noShow: { kind: 'share' as const, value: '' } } },
      ['cancellationPolicy.noShow: percent'],
    ],
    [{ prices: { ...form.prices, maximumPartySize: '0' } }, ['maximumPartySize: number']],
    [{ name: '', durationMinutes: '', price: '' }, ['name: empty', 'durationMinutes: number', 'price: price']],
  ])('%j is refused at its field', (changed, expected) => {
    expect(mistakesOf(changed)).toEqual(expected);
  });

  test('a class needs sessions and seats, an appointment neither', () => {
    const mistakes = (changed: Partial<ServiceForm>) => {
      const written = write(changed, lesson);
      return written.ok ? [] : written.mistakes.map(({ field, kind }) => `${field}: ${kind}`);
    };
    expect(mistakes({ sessions: [], capacity: '0' })).toEqual(['sessions: sessions', 'capacity: number']);
    const written = write({ capacity: ' 20 ' }, lesson);
    expect(written.ok && written.record).toMatchObject({ capacity: 20, priceUnit: 'person' });
  });

  test('what is made as a class is one, and priced by person', () => {
    const sessions = answer.services[1]?.sessions ?? [];
    const written = write({ kind: 'class', sessions, capacity: '8', otherDurations: [], uses: [] }, { ...cut, extras: [] });
    expect(written.ok && written.record).toMatchObject({ kind: 'class', sessions, capacity: 8, priceUnit: 'person' });
  });

  test('limits are numbers or nothing', () => {
    const limited = { ...cut, limits: { perDay: 3, addedLater: 1 } };
    const read = readServiceForm(catalog, limited, 'sv-SE', 'Staff');
    expect(read.limits).toEqual({ perDay: '3', perWeek: '' });
    expect(mistakesOf({ limits: { perDay: '0', perWeek: 'x' } })).toEqual(['limits.perDay: limit', 'limits.perWeek: limit']);
    const written = write({ limits: { perDay: ' ', perWeek: ' 12 ' } }, limited);
    expect(written.ok && written.record['limits']).toEqual({ addedLater: 1, perWeek: 12 });
    const first = write({ limits: { perDay: '4', perWeek: '' } });
    expect(first.ok && first.record['limits']).toEqual({ perDay: 4 });
  });

  test('an appointment that needs nothing is refused, a class needs nobody', () => {
    const alone = { ...cut, needs: [] };
    const written = writeServiceForm(catalog, alone, { ...form, needs: [createNeed('Staff', 'staff')] });
    expect(!written.ok && written.mistakes).toEqual([{ field: 'needs.0.anyOf', kind: 'nobody' }]);
    const taught = write({ needs: [createNeed('Staff', 'staff')] }, lesson);
    expect(taught.ok && taught.record['needs']).toEqual([]);
  });
});

describe('further durations', () => {
  test('are shown with their prices, and what was typed is written beside what came', () => {
    expect(form.otherDurations).toMatchObject([{ minutes: '90', price: '800' }]);
    const [first = choice('', '')] = form.otherDurations;
    const written = write({ otherDurations: [{ ...first, price: '850' }, choice(' 30 ', '299,90')] });
    expect(written.ok && written.record['otherDurations']).toEqual([
      { durationMinutes: 90, price: { amountMinor: 85_000, currency: 'SEK', kept: 1 }, addedLater: 2 },
      { durationMinutes: 30, price: { amountMinor: 29_990, currency: 'SEK' } },
    ]);
  });

  test('follow the service into another currency, and can be taken away', () => {
    const plain = { ...cut, extras: [] };
    const dear = write({ currency: 'JPY', price: '3000', otherDurations: [choice('90', '5000')] }, plain);
    expect(dear.ok && dear.record['otherDurations']).toEqual([
      { durationMinutes: 90, price: { amountMinor: 5_000, currency: 'JPY' } },
    ]);
    const none = write({ otherDurations: [], uses: [] });
    expect(none.ok && none.record).toMatchObject({ otherDurations: [], schedules: [] });
  });

  test('a service from before there were any gets no empty lists', () => {
    const { otherDurations: _, schedules: __, ...old } = cut;
    expect(write({}, old)).toEqual({ ok: true, record: old });
  });
});

describe('the currency of a service', () => {
  const plain = { ...cut, extras: [] };

  test('stays when nobody chooses another, and is changed together with the price', () => {
    expect(form.currency).toBe('SEK');
    const written = write({ currency: 'JPY', price: '3 000' }, plain);
    expect(written.ok && written.record['price']).toEqual({ amountMinor: 3_000, currency: 'JPY' });
  });

  test('is its own or that of the business', () => {
    expect(listServiceCurrencies(plain, 'EUR')).toEqual(['SEK', 'EUR']);
    expect(listServiceCurrencies(plain, 'SEK')).toEqual(['SEK']);
    expect(listServiceCurrencies(plain, '')).toEqual(['SEK']);
    expect(listServiceCurrencies({ price: {} }, 'EUR')).toEqual(['EUR']);
  });

  test('counts for its extras, too', () => {
    expect(listServiceCurrencies(cut, 'EUR')).toEqual(['SEK', 'EUR']);
    const written = write({ currency: 'EUR' });
    expect(written.ok && written.record['extras']).toMatchObject([
      { id: 'ext_mask', price: { amountMinor: 10_000, currency: 'EUR' } },
    ]);
  });
});
