import { parseWhole } from './duration.ts';
import { fieldsOf, isFields, numberOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { FormMistake } from './form-mistake.ts';

/** How many people a class or course needs, as its form shows it. */
export type TypedMinimum = {
  /** Empty when it takes place with anybody. */
  readonly people: string;
  readonly hours: string;
};

const PEOPLE = { from: 1, to: 100_000 };
const HOURS = { from: 1, to: 720 };

/** A day before, for whoever has to be told not to come. */
const USUAL_HOURS = 24;

/** Reads how many people a service needs. */
export function readMinimum(service: Fields): TypedMinimum {
  const minimum = fieldsOf(service['minimumToRun']);
  return {
    people: isFields(service['minimumToRun']) ? String(numberOf(minimum['people'])) : '',
    hours: String(numberOf(minimum['decidedHoursBefore'], USUAL_HOURS)),
  };
}

/** Finds what cannot be read. */
export function findMinimumMistakes({ people, hours }: TypedMinimum): readonly FormMistake[] {
  if (people.trim() === '') return [];
  return [
    ...(parseWhole(people, PEOPLE.from, PEOPLE.to) === null
      ? [{ field: 'minimumToRun.people', kind: 'number', ...PEOPLE } as const]
      : []),
    ...(parseWhole(hours, HOURS.from, HOURS.to) === null
      ? [{ field: 'minimumToRun.decidedHoursBefore', kind: 'number', ...HOURS } as const]
      : []),
  ];
}

/** Writes how many people a service needs; undefined is taken out of it. */
export const writeMinimum = (service: Fields, { people, hours }: TypedMinimum): Fields => ({
  minimumToRun:
    people.trim() === ''
      ? undefined
      : {
          ...fieldsOf(service['minimumToRun']),
          ...{
            people: parseWhole(people, PEOPLE.from, PEOPLE.to),
            decidedHoursBefore: parseWhole(hours, HOURS.from, HOURS.to),
          },
        },
});
