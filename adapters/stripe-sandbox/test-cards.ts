import type { MethodBehaviour } from './sandbox-state.ts';

/** A card that the sandbox knows. */
export interface TestCard {
  readonly number: string;
  readonly brand: 'visa' | 'mastercard';
  readonly behaviour: MethodBehaviour;
  /** The magic payment method that stands for it, when there is one. */
  readonly magicId: string | null;
}

const succeeds: MethodBehaviour = { kind: 'succeeds' };
const authenticates: MethodBehaviour = { kind: 'authenticates' };
const declines = (code: string, declineCode: string | null, message: string): MethodBehaviour => ({
  kind: 'declines',
  code,
  declineCode,
  message,
});

const DECLINED = declines('card_declined', 'generic_decline', 'Your card was declined.');
const NO_FUNDS = declines('card_declined', 'insufficient_funds', 'Your card has insufficient funds.');

/** Stripe's own test cards, as far as the sandbox plays them. @see https://docs.stripe.com/testing */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', behaviour: succeeds, magicId: 'pm_card_visa' },
  { number: '5555555555554444', brand: 'mastercard', behaviour: succeeds, magicId: 'pm_card_mastercard' },
  { number: '4000000000000002', brand: 'visa', behaviour: DECLINED, magicId: 'pm_card_chargeDeclined' },
  { number: '4000000000009995', brand: 'visa', behaviour: NO_FUNDS, magicId: 'pm_card_chargeDeclinedInsufficientFunds' },
  {
    number: '4000000000000069',
    brand: 'visa',
    behaviour: declines('expired_card', 'expired_card', 'Your card has expired.'),
    magicId: 'pm_card_chargeDeclinedExpiredCard',
  },
  {
    number: '4000000000000127',
    brand: 'visa',
    behaviour: declines('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
    magicId: 'pm_card_chargeDeclinedIncorrectCvc',
  },
  { number: '4000000000000259', brand: 'visa', behaviour: { kind: 'disputes' }, magicId: 'pm_card_createDispute' },
  { number: '4000002500003155', brand: 'visa', behaviour: authenticates, magicId: 'pm_card_authenticationRequired' },
  { number: '4000002760003184', brand: 'visa', behaviour: authenticates, magicId: 'pm_card_authenticationRequiredOnSetup' },
];

/** Says whether a card number passes the check digit of ISO/IEC 7812-1. */
export function isLuhnValid(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}

/** Says whether an IBAN has its shape and passes the check digits of ISO 13616. */
export function isIbanValid(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => String(Number.parseInt(sign, 36))).join('');
  return BigInt(digits) % 97n === 1n;
}
