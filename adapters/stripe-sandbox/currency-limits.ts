import { refuseParameter } from './api-fault.ts';

/**
 * Smallest charge by currency, in Stripe's minor units. Other currencies are held to the minimum of the settlement currency
 * after conversion, which the sandbox does not know: there one minor unit is the limit.
 *
 * @see https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
export const MINIMUM_CHARGE: Readonly<Record<string, number>> = {
  ...{ usd: 50, aed: 200, aud: 50, bgn: 100, brl: 50, cad: 50, chf: 50, czk: 1_500, dkk: 250, eur: 50, gbp: 30, hkd: 400 },
  ...{
    huf: 17_500,
    inr: 50,
    jpy: 50,
    mxn: 1_000,
    myr: 200,
    nok: 300,
    nzd: 50,
    pln: 200,
    ron: 200,
    sek: 300,
    sgd: 50,
    thb: 1_000,
  },
};

const CURRENCIES = new Set(
  (
    'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve ' +
    'czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf ' +
    'krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk ' +
    'php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu ' +
    'uzs vnd vuv wst xaf xcd xof xpf yer zar zmw'
  ).split(' '),
);

const LARGEST_AMOUNT = 99_999_999;

/**
 * Checks a currency code and answers it in lower case, as Stripe stores it.
 *
 * @throws ApiFault 400 for a code that Stripe does not take.
 */
export function checkCurrency(currency: string): string {
  const code = currency.toLowerCase();
  if (!CURRENCIES.has(code)) throw refuseParameter(`Invalid currency: ${code}.`, 'currency');
  return code;
}

/**
 * Checks an amount in Stripe's minor units against the limits of its currency.
 *
 * @throws ApiFault 400 `parameter_invalid_integer`, `amount_too_small` or `amount_too_large`.
 */
export function checkAmount(amount: number, currency: string, param = 'amount'): number {
  if (amount < 1) {
    throw refuseParameter('This value must be greater than or equal to 1.', param, 'parameter_invalid_integer');
  }
  const minimum = MINIMUM_CHARGE[currency] ?? 1;
  if (amount < minimum) {
    const message = `Amount must be at least ${minimum} in the smallest unit of ${currency}`;
    throw refuseParameter(message, param, 'amount_too_small');
  }
  if (amount > LARGEST_AMOUNT) {
    throw refuseParameter(`Amount must be no more than ${LARGEST_AMOUNT}`, param, 'amount_too_large');
  }
  return amount;
}
