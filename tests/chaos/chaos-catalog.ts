import { addDays, computeLocalDate, money } from '../../core/index.ts';
import type { Business, CatalogDocument, LocalDate, Resource, ResourceId, Service } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import type { ChaosPlan } from './chaos-plan.ts';

/** The business of a run. */
export const chaosBusiness: Business = {
  id: 'ten_chaos',
  name: 'Rush & Co',
  timeZone: 'Europe/Stockholm',
  locale: 'en-GB',
  currency: 'SEK',
  email: 'owner@example.com',
  phone: null,
};

/** Ten per cent off for the first that type it, and nothing to pay for the very first. */
export const chaosCodes = { percent: 'TEN', gift: 'GIFT' } as const;

const DAYS_AHEAD = 5;
const FIRST_HOUR = 9;
const everyDay = { fromMinute: 0, toMinute: 1_440 };

/** The only day on which anything is sold. */
export const computeSaleDate = (): LocalDate => addDays(computeLocalDate(systemClock.now(), chaosBusiness.timeZone), DAYS_AHEAD);

/** Builds what is sold: a class with one session, whose money comes back in full, and appointments, whose money comes back by half. */
export function buildChaosCatalog({ seats, appointments }: ChaosPlan): CatalogDocument {
  const date = computeSaleDate();
  const hours = { fromMinute: FIRST_HOUR * 60, toMinute: (FIRST_HOUR + appointments) * 60 };
  const resource = (id: ResourceId, kind: Resource['kind'], name: string, window: typeof hours): Resource => ({
    ...{ id, kind, name, timeZone: chaosBusiness.timeZone, calendar: null },
    weeklyHours: {},
    dateOverrides: { [date]: [window] },
  });
  const base = {
    ...{ place: 'Rushgatan 1', timeZone: chaosBusiness.timeZone, description: 'Sold out in minutes.' },
    ...{ durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, minimumNoticeMinutes: 60, horizonDays: 8 },
    ...{ payment: 'online', delayedPaymentDays: null },
    ...{ stepMinutes: 60, holdMinutes: 1, priceUnit: 'booking', minimumPartySize: 1, maximumPartySize: 1, extras: [] },
  } as const satisfies Partial<Service>;
  const code = { validFrom: null, validUntil: null, serviceIds: null };
  return {
    services: [
      {
        ...{ ...base, id: 'svc_class', kind: 'class', name: 'Class', price: money(18_000, 'SEK'), capacity: seats },
        sessions: [{ kind: 'dates', startMinute: FIRST_HOUR * 60, dates: [date] }],
        needs: [
          { name: 'Teacher', anyOf: ['res_tim'], visitorMayChoose: false },
          { name: 'Hall', anyOf: ['res_hall'], visitorMayChoose: false },
        ],
        cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 24 * 60, refundPercent: 100 }] },
      },
      {
        ...{ ...base, id: 'svc_cut', kind: 'appointment', name: 'Cut', price: money(45_000, 'SEK'), capacity: null },
        sessions: [],
        needs: [
          { name: 'Stylist', anyOf: ['res_ann', 'res_bo'], visitorMayChoose: true },
          { name: 'Room', anyOf: ['res_one', 'res_two'], visitorMayChoose: false },
        ],
        cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 24 * 60, refundPercent: 50 }] },
      },
    ],
    resources: [
      resource('res_ann', 'staff', 'Ann', hours),
      resource('res_bo', 'staff', 'Bo', hours),
      resource('res_one', 'room', 'One', hours),
      resource('res_two', 'room', 'Two', hours),
      resource('res_tim', 'staff', 'Tim', everyDay),
      resource('res_hall', 'room', 'Hall', everyDay),
    ],
    codes: [
      { ...code, code: chaosCodes.percent, discount: { kind: 'percent', percent: 10 }, maximumRedemptions: 6 },
      { ...code, code: chaosCodes.gift, discount: { kind: 'percent', percent: 100 }, maximumRedemptions: 2 },
    ],
  };
}
