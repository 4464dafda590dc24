import { describe, expect, test } from '@jest/globals';
import { checkParameters } from '../../../adapters/stripe-sandbox/check-parameters.ts';
import { parseForm } from '../../../adapters/stripe-sandbox/form-body.ts';
import { PARAMETER_TABLES } from '../../../adapters/stripe-sandbox/parameter-table.ts';
import type { ParameterTable } from '../../../adapters/stripe-sandbox/parameter-table.ts';
import { KNOWN_METHOD_TYPES } from '../../../adapters/stripe-sandbox/payment-method-types.ts';
import { listStripeParameters, validateStripeRequest } from '../../support/stripe-schema.ts';

const tables: readonly (readonly [string, ParameterTable])[] = Object.entries(PARAMETER_TABLES);

describe('parameter tables', () => {
  test.each(tables)('%s has the parameters of the specification, no more and no fewer', (name, table) => {
    const [method = '', path = ''] = name.split(' ');
    const ours = Object.entries(table).flatMap(([parameter, kind]) => (kind === 'removed' ? [] : [parameter]));
    expect(ours.sort()).toEqual([...listStripeParameters(method, path)].sort());
  });

  test('every known payment method type is one of Stripe', () => {
    const request = { amount: 100, currency: 'eur', allowed_payment_method_types: [...KNOWN_METHOD_TYPES] };
    expect(validateStripeRequest('POST', '/v1/payment_intents', request)).toEqual([]);
    expect(new Set(KNOWN_METHOD_TYPES).size).toBe(KNOWN_METHOD_TYPES.length);
  });
});

describe('checked parameters', () => {
  const check = (form: string) => checkParameters(parseForm(form), PARAMETER_TABLES['POST /v1/payment_intents'], ['amount']);

  test('numbers, booleans, lists and records come out typed', () => {
    const form =
      'amount=100&confirm=true&expand[]=latest_charge&metadata[a]=1&metadata[__proto__]=x&automatic_payment_methods[enabled]=true&description=';
    const checked = check(form);
    expect(checked).toMatchObject({
      amount: 100,
      confirm: true,
      expand: ['latest_charge'],
      automatic_payment_methods: { enabled: true },
      description: '',
    });
    expect(Object.entries(checked['metadata'] ?? {})).toEqual([
      ['a', '1'],
      ['__proto__', 'x'],
    ]);
  });

  test.each([
    ['amount=', 'parameter_invalid_empty'],
    ['amount=1e3', 'parameter_invalid_integer'],
    ['amount=100&toString=1', 'parameter_unknown'],
    ['amount=100&automatic_payment_methods[constructor]=1', 'parameter_unknown'],
    ['amount=100&hooks[inputs][tax][calculation]=x', 'sandbox_unsupported_parameter'],
    ['confirm=true', 'parameter_missing'],
  ])('%s: %s', (form, code) => {
    expect(() => check(form)).toThrow(expect.objectContaining({ status: 400, body: expect.objectContaining({ code }) }));
  });

  test.each([
    'amount=100&confirm=yes',
    'amount=100&metadata=x',
    'amount=100&capture_method=later',
    'amount[a]=1',
    'amount=1&expand=x',
  ])('%s is refused without a code', (form) => {
    expect(() => check(form)).toThrow(expect.objectContaining({ status: 400 }));
  });

  test('metadata is limited in keys and values', () => {
    expect(() => check(`amount=100&metadata[${'k'.repeat(41)}]=1`)).toThrow('40 characters');
    expect(() => check(`amount=100&metadata[k]=${'v'.repeat(501)}`)).toThrow('500 characters');
  });
});
