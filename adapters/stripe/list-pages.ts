import type Stripe from 'stripe';
import { callStripe } from './call-stripe.ts';
import { requireObject } from './read-answer.ts';
import type { ObjectKind } from './read-answer.ts';

const PAGE = 100;

/** Where the next page begins, and how long it is. */
export type PageStart = { readonly limit: number; readonly starting_after?: string };

/** Reads all pages of a list, the newest first, and checks that each object is of the kind that was asked for. */
export async function listPages<Item extends { readonly id: string }>(
  kind: ObjectKind,
  fetchPage: (start: PageStart) => Promise<Stripe.ApiList<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let last: Item | undefined; ; last = items.at(-1)) {
    const start = { limit: PAGE, ...(last === undefined ? {} : { starting_after: last.id }) };
    const page = requireObject(await callStripe(() => fetchPage(start)), 'list');
    items.push(...page.data.map((item) => requireObject(item, kind)));
    if (!page.has_more || page.data.length === 0) return items;
  }
}
