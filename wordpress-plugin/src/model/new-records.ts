import type { Fields } from './fields.ts';
import { weekdays } from './hours.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Makes an id of a kind from random bytes, 6 bits a letter; give at least 12. */
export const createId = (
  prefix: 'svc' | 'res' | 'sch' | 'loc' | 'zon' | 'pru' | 'pro' | 'tax' | 'per' | 'ext',
  bytes: Uint8Array,
): string => `${prefix}_${Array.from(bytes, (byte) => letters[byte % letters.length]).join('')}`;

const officeHours = [{ fromMinute: 9 * 60, toMinute: 17 * 60 }];

/** Builds a person who works Monday to Friday, nine to five. */
export const createStaff = (id: string, name: string, timeZone: string): Fields => ({
  id,
  name,
  kind: 'staff',
  timeZone,
  weeklyHours: Object.fromEntries(['1', '2', '3', '4', '5'].map((weekday) => [weekday, officeHours])),
  dateOverrides: {},
  calendar: null,
});

/** Builds a room, a desk or a piece of equipment, which is there all the time. */
export const createThing = (id: string, timeZone: string): Fields => ({
  ...createStaff(id, '', timeZone),
  kind: 'room',
  weeklyHours: Object.fromEntries(weekdays.map((weekday) => [weekday, [{ fromMinute: 0, toMinute: 1_440 }]])),
});

/** Builds a location without a name. */
export const createLocation = (id: string): Fields => ({ id, name: '', address: '', travelZoneId: null, position: null });

/** Builds hours under a name: Monday to Friday, nine to five. */
export const createSchedule = (id: string, name: string): Fields => ({
  id,
  name,
  weeklyHours: Object.fromEntries(['1', '2', '3', '4', '5'].map((weekday) => [weekday, officeHours])),
  exceptions: [],
  holidays: [],
});

/** Builds an appointment of an hour that needs one of these people and can be cancelled for nothing until a day before. */
export const createService = (given: {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly staffIds: readonly string[];
  readonly needName: string;
}): Fields => ({
  id: given.id,
  kind: 'appointment',
  name: given.name,
  description: '',
  place: null,
  timeZone: given.timeZone,
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 120,
  horizonDays: 60,
  stepMinutes: 30,
  holdMinutes: 10,
  price: { amountMinor: given.amountMinor, currency: given.currency },
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 1,
  extras: [],
  needs: [{ name: given.needName, anyOf: given.staffIds, visitorMayChoose: given.staffIds.length > 1 }],
  capacity: null,
  sessions: [],
  cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }] },
  payment: 'online',
  delayedPaymentDays: null,
});
