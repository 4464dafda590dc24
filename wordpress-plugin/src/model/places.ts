import { parseWhole } from './duration.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { readPostcodes, writePostcodes } from './postcodes.ts';
import type { TypedPostcodes } from './postcodes.ts';
import type { FieldProblem } from './problem.ts';
import { findUseMistakes, readUses, writeList, writeUses } from './schedule-uses.ts';
import type { TypedUse } from './schedule-uses.ts';

/** A location as its form shows it. */
export type LocationForm = {
  readonly name: string;
  readonly address: string;
  readonly travelZoneId: string;
  readonly uses: readonly TypedUse[];
  /** Degrees north and east, divided by a comma, as maps give them. */
  readonly position: string;
};

/** Reads a location into its form. */
export function readLocationForm(location: Fields): LocationForm {
  const position = fieldsOf(location['position']);
  return {
    name: textOf(location['name']),
    address: textOf(location['address']),
    travelZoneId: textOf(location['travelZoneId']),
    uses: readUses(location['schedules']),
    position: isFields(location['position']) ? `${numberOf(position['latitude'])}, ${numberOf(position['longitude'])}` : '',
  };
}

/** Parses degrees north and east with decimal points; null when they are none. */
export function parsePosition(text: string): Fields | null {
  const [, latitude, longitude] = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  return latitude === undefined || longitude === undefined ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}

/** Which fields of a location cannot be read. */
export const findLocationMistakes = (
  form: LocationForm,
): readonly ('name' | 'address' | 'position' | `schedules.${number}`)[] => [
  ...(['name', 'address'] as const).filter((field) => form[field].trim() === ''),
  ...findUseMistakes(form.uses).map((index) => `schedules.${index}` as const),
  ...(form.position.trim() !== '' && parsePosition(form.position) === null ? (['position'] as const) : []),
];

/** Writes a form into its location: all that it does not show stays as it came. */
export const writeLocationForm = (location: Fields, form: LocationForm): Fields => ({
  ...location,
  ...{ name: form.name.trim(), address: form.address.trim() },
  travelZoneId: form.travelZoneId === '' ? null : form.travelZoneId,
  position: parsePosition(form.position),
  ...writeList(location, 'schedules', writeUses(form.uses)),
});

/** A travel zone as it is typed. */
export type TypedZone = {
  readonly id: string;
  readonly name: string;
  readonly minutesWithin: string;
  readonly postcodes: readonly TypedPostcodes[];
  readonly kept: Fields;
};

/** The way from one zone to another as it is typed. */
export type TypedWay = { readonly from: string; readonly to: string; readonly minutes: string; readonly kept: Fields };

/** How long people are on their way, as the form shows it. */
export type TravelForm = {
  readonly zones: readonly TypedZone[];
  readonly ways: readonly TypedWay[];
  readonly otherwiseMinutes: string;
  /** Where postcodes are: country, postcode, degrees north and east, one a line. */
  readonly positions: string;
};

/** Lists the travel zones of a catalogue. */
export const listZones = (travel: unknown): readonly Fields[] => listOf(fieldsOf(travel)['zones']).filter(isFields);

/** Reads the rules of travel. */
export function readTravelForm(value: unknown): TravelForm {
  const travel = fieldsOf(value);
  return {
    zones: listZones(travel).map((kept) => ({
      id: textOf(kept['id']),
      name: textOf(kept['name']),
      minutesWithin: String(numberOf(kept['minutesWithin'])),
      postcodes: readPostcodes(kept['postcodes']),
      kept,
    })),
    ways: listOf(travel['minutes'])
      .filter(isFields)
      .map((kept) => ({
        from: textOf(kept['from']),
        to: textOf(kept['to']),
        minutes: String(numberOf(kept['minutes'])),
        kept,
      })),
    otherwiseMinutes: String(numberOf(travel['otherwiseMinutes'])),
    positions: listOf(travel['positions'])
      .filter(isFields)
      .map(
        (one) =>
          `${textOf(one['country'])} ${textOf(one['postcode'])}: ${numberOf(one['latitude'])}, ${numberOf(one['longitude'])}`,
      )
      .join('\n'),
  };
}

const MAXIMUM_MINUTES = 720;
const parseMinutes = (text: string): number | null => parseWhole(text, 0, MAXIMUM_MINUTES);

const listLines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Parses a line such as `SE 111 20: 59.33, 18.06`; commas, tabs and semicolons divide as well. */
function parseLine(line: string): Fields | null {
  const [, country, postcode, where] = /^\s*([A-Za-z]{2})[\s,;]+([\p{L}\p{N} -]+?)\s*[:,;\t]\s*(.+)$/u.exec(line) ?? [];
  const position = where === undefined ? null : parsePosition(where);
  return country === undefined || postcode === undefined || position === null
    ? null
    : { country: country.toUpperCase(), postcode: postcode.trim(), ...position };
}

/** What of the rules of travel cannot be read, by the paths of the catalogue, with the words that are given. */
export function findTravelMistakes(
  form: TravelForm,
  words: { readonly name: string; readonly minutes: string; readonly line: (number: number) => string },
): readonly FieldProblem[] {
  const check = (path: string, text: string): readonly FieldProblem[] =>
    parseMinutes(text) === null ? [{ path, message: words.minutes }] : [];
  return [
    ...form.zones.flatMap(({ name, minutesWithin }, index) => [
      ...(name.trim() === '' ? [{ path: `travel.zones.${index}.name`, message: words.name }] : []),
      ...check(`travel.zones.${index}.minutesWithin`, minutesWithin),
    ]),
    ...form.ways.flatMap(({ minutes }, index) => check(`travel.minutes.${index}.minutes`, minutes)),
    ...check('travel.otherwiseMinutes', form.otherwiseMinutes),
    ...listLines(form.positions).flatMap((line, index) =>
      parseLine(line) === null ? [{ path: `travel.positions.${index}`, message: words.line(index + 1) }] : [],
    ),
  ];
}

/** Writes the rules of travel: all that the form does not show stays as it came; nothing while there is nothing to say. */
export function writeTravelForm(value: unknown, form: TravelForm): Fields | null {
  const positions = listLines(form.positions).map(parseLine);
  const travel = {
    ...fieldsOf(value),
    zones: form.zones.map(({ id, name, minutesWithin, postcodes, kept }) => ({
      ...kept,
      ...{ id, name: name.trim(), minutesWithin: parseMinutes(minutesWithin), postcodes: writePostcodes(postcodes) },
    })),
    minutes: form.ways.map(({ from, to, minutes, kept }) => ({ ...kept, from, to, minutes: parseMinutes(minutes) })),
    otherwiseMinutes: parseMinutes(form.otherwiseMinutes),
    positions,
  };
  const isSaid = form.zones.length + form.ways.length + positions.length > 0 || travel.otherwiseMinutes !== 0;
  return isSaid || isFields(value) ? travel : null;
}

/** Takes a zone out, with the ways from and to it. */
export const removeZone = (form: TravelForm, id: string): TravelForm => ({
  ...form,
  zones: form.zones.filter((zone) => zone.id !== id),
  ways: form.ways.filter(({ from, to }) => from !== id && to !== id),
});
