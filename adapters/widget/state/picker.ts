import { addDays, addMonths, firstDayOf, monthOf } from '../calendar/plain-date.ts';
import type { PlainDate, PlainMonth } from '../calendar/plain-date.ts';
import { computeLocalTime } from '../display/local-time.ts';
import type { AvailabilityQuery, DaysAnswer, SlotsAnswer, WireDay, WireSlot, Wish } from '../wire-types.ts';

/** What free times are asked for; the zone is the one in which they are shown. */
export type PickerSubject = Wish & {
  readonly service: string;
  readonly resource: string | null;
  readonly partySize: number;
  readonly extras?: string | undefined;
  readonly timeZone: string;
};

/** The month and the times of one day, and what is known about them. `days` and `slots` are null until they are loaded. */
export type Picker = {
  readonly subject: PickerSubject;
  readonly horizonDays: number;
  readonly today: PlainDate;
  readonly month: PlainMonth;
  readonly date: PlainDate | null;
  /** The day that the tab key reaches in the grid. */
  readonly focusDate: PlainDate;
  readonly days: Readonly<Record<PlainDate, WireDay>> | null;
  readonly slots: Readonly<Record<PlainDate, readonly WireSlot[]>> | null;
  readonly nextAvailableDate: PlainDate | null;
  /** True until the visitor turns a page: then the picker may go by itself to the first month with a free day. */
  readonly mayJump: boolean;
};

const openMonth = (picker: Picker, month: PlainMonth, focusDate: PlainDate): Picker => ({
  ...picker,
  month,
  focusDate,
  date: null,
  days: null,
  slots: null,
  nextAvailableDate: null,
});

/** Opens a picker at the month of today, or of a wanted date. */
export function openPicker(
  { horizonDays, ...subject }: PickerSubject & { readonly horizonDays: number },
  now: number,
  wanted: PlainDate | null = null,
): Picker {
  const today = computeLocalTime(now, subject.timeZone).date;
  const date = wanted !== null && wanted >= today ? wanted : null;
  const focusDate = date ?? today;
  return {
    subject,
    horizonDays,
    today,
    month: monthOf(focusDate),
    date,
    focusDate,
    days: null,
    slots: null,
    nextAvailableDate: null,
    mayJump: date === null,
  };
}

/** Names the answer that a picker waits for, so that an answer to an older question is dropped. */
export const keyOf = (picker: Picker): string => JSON.stringify([picker.subject, picker.month]);

/** The question for the picker's month: from today on, to the first day of the next month. */
export const queryOf = (picker: Picker): AvailabilityQuery => ({
  ...picker.subject,
  from: firstDayOf(picker.month) > picker.today ? firstDayOf(picker.month) : picker.today,
  to: firstDayOf(addMonths(picker.month, 1)),
});

/** Whether a month can hold an offer: not before today's, not past the horizon. */
export const isMonthInReach = (picker: Picker, month: PlainMonth): boolean =>
  month >= monthOf(picker.today) && month <= monthOf(addDays(picker.today, picker.horizonDays));

/** Turns to another month, the focus on a day of it; a month out of reach changes nothing. */
export function turnMonth(picker: Picker, month: PlainMonth, focusDate: PlainDate = firstDayOf(month)): Picker {
  if (month === picker.month || !isMonthInReach(picker, month)) return picker;
  return { ...openMonth(picker, month, focusDate < picker.today ? picker.today : focusDate), mayJump: false };
}

/** Moves the focus to a day, turning the month where needed. */
export const moveFocus = (picker: Picker, date: PlainDate): Picker =>
  monthOf(date) === picker.month ? { ...picker, focusDate: date } : turnMonth(picker, monthOf(date), date);

/** Whether a day can be opened: it has free times, or is full and takes an address for when one becomes free. */
export const canOpenDay = (day: WireDay | undefined): boolean => day !== undefined && (day.available || day.reason === 'full');

/** Chooses a day. A day in another month is chosen when that month has loaded. */
export function chooseDay(picker: Picker, date: PlainDate): Picker {
  if (monthOf(date) !== picker.month) return { ...turnMonth(picker, monthOf(date), date), date };
  return canOpenDay(picker.days?.[date]) ? { ...picker, date, focusDate: date } : { ...picker, focusDate: date };
}

/** Takes in the days of the month: chooses the first free one, or goes on to the month that has one if it may. */
export function receiveDays(picker: Picker, answer: DaysAnswer): Picker {
  const days = Object.fromEntries(answer.days.map((day) => [day.date, day]));
  const first = answer.days.find((day) => day.available && monthOf(day.date) === picker.month)?.date ?? null;
  const next = answer.nextAvailableDate;
  if (first === null && picker.mayJump && next !== null && monthOf(next) > picker.month) {
    return { ...openMonth(picker, monthOf(next), next), mayJump: false };
  }
  const date = picker.date !== null && canOpenDay(days[picker.date]) ? picker.date : first;
  const moves = date !== null && !canOpenDay(days[picker.focusDate]);
  return { ...picker, days, nextAvailableDate: next, date, focusDate: moves ? date : picker.focusDate };
}

/** Groups slots by the local date of their start. */
export function groupByDate(slots: readonly WireSlot[], timeZone: string): Readonly<Record<PlainDate, readonly WireSlot[]>> {
  const groups: Record<PlainDate, WireSlot[]> = {};
  for (const slot of slots) (groups[computeLocalTime(slot.startsAt, timeZone).date] ??= []).push(slot);
  return groups;
}

/** Takes in the free times of the month. */
export const receiveSlots = (picker: Picker, answer: SlotsAnswer): Picker => ({
  ...picker,
  slots: groupByDate(answer.slots, picker.subject.timeZone),
});
