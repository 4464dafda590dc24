// What the payment form knows about cards and accounts, without a page: grouping, brands, check digits, and words for what is wrong.

/** Keeps the digits of a card number, at most 19. */
export const readDigits = (text) => text.replace(/\D/g, '').slice(0, 19);

/** Names the brand by the first digits; null while it is unknown. */
export function detectBrand(digits) {
  if (/^4/.test(digits)) return { name: 'Visa', length: 16, cvcLength: 3 };
  if (/^(5[1-5]|2[2-7])/.test(digits)) return { name: 'Mastercard', length: 16, cvcLength: 3 };
  if (/^3[47]/.test(digits)) return { name: 'American Express', length: 15, cvcLength: 4 };
  return null;
}

/** Groups a card number as it is printed: 4-4-4-4, or 4-6-5. */
export function formatNumber(text) {
  const brand = detectBrand(readDigits(text));
  const digits = readDigits(text).slice(0, brand?.length ?? 19);
  const groups = brand?.length === 15 ? digits.match(/^(\d{1,4})(\d{1,6})?(\d{1,5})?/)?.slice(1) : digits.match(/\d{1,4}/g);
  return (groups ?? []).filter((group) => group !== undefined).join(' ');
}

/** Writes an expiry as `MM / YY`; a month that can have no second digit gets its zero. */
export function formatExpiry(text, isDeleting = false) {
  let digits = text.replace(/\D/g, '').slice(0, 4);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
  if (digits.length < 2 || (isDeleting && digits.length === 2)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/** Reads an expiry; null while it is incomplete. */
export function readExpiry(text) {
  const match = /^(\d{2}) \/ (\d{2})$/.exec(text);
  return match === null ? null : { month: Number(match[1]), year: 2000 + Number(match[2]) };
}

function isLuhnValid(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Says what is wrong with a card number, or null. */
export function checkNumber(text) {
  const digits = readDigits(text);
  if (digits.length < (detectBrand(digits)?.length ?? 13))
    return { code: 'incomplete_number', message: 'Your card number is incomplete.' };
  return isLuhnValid(digits) ? null : { code: 'invalid_number', message: 'Your card number is invalid.' };
}

/** Says what is wrong with an expiry, or null; `today` is `{ month, year }`. */
export function checkExpiry(text, today) {
  const expiry = readExpiry(text);
  if (expiry === null || expiry.month < 1 || expiry.month > 12) {
    return { code: 'incomplete_expiry', message: "Your card's expiration date is incomplete." };
  }
  const isPast = expiry.year < today.year || (expiry.year === today.year && expiry.month < today.month);
  if (isPast) return { code: 'invalid_expiry_year_past', message: "Your card's expiration date is in the past." };
  return expiry.year > today.year + 50
    ? { code: 'invalid_expiry_year', message: "Your card's expiration year is invalid." }
    : null;
}

/** Says what is wrong with a security code, or null. */
export function checkCvc(text, number) {
  const length = detectBrand(readDigits(number))?.cvcLength ?? 3;
  return text.length < length ? { code: 'incomplete_cvc', message: "Your card's security code is incomplete." } : null;
}

/** Groups an IBAN as it is printed, in fours. */
export const formatIban = (text) =>
  (
    text
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .slice(0, 34)
      .match(/.{1,4}/g) ?? []
  ).join(' ');

/** Says what is wrong with an IBAN, or null. */
export function checkIban(text) {
  const iban = text.toUpperCase().replace(/\s/g, '');
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return { code: 'incomplete_iban', message: 'Your IBAN is incomplete.' };
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => String(Number.parseInt(sign, 36))).join('');
  return BigInt(digits) % 97n === 1n ? null : { code: 'invalid_iban', message: 'Your IBAN is invalid.' };
}

/** Says what is wrong with the name of an account's holder, or null. */
export const checkHolder = (text) =>
  text.trim() === '' ? { code: 'incomplete_name', message: 'Your name is incomplete.' } : null;

/** Says what is wrong with an address for mail, or null. */
export const checkEmail = (text) =>
  /^[^\s@]+@[^\s@]+$/.test(text.trim()) ? null : { code: 'incomplete_email', message: 'Your email is incomplete.' };
