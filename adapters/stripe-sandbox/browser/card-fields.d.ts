/** What is wrong with a field: a code of Stripe and words for the buyer. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
}

export function readDigits(text: string): string;
export function detectBrand(
  digits: string,
): { readonly name: string; readonly length: number; readonly cvcLength: number } | null;
export function formatNumber(text: string): string;
export function formatExpiry(text: string, isDeleting?: boolean): string;
export function readExpiry(text: string): { readonly month: number; readonly year: number } | null;
export function checkNumber(text: string): FieldError | null;
export function checkExpiry(text: string, today: { readonly month: number; readonly year: number }): FieldError | null;
export function checkCvc(text: string, number: string): FieldError | null;
export function formatIban(text: string): string;
export function checkIban(text: string): FieldError | null;
export function checkHolder(text: string): FieldError | null;
export function checkEmail(text: string): FieldError | null;
