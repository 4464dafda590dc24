import { refuseParameter } from './api-fault.ts';

/** What decides which ways to pay a payment offers. */
export interface MethodTypeRules {
  readonly currency: string;
  readonly captureMethod: string;
  readonly allowRedirects: string;
  readonly allowed: readonly string[] | null;
  readonly excluded: readonly string[] | null;
}

/** Every payment method type that the API version knows; others are refused as typing errors. */
export const KNOWN_METHOD_TYPES: readonly string[] = (
  'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto card cashapp ' +
  'crypto customer_balance eps fpx giropay grabpay ideal kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay ' +
  'nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay ' +
  'sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip'
).split(' ');

/**
 * Computes the types that a payment offers. The sandbox's account has three methods switched on: `card`; `ideal`, which redirects;
 * and `sepa_debit`, which tells its outcome days later. The last two take euros only and cannot be captured later.
 *
 * @throws ApiFault 400 when a type is unknown or nothing is left to pay with.
 */
export function computeMethodTypes(rules: MethodTypeRules): string[] {
  checkKnown(rules.allowed, 'allowed_payment_method_types');
  checkKnown(rules.excluded, 'excluded_payment_method_types');
  const isBankable = rules.currency === 'eur' && rules.captureMethod !== 'manual';
  const banks = rules.allowRedirects === 'never' ? ['sepa_debit'] : ['ideal', 'sepa_debit'];
  const types = ['card', ...(isBankable ? banks : [])].filter(
    (type) => (rules.allowed?.includes(type) ?? true) && !(rules.excluded?.includes(type) ?? false),
  );
  if (types.length === 0) {
    const param = rules.allowed === null ? 'excluded_payment_method_types' : 'allowed_payment_method_types';
    throw refuseParameter('No valid payment method types for this Payment Intent.', param);
  }
  return types;
}

function checkKnown(types: readonly string[] | null, param: string): void {
  const unknown = types?.find((type) => !KNOWN_METHOD_TYPES.includes(type));
  if (unknown !== undefined) throw refuseParameter(`Invalid ${param}: ${unknown}`, param);
}
