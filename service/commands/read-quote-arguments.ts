import { parseArgs } from 'node:util';
import { findService, isId, parseInstant } from '../../core/index.ts';
import type { Catalog, PriceQuestion, QuoteItem, ServiceId } from '../../core/index.ts';
import { parseAmount } from './parse-amount.ts';
import { readNumber } from './read-number.ts';
import { UsageError } from './usage-error.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Options of the service that they follow, and those of the whole order. */
const options = {
  ...{ 'party-size': text, person: text, minutes: text, days: text, 'drop-in': flag, extra: text, resource: text, tip: text },
  ...{ postcode: text, country: text, code: text, 'pay-all': flag, at: text, 'first-visit': text, explain: flag },
} as const;

/** What stands behind a service at the terminal. */
type TypedItem = { readonly serviceId: ServiceId; readonly start: string | undefined; readonly said: Said };

/** Options in the order in which they were typed; a flag says nothing. */
type Said = readonly (readonly [name: string, value: string])[];

/** What was typed behind `holdfast quote`. */
export type QuoteArguments = {
  readonly tenant: string | undefined;
  readonly items: readonly TypedItem[];
  readonly said: Said;
};

const ofOrder = new Set<string>(['code', 'pay-all', 'at', 'first-visit', 'explain']);

/** Reads what was typed: a tenant, then services, each with its start and its options behind it. Throws `UsageError`. */
export function readQuoteArguments(args: readonly string[]): QuoteArguments {
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, options, tokens: true });
  let tenant: string | undefined;
  const items: TypedItem[] = [];
  const said: (readonly [string, string])[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const last = items.at(-1);
    if (token.kind === 'positional') {
      if (tenant === undefined) tenant = token.value;
      else if (isId('svc', token.value)) items.push({ serviceId: token.value, start: undefined, said: [] });
      else if (last === undefined) throw new UsageError('Give the id of a service, such as svc_cut.');
      else items[items.length - 1] = { ...last, start: token.value };
    } else if (ofOrder.has(token.name)) said.push([token.name, token.value ?? '']);
    else if (last === undefined) throw new UsageError(`--${token.name} stands behind the service that it is about.`);
    else items[items.length - 1] = { ...last, said: [...last.said, [token.name, token.value ?? '']] };
  }
  if (items.length === 0) throw new UsageError('Give the id of a service, such as svc_cut.');
  return { tenant, items, said };
}

const find = (said: Said, name: string): string | undefined => said.findLast(([known]) => known === name)?.[1];

const list = (said: Said, name: string): readonly string[] => said.flatMap(([known, value]) => (known === name ? value : []));

/** Reads the question; amounts are in the currency of each service. Throws `UsageError`. */
export function readPriceQuestion({ items, said }: QuoteArguments, catalog: Catalog): PriceQuestion {
  const [at, firstVisit] = [find(said, 'at'), find(said, 'first-visit')];
  if (firstVisit !== undefined && firstVisit !== 'yes' && firstVisit !== 'no')
    throw new UsageError('--first-visit takes yes or no.');
  return {
    items: items.map((item) => readItem(item, catalog)),
    codes: list(said, 'code'),
    isAllPaid: find(said, 'pay-all') !== undefined,
    at: at === undefined ? undefined : readInstant(at),
    customer: firstVisit === undefined ? undefined : { isFirstVisit: firstVisit === 'yes' },
  };
}

function readItem({ serviceId, start, said }: TypedItem, catalog: Catalog): QuoteItem {
  const resourceId = find(said, 'resource');
  if (resourceId !== undefined && !isId('res', resourceId)) throw new UsageError('Give the id of a resource, such as res_anna.');
  const people = list(said, 'person').map((typed) => {
    const { id: personTypeId, quantity } = readCounted('per', typed, '--person', 'per_child=2');
    return { personTypeId, quantity };
  });
  const extras = list(said, 'extra').map((typed) => {
    const { id: extraId, quantity } = readCounted('ext', typed, '--extra', 'ext_care=2');
    return { extraId, quantity };
  });
  const count = people.reduce((sum, { quantity }) => sum + quantity, 0);
  const postcode = find(said, 'postcode');
  const currency = findService(catalog, serviceId)?.price.currency ?? catalog.business.currency ?? 'EUR';
  return {
    ...{ serviceId, extras, resourceId, startsAt: start === undefined ? undefined : readInstant(start) },
    partySize: readNumber(find(said, 'party-size'), 'party-size') ?? (count === 0 ? 1 : count),
    people: people.length === 0 ? undefined : people,
    durationMinutes: readNumber(find(said, 'minutes'), 'minutes'),
    days: readNumber(find(said, 'days'), 'days'),
    enrolment: find(said, 'drop-in') === undefined ? undefined : 'drop_in',
    address: postcode === undefined ? undefined : { postcode, country: find(said, 'country') },
    tip: readTip(find(said, 'tip'), currency),
  };
}

function readInstant(typed: string): number {
  const at = parseInstant(typed);
  if (at === null) throw new UsageError(`"${typed}" is no instant such as 2027-01-14T09:00+01:00.`);
  return at;
}

/** Reads `ext_care=2`; without a number one is meant. */
function readCounted<Prefix extends 'ext' | 'per'>(prefix: Prefix, typed: string, option: string, example: string) {
  const [id = '', quantity = '1', ...rest] = typed.split('=');
  if (!isId(prefix, id) || !/^\d{1,4}$/.test(quantity) || rest.length > 0)
    throw new UsageError(`${option} takes an id and a number, such as ${example}.`);
  return { id, quantity: Number(quantity) };
}

function readTip(typed: string | undefined, currency: string): QuoteItem['tip'] {
  if (typed === undefined) return undefined;
  const [, percent] = /^(\d{1,3})%$/.exec(typed) ?? [];
  return percent === undefined ? { amountMinor: parseAmount(typed, currency) } : { percent: Number(percent) };
}
