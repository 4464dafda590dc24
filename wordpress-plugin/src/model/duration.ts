/** A length of time as it stands in a number field and a list of units. */
export type TypedDuration = { readonly amount: string; readonly unit: DurationUnit };

export type DurationUnit = 'minutes' | 'hours' | 'days';

const minutesOf: Readonly<Record<DurationUnit, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** Parses a whole number of minutes that is typed, within bounds; null otherwise. */
export function parseWhole(text: string, from: number, to: number): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,9}$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return value >= from && value <= to ? value : null;
}

/** Writes minutes in the largest unit that divides them; none is zero hours. */
export function typeDuration(minutes: number): TypedDuration {
  if (minutes === 0) return { amount: '0', unit: 'hours' };
  const unit = minutes % 1_440 === 0 ? 'days' : minutes % 60 === 0 ? 'hours' : 'minutes';
  return { amount: String(minutes / minutesOf[unit]), unit };
}

/** Parses a typed length into minutes; null when it is no whole number or longer than a year. */
export function parseDuration({ amount, unit }: TypedDuration): number | null {
  const whole = parseWhole(amount, 0, 525_600);
  const minutes = whole === null ? null : whole * minutesOf[unit];
  return minutes !== null && minutes <= 525_600 ? minutes : null;
}

/** Parses the name of a unit, as a list gives it. */
export const parseDurationUnit = (text: string): DurationUnit => (text === 'minutes' || text === 'days' ? text : 'hours');
