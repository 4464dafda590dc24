import { fieldsOf, textOf, textOrNull } from './fields.ts';
import type { Fields } from './fields.ts';

/** The business as its form shows it; what is not set is empty. `rest`: the answer it came in, for what is not edited here. */
export type Business = {
  readonly name: string;
  readonly timeZone: string;
  readonly locale: string;
  /** An ISO 4217 code; empty until the owner has chosen one. */
  readonly currency: string;
  readonly email: string;
  readonly phone: string;
  readonly rest: Fields;
};

/** Reads the business from an answer. */
export function readBusiness(answer: unknown): Business {
  const rest = fieldsOf(fieldsOf(answer)['business']);
  return {
    name: textOf(rest['name']),
    timeZone: textOf(rest['timeZone']),
    locale: textOf(rest['locale'], 'en'),
    currency: textOf(rest['currency']),
    email: textOf(rest['email']),
    phone: textOf(rest['phone']),
    rest,
  };
}

/** Writes the business for the service: empty fields are not set. */
export const writeBusiness = ({ rest, ...business }: Business): Fields => ({
  ...rest,
  name: business.name.trim(),
  timeZone: business.timeZone,
  locale: business.locale,
  currency: textOrNull(business.currency),
  email: textOrNull(business.email.trim()),
  phone: textOrNull(business.phone.trim()),
});
