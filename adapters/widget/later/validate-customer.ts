import type { FieldProblem } from '../problem.ts';
import type { CustomerField, FieldErrors } from '../state/customer-fields.ts';

type Values = Readonly<Record<CustomerField, string>>;

/** Whether a text can be an e-mail address: something, an at sign, a domain with a dot. The service decides for good. */
export const isEmailLike = (text: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim());

/** Checks the customer's fields: a name and an e-mail address are needed, a phone number is not. */
export function validateCustomer(values: Values): FieldErrors {
  const email = values.email.trim();
  return {
    ...(values.name.trim() === '' && { name: 'missing' }),
    ...(email === '' ? { email: 'missing' } : !isEmailLike(email) && { email: 'invalid' }),
    ...(values.phone.trim() !== '' && !/^[+\d][\d\s().\-/]{4,30}$/.test(values.phone.trim()) && { phone: 'invalid' }),
  };
}

/** Finds the fields that the service refused, by the ends of their paths (`customer.email`). */
export function mapFieldProblems(problems: readonly FieldProblem[]): FieldErrors {
  const names = problems.map((problem) => problem.path.split(/[./]/).at(-1));
  return {
    ...(names.includes('name') && { name: 'invalid' }),
    ...(names.includes('email') && { email: 'invalid' }),
    ...(names.includes('phone') && { phone: 'invalid' }),
    ...(names.includes('line1') && { line1: 'invalid' }),
    ...(names.includes('city') && { city: 'invalid' }),
  };
}
