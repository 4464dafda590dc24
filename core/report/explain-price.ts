import type { PriceObstacle, PriceReason } from '../pricing/price-reason.ts';
import { describePriceReason } from './describe-price-reason.ts';
import type { PriceWords } from './describe-price-reason.ts';

/** What became of something that is set up about prices, in words for the owner. */
export type PriceFinding = {
  readonly kind: PriceReason['kind'];
  /** The id of a rule or promotion, the text of a code. */
  readonly id: string;
  readonly name: string;
  /** Which item of the order it is about, counted from 0; null for the whole. */
  readonly item: number | null;
  readonly hasCounted: boolean;
  /** What kept it from counting; null when it counted. */
  readonly obstacle: PriceObstacle | CodeObstacle | null;
  /** In English. */
  readonly message: string;
};

/** What keeps a code from being priced with at all. */
export type CodeObstacle = 'unknown' | 'used_up' | 'too_many';

const codeWords: Readonly<Record<CodeObstacle, string>> = {
  unknown: 'There is no such code.',
  used_up: 'All its uses are taken. Raise its limit to let it count again.',
  too_many: 'One order takes no more codes.',
};

/** Says that a code is not priced with at all. */
export const refuseTyped = (code: string, obstacle: CodeObstacle): PriceFinding => ({
  ...{ kind: 'code', id: code, name: code, item: null, hasCounted: false, obstacle, message: codeWords[obstacle] },
});

/** Says in words what each reason of a price is; of a stay the nights of one rule are told together. */
export function explainPriceReasons(reasons: readonly PriceReason[], words: PriceWords): readonly PriceFinding[] {
  const groups = new Map<string, PriceReason[]>();
  for (const reason of reasons) {
    const key = JSON.stringify([reason.kind, nameSource(reason.source).id, reason.item]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [reason]);
    else known.push(reason);
  }
  return [...groups.values()].flatMap((group) => explainGroup(group, words));
}

function explainGroup(group: readonly PriceReason[], words: PriceWords): readonly PriceFinding[] {
  const counted = group.filter(({ obstacle }) => obstacle === null);
  const told = counted.find(({ changeMinor }) => changeMinor !== 0) ?? counted[0] ?? group[0];
  if (told === undefined) return [];
  const { kind, source, item, obstacle } = told;
  const nights = counted.length > 0 && group.length > 1 ? `For ${counted.length} of ${group.length} nights: ` : '';
  const message = `${nights}${describePriceReason(told, words)}`;
  return [{ kind, ...nameSource(source), item, hasCounted: obstacle === null, obstacle, message }];
}

/** What something that is set up about prices is named by. */
const nameSource = (source: PriceReason['source']): Pick<PriceFinding, 'id' | 'name'> =>
  'code' in source ? { id: source.code, name: source.code } : { id: source.id, name: source.name };
