import { findRecord, idOf, listChoices, listNeeds } from './catalog-document.ts';
import type { CatalogDocument } from './catalog-document.ts';
import { parseWhole } from './duration.ts';
import { fieldsOf, isFields, listOf, mergeFields, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { FormMistake } from './form-mistake.ts';

/** What a resource is. */
export type ResourceKind = 'staff' | 'room' | 'desk' | 'equipment';

export const resourceKinds: readonly ResourceKind[] = ['staff', 'room', 'desk', 'equipment'];

/** Parses what a resource is; equipment when nobody said. */
export const parseResourceKind = (value: unknown): ResourceKind => resourceKinds.find((kind) => kind === value) ?? 'equipment';

/** Who or what a service needs, as its form shows it: some of a list, all the time or in some of its steps. */
export type TypedNeed = {
  readonly name: string;
  /** Of which kind it lists what can be chosen. */
  readonly of: ResourceKind;
  readonly anyOf: readonly string[];
  readonly visitorMayChoose: boolean;
  /** How many of them at once. */
  readonly quantity: string;
  /** All of them together, whatever stands as quantity. */
  readonly takesAll: boolean;
  /** Who is taken of several that are free, in the service's word; empty for what the service does by itself. */
  readonly choose: string;
  /** The same, where whom the customer had the last time is taken and cannot be. */
  readonly otherwise: string;
  /** How many turns each has in comparison with the others, by id, where they take turns; one for whoever is not there. */
  readonly weights: Readonly<Record<string, string>>;
  /** In which steps, by their position; null for all the time. */
  readonly steps: readonly number[] | null;
  readonly kept: Fields;
};

const MAXIMUM_QUANTITY = 500;
const MAXIMUM_WEIGHT = 100;

/** Builds a need for something of a kind. */
export const createNeed = (name: string, kind: ResourceKind, anyOf: readonly string[] = []): TypedNeed => ({
  ...{ name, of: kind, anyOf, visitorMayChoose: kind === 'staff' && anyOf.length > 1 },
  ...{ quantity: '1', takesAll: false, choose: '', otherwise: '', weights: {}, steps: null, kept: {} },
});

const readWay = (kept: unknown): string => (kept === 'least_busy' ? '' : textOf(kept));

/** The way of choosing where nobody is taken again, in the service's word. */
export const findWay = ({ choose, otherwise }: Pick<TypedNeed, 'choose' | 'otherwise'>): string =>
  choose === 'same_as_last_time' ? otherwise : choose;

const readNeed = ({ resources }: CatalogDocument, kept: Fields): TypedNeed => {
  const anyOf = listChoices(kept);
  const first = resources.find((resource) => idOf(resource) === anyOf[0]);
  return {
    ...{ name: textOf(kept['name']), of: first === undefined ? 'staff' : parseResourceKind(first['kind']), anyOf },
    visitorMayChoose: kept['visitorMayChoose'] === true,
    quantity: String(numberOf(kept['quantity'], 1)),
    takesAll: kept['quantity'] === 'all',
    // It is what the service does by itself, too.
    choose: readWay(kept['choose']),
    otherwise: readWay(kept['otherwise']),
    weights: Object.fromEntries(
      Object.entries(fieldsOf(kept['weights'])).map(([id, weight]) => [id, String(numberOf(weight, 1))]),
    ),
    steps: 'steps' in kept ? listOf(kept['steps']).map((step) => numberOf(step)) : null,
    kept,
  };
};

/** Reads the needs of a service; one without any begins with an empty one for people. */
export function readNeeds(document: CatalogDocument, service: Fields, staffName: string): readonly TypedNeed[] {
  const needs = listNeeds(service).map((need) => readNeed(document, need));
  return needs.length === 0 ? [createNeed(staffName, 'staff')] : needs;
}

/** What is named beside the way of choosing: those who have another number of turns than one, in the order of the list. */
function writeWeights({ anyOf, weights, ...ways }: TypedNeed): Fields | undefined {
  if (findWay(ways) !== 'round_robin') return undefined;
  const named = anyOf.map((id) => [id, parseWhole(weightOf(weights, id), 1, MAXIMUM_WEIGHT)] as const);
  const others = named.filter(([, weight]) => weight !== null && weight !== 1);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/** The weight of somebody as it is typed. */
export const weightOf = (weights: TypedNeed['weights'], id: string): string => weights[id] ?? '1';

const listSaid = ({ quantity, takesAll, choose, otherwise, steps }: TypedNeed): Fields => ({
  quantity: takesAll ? 'all' : quantity.trim() === '1' ? undefined : parseWhole(quantity, 1, MAXIMUM_QUANTITY),
  choose: choose === '' ? undefined : choose,
  otherwise: choose !== 'same_as_last_time' || otherwise === '' ? undefined : otherwise,
  steps: steps ?? undefined,
});

const saidBy = (need: TypedNeed): Fields => ({ ...listSaid(need), weights: writeWeights(need) });

const isEmpty = ({ anyOf }: TypedNeed): boolean => anyOf.length === 0;

/** Writes what a need says beside its list. What belongs to another way of choosing goes with it, also where it says no more than is usual. */
function writeSaid(read: TypedNeed, need: TypedNeed): Fields {
  const isSameWay = read.choose === need.choose && findWay(read) === findWay(need);
  const { otherwise: _otherwise, weights: _weights, ...others } = need.kept;
  return isSameWay
    ? mergeFields(need.kept, saidBy(read), saidBy(need))
    : mergeFields({ ...others, ...saidBy(need) }, saidBy(read), saidBy(need));
}

/** Writes the needs; the only one of a service is left out while nobody is chosen for it. */
export const writeNeeds = (document: CatalogDocument, needs: readonly TypedNeed[]): readonly Fields[] =>
  needs.length === 1 && needs.every(isEmpty)
    ? []
    : needs.map((need) => {
        const { name, anyOf, visitorMayChoose } = need;
        return { ...writeSaid(readNeed(document, need.kept), need), ...{ name: name.trim(), anyOf, visitorMayChoose } };
      });

/** Finds what is wrong with needs: nothing chosen, or no number. */
export const findNeedMistakes = (needs: readonly TypedNeed[], needsSomebody: boolean): readonly FormMistake[] =>
  needs.flatMap((need, index): readonly FormMistake[] => [
    ...(isEmpty(need) && (needsSomebody || needs.length > 1) ? [{ field: `needs.${index}.anyOf`, kind: 'nobody' } as const] : []),
    ...(need.takesAll || parseWhole(need.quantity, 1, MAXIMUM_QUANTITY) !== null
      ? []
      : [{ field: `needs.${index}.quantity`, kind: 'number', from: 1, to: MAXIMUM_QUANTITY } as const]),
    ...(findWay(need) === 'round_robin' ? findWeightMistakes(need, `needs.${index}.weights`) : []),
  ]);

const findWeightMistakes = ({ anyOf, weights }: TypedNeed, field: string): readonly FormMistake[] =>
  anyOf
    .filter((id) => parseWhole(weightOf(weights, id), 1, MAXIMUM_WEIGHT) === null)
    .map((id) => ({ field: `${field}.${id}`, kind: 'number', from: 1, to: MAXIMUM_WEIGHT }));

/** Lists what a need can be met by: everything of its kind, and what it names already. */
export const listCandidates = ({ resources }: CatalogDocument, { of: kind, anyOf }: TypedNeed): readonly Fields[] =>
  resources.filter((resource) => parseResourceKind(resource['kind']) === kind || anyOf.includes(idOf(resource)));

/** Adds somebody at the end of a need's list, or takes them out. */
export const toggleChoice = (need: TypedNeed, id: string, isChosen: boolean): TypedNeed => {
  const others = need.anyOf.filter((other) => other !== id);
  return { ...need, anyOf: isChosen ? [...others, id] : others };
};

/** Moves somebody of a need's list one place to the front: the order counts where the first who is free is taken. */
export function moveUp(need: TypedNeed, id: string): TypedNeed {
  const place = need.anyOf.indexOf(id);
  return place < 1 ? need : { ...need, anyOf: need.anyOf.toSpliced(place, 1).toSpliced(place - 1, 0, id) };
}

/** Takes a step out of the service: needs of later steps follow theirs, and one of no other step is needed all the time. */
export const forgetStep = (needs: readonly TypedNeed[], step: number): readonly TypedNeed[] =>
  needs.map((need) => {
    if (need.steps === null) return need;
    const steps = need.steps.filter((index) => index !== step).map((index) => (index > step ? index - 1 : index));
    return { ...need, steps: steps.length === 0 ? null : steps };
  });

/** Says in which steps something is needed; in all of them is all the time. */
export const toggleStep = (need: TypedNeed, step: number, isNeeded: boolean, count: number): TypedNeed => {
  const all = Array.from({ length: count }, (_, index) => index);
  const steps = all.filter((index) => (index === step ? isNeeded : (need.steps ?? all).includes(index)));
  return { ...need, steps: steps.length === count ? null : steps };
};

/** The needs that a service of a kind begins with: people, or for a stay the rooms or desks of the business. */
export function suggestNeeds(
  document: CatalogDocument,
  formKind: string,
  name: (kind: ResourceKind) => string,
): readonly TypedNeed[] {
  const find = (kind: ResourceKind): readonly string[] =>
    document.resources.filter((resource) => resource['kind'] === kind).map(idOf);
  const kind =
    formKind !== 'stay' ? 'staff' : ((['room', 'desk', 'equipment'] as const).find((one) => find(one).length > 0) ?? 'room');
  return [createNeed(name(kind), kind, find(kind))];
}

/** Names what is chosen, in the need's order. */
export const listChosen = ({ resources }: CatalogDocument, { anyOf }: TypedNeed): readonly Fields[] =>
  anyOf.map((id) => findRecord(resources, id) ?? { id, name: id }).filter(isFields);
