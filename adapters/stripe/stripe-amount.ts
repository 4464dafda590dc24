import { computeCurrencyExponent, Fault } from '../../core/index.ts';

/**
 * Decimals that Stripe counts, where they differ from ISO 4217: ISK and UGX are sent with two zeros, MGA without its fifths.
 * @see https://docs.stripe.com/currencies#zero-decimal
 */
const stripeExponents: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Currencies with three decimals are charged in steps of ten. @see https://docs.stripe.com/currencies#three-decimal */
const STEP_OF_THREE_DECIMALS = 10;

/** Converts minor units as ISO 4217 counts them to the integer that Stripe wants. Throws the fault `invalid_amount` when Stripe cannot express it. */
export function convertToStripeAmount(amountMinor: number, currency: string): number {
  const difference = (stripeExponents[currency] ?? computeCurrencyExponent(currency)) - computeCurrencyExponent(currency);
  const amount = difference >= 0 ? amountMinor * 10 ** difference : amountMinor / 10 ** -difference;
  const isExpressible =
    Number.isSafeInteger(amount) && (computeCurrencyExponent(currency) !== 3 || amount % STEP_OF_THREE_DECIMALS === 0);
  if (!isExpressible)
    throw new Fault('invalid_amount', `${currency} cannot be charged in such small steps`, {
      retryable: false,
      provider: 'stripe',
    });
  return amount;
}

/** Maps an amount that Stripe names to ISO 4217 minor units. `currency` in capitals. */
export function mapStripeAmount(amount: number, currency: string): number {
  const difference = computeCurrencyExponent(currency) - (stripeExponents[currency] ?? computeCurrencyExponent(currency));
  return difference >= 0 ? amount * 10 ** difference : Math.round(amount / 10 ** -difference);
}
