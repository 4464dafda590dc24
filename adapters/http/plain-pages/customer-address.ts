import { listCountries } from '../../../core/index.ts';
import type { Address, Catalog, PageWords, PostalPlace, Refusal, Service } from '../../../core/index.ts';
import { addressSchema } from '../schemas/places.ts';
import type { FieldProblem, Typed } from './typed.ts';

/** What an address or a form says of where the customer is; empty for what it does not say. */
export type PostalText = { readonly postcode: string; readonly country: string };

/** Reads where the customer is; undefined for a service that has its own place, and when nothing is said. */
export function readPostal({ atCustomer }: Service, { postcode, country }: PostalText): PostalPlace | undefined {
  if (!atCustomer || postcode.trim() === '') return undefined;
  return { postcode: postcode.trim().slice(0, 20), country: /^[A-Z]{2}$/.test(country) ? country : null };
}

const advise = ({ texts }: PageWords): Readonly<Record<string, string>> => ({
  line1: `${texts.line1Missing}.`,
  line2: texts.plain.shorten,
  postcode: `${texts.postcodeMissing}.`,
  city: `${texts.cityMissing}.`,
  country: texts.plain.chooseCountry,
});

/** Reads the whole address of a form; null for a service that has its own place, and when the form says too little. */
export function readAddress(
  catalog: Catalog,
  service: Service,
  typed: Typed,
  words: PageWords,
): { readonly value: Address | null; readonly problems: readonly FieldProblem[] } {
  if (!service.atCustomer) return { value: null, problems: [] };
  const [first = ''] = listCountries(catalog, service);
  const { line1 = '', line2 = '', postcode = '', city = '', country = '' } = typed;
  const parsed = addressSchema.safeParse({ line1, line2, postcode, city, country: country === '' ? first : country });
  if (parsed.success) return { value: parsed.data, problems: [] };
  const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  const advice = advise(words);
  const { checkField } = words.texts.plain;
  return { value: null, problems: [...fields].map((field) => ({ field, message: advice[field] ?? checkField })) };
}

/** The fields of an address as a form carries them. */
export const nameAddress = ({ line1, line2, postcode, city, country }: Address) => ({
  ...{ line1, postcode, city, country },
  line2: line2 ?? '',
});

/** Writes the name of a country. */
export const nameCountry = (country: string, { locale }: PageWords): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;

/** Says what is wrong with the place that times were asked for; null for a refusal of something else. */
export function findPlaceProblem({ code }: Pick<Refusal, 'code'>, postcode: string, { texts }: PageWords): FieldProblem | null {
  if (code === 'address_required') return { field: 'postcode', message: `${texts.postcodeMissing}.` };
  if (code !== 'outside_area') return null;
  return { field: 'postcode', message: texts.outsideArea(postcode) };
}
