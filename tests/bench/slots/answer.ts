import { computeDays } from '../../../core/availability/compute-days.ts';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../core/availability/compute-slots.ts';
import { computeStartsByResource } from '../../../core/availability/compute-starts-by-resource.ts';
import type { DayWindow, Resource } from '../../../core/catalog/resource.ts';
import type { Service } from '../../../core/catalog/service.ts';
import type { ResourceId } from '../../../core/ids.ts';
import type { EpochMillis } from '../../../core/time/instant.ts';
import { addDays, computeLocalDate } from '../../../core/time/time-zone.ts';
import type { LocalDate } from '../../../core/time/time-zone.ts';
import type { Workload } from './workload.ts';

/** What a workload asks for: starts by staff member, starts of anybody, or the dates in the viewer's zone that have one. */
export type Answer =
  | { readonly perStaff: Readonly<Record<string, readonly EpochMillis[]>> }
  | { readonly union: readonly EpochMillis[] }
  | { readonly days: readonly LocalDate[] };

/** The question as the core takes it: plain data, the busy times of all staff one after the other. */
export function buildQuery({ service, staff, now, from, to, viewerTz, query }: Workload): SlotQuery {
  return {
    service: buildService(
      service,
      staff.map(({ id }) => idOf(id)),
      { timeZone: viewerTz, visitorMayChoose: query === 'perStaff' },
    ),
    resources: staff.map(buildResource),
    occupancy: {
      busy: staff.flatMap(({ id, busy }) => {
        const resourceId = idOf(id);
        return busy.map(([start, end]) => ({ resourceId, during: { from: start, to: end } }));
      }),
      sessions: [],
    },
    closed: [],
    now,
    range: { from, to },
    partySize: 1,
    resourceId: null,
  };
}

/** Answers a workload's question through the core. */
export function answer({ query: asked, viewerTz, from, to }: Workload, query: SlotQuery): Answer {
  switch (asked) {
    case 'perStaff':
      return {
        perStaff: Object.fromEntries(
          computeStartsByResource(query).map(({ resourceId, starts }) => [resourceId.slice(4), starts]),
        ),
      };
    case 'union':
      return { union: computeSlots(query).map(({ startsAt }) => startsAt) };
    case 'days': {
      const after = addDays(computeLocalDate(to - 1, viewerTz), 1);
      const days = computeDays(query, computeLocalDate(from, viewerTz), after, viewerTz);
      return { days: days.filter(({ available }) => available).map(({ date }) => date) };
    }
  }
}

const idOf = (id: string): ResourceId => `res_${id}`;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const readWindows = (times: readonly (readonly [string, string])[]): readonly DayWindow[] =>
  times.map(([from, to]) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) }));

const buildResource = ({ id, tz, weekly, overrides }: Workload['staff'][number]): Resource => ({
  id: idOf(id),
  name: id,
  kind: 'staff',
  timeZone: tz,
  weeklyHours: Object.fromEntries(Object.entries(weekly).map(([day, times]) => [day, readWindows(times)])),
  dateOverrides: Object.fromEntries(Object.entries(overrides).map(([date, times]) => [date, readWindows(times)])),
  calendar: null,
});

type Setting = { readonly timeZone: string; readonly visitorMayChoose: boolean };

const buildService = (service: Workload['service'], anyOf: readonly ResourceId[], setting: Setting): Service => ({
  id: 'svc_bench',
  kind: 'appointment',
  name: 'Appointment',
  description: '',
  place: null,
  timeZone: setting.timeZone,
  durationMinutes: service.durationMin,
  bufferBeforeMinutes: service.bufferBeforeMin,
  bufferAfterMinutes: service.bufferAfterMin,
  minimumNoticeMinutes: service.noticeMin,
  horizonDays: 36_500,
  stepMinutes: service.stepMin,
  holdMinutes: 10,
  price: { amountMinor: 1, currency: 'EUR' },
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 1,
  extras: [],
  needs: [{ name: 'Staff', anyOf, visitorMayChoose: setting.visitorMayChoose }],
  capacity: null,
  sessions: [],
  cancellationPolicy: { tiers: [] },
  payment: 'on_site',
  delayedPaymentDays: null,
});
