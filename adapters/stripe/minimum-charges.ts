/**
 * The least that Stripe takes in a currency, in minor units as ISO 4217 counts them. Where the account is settled in another currency the least is that of the settlement currency after conversion, which nobody knows
 * beforehand: Stripe then answers `amount_too_small` itself.
 *
 * @see https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
const minimumCharges: Readonly<Record<string, number>> = {
  ...{ USD: 50, AED: 200, AUD: 50, BGN: 100, BRL: 50, CAD: 50, CHF: 50, CZK: 1_500, DKK: 250, EUR: 50, GBP: 30, HKD: 400 },
  ...{
    HUF: 17_500,
    INR: 50,
    JPY: 50,
    MXN: 1_000,
    MYR: 200,
    NOK: 300,
    NZD: 50,
    PLN: 200,
    RON: 200,
    SEK: 300,
    SGD: 50,
    THB: 1_000,
  },
};

/** Finds the least that Stripe takes in a currency, in ISO 4217 minor units; 1 where that is not known. */
export const findMinimumCharge = (currency: string): number => minimumCharges[currency] ?? 1;
