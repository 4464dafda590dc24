import { randomBytes, randomInt } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { createDateHolidaysSource } from '../adapters/holidays/create-date-holidays-source.ts';
import { isId } from '../core/index.ts';
import type { Clock, HolidaySource, IdGenerator } from '../core/index.ts';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant().epochMilliseconds };

/** The public holidays that come with the program: the same for every tenant. */
export const publicHolidays: HolidaySource = createDateHolidaysSource();

/** Without 0, 1, I, L, O and U: nothing that is mistaken for another when read out. */
const REFERENCE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE_LENGTH = 7;

/** Ids of 120 random bits, and references of 34. */
export const randomIds: IdGenerator = {
  next: (prefix) => {
    const id = `${prefix}_${randomBytes(15).toString('base64url')}`;
    if (!isId(prefix, id)) throw new Error(`${prefix} is no prefix of ids`);
    return id;
  },
  nextReference: () =>
    Array.from({ length: REFERENCE_LENGTH }, () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)]).join(''),
};
