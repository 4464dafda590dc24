import { findRecord, idOf, listChoices, listNeeds } from './catalog-document.ts';
import type { CatalogDocument, RecordList } from './catalog-document.ts';
import { fieldsOf, listOf } from './fields.ts';
import type { Fields } from './fields.ts';

/** A change of a catalogue. It is applied to the newest document, so that two who edit different things do not undo each other. */
export type CatalogEdit = (document: CatalogDocument) => CatalogDocument;

const put = (records: readonly Fields[], record: Fields, after: string | null): readonly Fields[] => {
  if (findRecord(records, idOf(record)) !== undefined) return records.map((old) => (idOf(old) === idOf(record) ? record : old));
  const place = records.findIndex((old) => idOf(old) === after);
  return place === -1 ? [...records, record] : records.toSpliced(place + 1, 0, record);
};

/** Replaces the record with the same id, or adds it: behind the one named, else at the end. */
export const putRecord =
  (list: RecordList, record: Fields, after: string | null = null): CatalogEdit =>
  (document) => ({ ...document, [list]: put(document[list], record, after) });

/** Takes a service out of the catalogue. Its bookings stay with the service that they were made for. */
export const retireService =
  (id: string): CatalogEdit =>
  (document) => ({ ...document, services: document.services.filter((service) => idOf(service) !== id) });

// A need that nobody is left for stays without choices, and the service refuses it: "without" finds those first.
const withoutResource = (original: Fields, id: string): Fields => {
  const prices = listOf(original['resourcePrices']);
  const others = prices.filter((price) => fieldsOf(price)['resourceId'] !== id);
  const service = others.length === prices.length ? original : { ...original, resourcePrices: others };
  const needs = listNeeds(service);
  if (!needs.some((need) => listChoices(need).includes(id))) return service;
  return { ...service, needs: needs.map((need) => ({ ...need, anyOf: listChoices(need).filter((choice) => choice !== id) })) };
};

/** Takes a person out of the catalogue and out of every service. Give a person whom `listSoleServices` does not name. */
export const retireStaff =
  (id: string): CatalogEdit =>
  (document) => ({
    ...document,
    resources: document.resources.filter((resource) => idOf(resource) !== id),
    services: document.services.map((service) => withoutResource(service, id)),
  });

/** Takes a schedule out of the catalogue. Give one that `listScheduleUsers` finds nobody for. */
export const retireSchedule =
  (id: string): CatalogEdit =>
  (document) => ({ ...document, schedules: document.schedules.filter((schedule) => idOf(schedule) !== id) });

/** Lists the people and services that keep a schedule. */
export const listScheduleUsers = ({ resources, services }: CatalogDocument, id: string): readonly Fields[] =>
  [...resources, ...services].filter((record) => listOf(record['schedules']).some((use) => fieldsOf(use)['scheduleId'] === id));

/** Lists the services that nobody else can do: they must be given to somebody, or retired, before the person is. */
export const listSoleServices = (document: CatalogDocument, id: string): readonly Fields[] =>
  document.services.filter((service) =>
    listNeeds(service).some((need) => listChoices(need).includes(id) && listChoices(need).length === 1),
  );

/** Brings a record back where it was, with the services as they were; for undoing a retirement. */
export const restore =
  (before: CatalogDocument, list: RecordList, id: string): CatalogEdit =>
  (document) => {
    const record = findRecord(before[list], id);
    if (record === undefined) return document;
    const place = before[list].findIndex((old) => idOf(old) === id);
    const restored = document[list].filter((old) => idOf(old) !== id).toSpliced(place, 0, record);
    if (list !== 'resources') return { ...document, [list]: restored };
    const servicesBefore = before.services.filter((service) => listNeeds(service).some((need) => listChoices(need).includes(id)));
    const services = document.services.map((service) => {
      const old = findRecord(servicesBefore, idOf(service));
      return old === undefined ? service : { ...service, needs: old['needs'] };
    });
    return { ...document, resources: restored, services };
  };

/** Copies a record under a new id and name, to be changed and saved. A copied person shares no calendar with the first. */
export function duplicateRecord(list: RecordList, record: Fields, id: string, name: string): Fields {
  if (list === 'codes') return { ...record, code: '' };
  const copy = { ...record, id, name };
  return list === 'resources' && 'calendar' in copy ? { ...copy, calendar: null } : copy;
}

/** Lists the services that take place at a location, or that come to whoever lives around it. */
export const listLocationUsers = ({ services }: CatalogDocument, id: string): readonly Fields[] =>
  services.filter((service) => service['locationId'] === id || fieldsOf(fieldsOf(service['atCustomer'])['area'])['from'] === id);

/** Takes a location out of the catalogue. Give one that `listLocationUsers` finds nothing for. */
export const retireLocation =
  (id: string): CatalogEdit =>
  (document) => ({ ...document, locations: document.locations.filter((location) => idOf(location) !== id) });

/** Lists the price rules, promotions and codes that name a service, or somebody who is chosen by name. */
export const listPriceUsers = ({ priceRules, promotions, codes }: CatalogDocument, id: string): readonly Fields[] =>
  [...priceRules, ...promotions, ...codes].filter((record) => {
    const named = [record['serviceIds'], fieldsOf(record['when'])['resourceIds'], fieldsOf(record['offer'])['bundledIds']];
    return named.some((ids) => listOf(ids).includes(id));
  });

/** The lists of what changes prices. */
export type PriceList = 'priceRules' | 'promotions' | 'codes';

/** Whether a list holds what changes prices. */
export const isPrice = (list: RecordList): list is PriceList =>
  list === 'priceRules' || list === 'promotions' || list === 'codes';

/** Takes a price rule, a promotion or a code out of the catalogue. Bookings keep the price they were made for. */
export const removePrice =
  (list: PriceList) =>
  (id: string): CatalogEdit =>
  (document) => ({ ...document, [list]: document[list].filter((record) => idOf(record) !== id) });

/** Finds the record that one stands behind after it moved one place; empty for the front, null where it cannot move. */
export function findPlaceAfter(records: readonly Fields[], id: string, direction: 'up' | 'down'): string | null {
  const place = records.findIndex((record) => idOf(record) === id);
  const others = records.filter((record) => idOf(record) !== id).map(idOf);
  const next = direction === 'up' ? place - 1 : place + 1;
  if (place === -1 || next < 0 || next > others.length) return null;
  return next === 0 ? '' : (others[next - 1] ?? null);
}

/** Moves a record behind another one, or to the front when that is empty. */
export const moveRecord =
  (list: RecordList, id: string, after: string): CatalogEdit =>
  (document) => {
    const record = findRecord(document[list], id);
    const others = document[list].filter((other) => idOf(other) !== id);
    const place = after === '' ? 0 : others.findIndex((other) => idOf(other) === after) + 1;
    return record === undefined ? document : { ...document, [list]: others.toSpliced(place, 0, record) };
  };

/** Replaces the rules of taxes. */
export const putTax =
  (tax: Fields | null): CatalogEdit =>
  (document) => ({ ...document, rest: { ...document.rest, tax } });

/** Replaces the rules of travel. */
export const putTravel =
  (travel: Fields | null): CatalogEdit =>
  (document) => ({ ...document, rest: { ...document.rest, travel } });
