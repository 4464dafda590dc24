import { addDays, computeLocalDate, computeWeekday } from '../../core/index.ts';
import type { CatalogDocument, EpochMillis, LocalDate, Resource } from '../../core/index.ts';
import { demoCatalog } from './demo-catalog.ts';

/** A calendar of the demo as the sandbox takes it, with what its owner has written into it. */
export type DemoCalendar = {
  readonly id: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly events: readonly object[];
};

/** Something private: on which of the next working days, and when; null for the whole day. */
type Plan = { readonly workingDay: number; readonly hours: readonly [string, string] | null; readonly summary: string };

const plans: Readonly<Partial<Record<string, readonly Plan[]>>> = {
  res_asa: [
    { workingDay: 1, hours: ['10:00', '11:30'], summary: 'Dentist' },
    { workingDay: 3, hours: ['14:00', '18:00'], summary: 'Course' },
  ],
  res_jonas: [
    { workingDay: 1, hours: ['16:00', '19:00'], summary: 'Football' },
    { workingDay: 4, hours: null, summary: 'Day off' },
  ],
  res_mei: [{ workingDay: 2, hours: ['12:00', '13:30'], summary: 'Lunch with the supplier' }],
};

const isStaff = ({ kind }: Resource): boolean => kind === 'staff';

const nameCalendar = ({ id }: Resource): string => `${id.slice('res_'.length)}@studio-soder.example`;

/** Gives each person of a catalogue a calendar; one that cannot be read closes its owner's times. */
export const withDemoCalendars = (document: CatalogDocument): CatalogDocument => ({
  ...document,
  resources: document.resources.map((resource) =>
    isStaff(resource) ? { ...resource, calendar: { calendarId: nameCalendar(resource), whenUnknown: 'closed' } } : resource,
  ),
});

/** Lists the calendars of the demo's people, with a few private events in the days after now. */
export const listDemoCalendars = (now: EpochMillis): readonly DemoCalendar[] =>
  demoCatalog.resources.filter(isStaff).map((resource) => ({
    id: nameCalendar(resource),
    summary: resource.name,
    timeZone: resource.timeZone,
    events: (plans[resource.id] ?? []).map((plan) => buildEvent(resource, plan, computeLocalDate(now, resource.timeZone))),
  }));

function buildEvent(resource: Resource, { workingDay, hours, summary }: Plan, today: LocalDate): object {
  const date = findWorkingDay(resource, today, workingDay);
  if (hours === null) return { summary, start: { date }, end: { date: addDays(date, 1) } };
  const [from, to] = hours;
  const { timeZone } = resource;
  return { summary, start: { dateTime: `${date}T${from}:00`, timeZone }, end: { dateTime: `${date}T${to}:00`, timeZone } };
}

/** Finds the date of somebody's next working days: the first, the second … after today. */
function findWorkingDay({ weeklyHours }: Resource, today: LocalDate, number: number): LocalDate {
  let date = today;
  for (let found = 0; found < number;) {
    date = addDays(date, 1);
    if ((weeklyHours[String(computeWeekday(date))] ?? []).length > 0) found += 1;
  }
  return date;
}
