import { fieldsOf, isFields, listOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';

/**
 * The catalogue as the service gave it. Services, people and everything else stay the records that came: an edit replaces the fields it
 * knows and keeps the rest (taxes, travel, and what later versions add).
 */
export type CatalogDocument = {
  readonly services: readonly Fields[];
  readonly resources: readonly Fields[];
  /** Hours under a name. */
  readonly schedules: readonly Fields[];
  readonly locations: readonly Fields[];
  readonly priceRules: readonly Fields[];
  readonly promotions: readonly Fields[];
  readonly codes: readonly Fields[];
  /** The whole answer, for what is not named here. */
  readonly rest: Fields;
};

/** The lists that are edited here. */
export type RecordList = (typeof recordLists)[number];

/** All of them. */
export const recordLists = [
  ...(['services', 'resources', 'schedules', 'locations', 'priceRules', 'promotions', 'codes'] as const),
] as const;

/** Reads a catalogue of the service. */
export function readDocument(answer: unknown): CatalogDocument {
  const rest = fieldsOf(answer);
  const records = (list: RecordList): readonly Fields[] => listOf(rest[list]).filter(isFields);
  return {
    ...{ rest, services: records('services'), resources: records('resources') },
    ...{ schedules: records('schedules'), locations: records('locations'), codes: records('codes') },
    ...{ priceRules: records('priceRules'), promotions: records('promotions') },
  };
}

// A service of before they were there does not know them.
const laterLists = ['locations', 'priceRules', 'promotions', 'codes'] as const;

/** Writes a catalogue for the service: what came, with the edited lists. */
export const writeDocument = (document: CatalogDocument): Fields => {
  const { rest, services, resources, schedules } = document;
  const later = laterLists
    .filter((list) => list in rest || document[list].length > 0)
    .map((list) => [list, document[list]] as const);
  return { ...rest, services, resources, schedules, ...Object.fromEntries<readonly Fields[]>(later) };
};

/** Reads the version of the whole catalogue; empty when the service told none. */
export const readVersion = ({ rest }: CatalogDocument): string => textOf(rest['version']);

const versionsOf = ({ rest }: CatalogDocument, list: RecordList): Fields => fieldsOf(fieldsOf(rest['versions'])[list]);

/** Reads the version of a record as it was loaded; empty when the service told none. */
export const readRecordVersion = (document: CatalogDocument, list: RecordList, id: string): string =>
  textOf(versionsOf(document, list)[id]);

/** Notes the version of a record that was saved. */
export const noteVersion = (document: CatalogDocument, list: RecordList, id: string, version: string): CatalogDocument => ({
  ...document,
  rest: {
    ...document.rest,
    versions: { ...fieldsOf(document.rest['versions']), [list]: { ...versionsOf(document, list), [id]: version } },
  },
});

/** Reads the id of a record: of a code its text. */
export const idOf = (record: Fields): string => textOf(record['id'], textOf(record['code']));

/** Reads the name of a record: of a code its text. */
export const nameOf = (record: Fields): string => textOf(record['name'], textOf(record['code']));

/** Finds a record by its id. */
export const findRecord = (records: readonly Fields[], id: string): Fields | undefined =>
  records.find((record) => idOf(record) === id);

/** Whether a resource is a person. */
export const isStaff = (resource: Fields): boolean => resource['kind'] === 'staff';

/** Lists the people of a catalogue, in its order. */
export const listStaff = (document: CatalogDocument): readonly Fields[] => document.resources.filter(isStaff);

/** Lists the ids that a need offers. */
export const listChoices = (need: unknown): readonly string[] =>
  listOf(fieldsOf(need)['anyOf']).filter((id) => typeof id === 'string');

/** Lists the needs of a service. */
export const listNeeds = (service: Fields): readonly Fields[] => listOf(service['needs']).filter(isFields);

/** Finds which of a service's needs asks for people: the first that names one; -1 when none does. */
export const findStaffNeed = (document: CatalogDocument, service: Fields): number => {
  const staff = new Set(listStaff(document).map(idOf));
  return listNeeds(service).findIndex((need) => listChoices(need).some((id) => staff.has(id)));
};

/** Lists the people who do a service. */
export function listDoers(document: CatalogDocument, service: Fields): readonly Fields[] {
  const need = listNeeds(service)[findStaffNeed(document, service)];
  const choices = new Set(listChoices(need));
  return listStaff(document).filter((person) => choices.has(idOf(person)));
}
