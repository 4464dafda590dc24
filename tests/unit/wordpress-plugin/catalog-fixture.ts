import { readDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import type { CatalogDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';

/** A catalogue as the service gives it: an appointment with extras, durations and a chair, a class, two people, two chairs, two schedules, a code, and a field from later. */
export const answer = {
  services: [
    {
      id: 'svc_cut',
      kind: 'appointment',
      name: 'Haircut',
      description: 'Wash and cut.',
      place: 'Storgatan 1',
      timeZone: 'Europe/Stockholm',
      durationMinutes: 45,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 15,
      minimumNoticeMinutes: 120,
      horizonDays: 60,
      stepMinutes: 15,
      holdMinutes: 7,
      price: { amountMinor: 49_550, currency: 'SEK' },
      priceUnit: 'booking',
      minimumPartySize: 1,
      maximumPartySize: 1,
      extras: [{ id: 'ext_mask', name: 'Mask', price: { amountMinor: 10_000, currency: 'SEK' }, maximumQuantity: 1 }],
      needs: [
        { name: 'Chair', anyOf: ['res_one', 'res_two'], visitorMayChoose: false },
        { name: 'Stylist', anyOf: ['res_ada', 'res_bo'], visitorMayChoose: true },
      ],
      capacity: null,
      sessions: [],
      cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }] },
      payment: 'online',
      delayedPaymentDays: 7,
      otherDurations: [{ durationMinutes: 90, price: { amountMinor: 80_000, currency: 'SEK', kept: 1 }, addedLater: 2 }],
      schedules: [{ scheduleId: 'sch_summer', from: null, until: null }],
      addedLater: { kept: true },
    },
    {
      id: 'svc_class',
      kind: 'class',
      name: 'Class',
      description: '',
      place: null,
      timeZone: 'Europe/Stockholm',
      durationMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      horizonDays: 60,
      stepMinutes: 15,
      holdMinutes: 10,
      price: { amountMinor: 15_000, currency: 'SEK' },
      priceUnit: 'person',
      minimumPartySize: 1,
      maximumPartySize: 4,
      extras: [],
      needs: [{ name: 'Teacher', anyOf: ['res_ada'], visitorMayChoose: false }],
      capacity: 12,
      sessions: [{ kind: 'recurring', startMinute: 420, startsOn: '2026-01-01', rule: 'FREQ=WEEKLY;BYDAY=MO' }],
      cancellationPolicy: { tiers: [] },
      payment: 'on_site',
      delayedPaymentDays: null,
    },
  ],
  resources: [
    {
      id: 'res_ada',
      name: 'Ada',
      kind: 'staff',
      timeZone: 'Europe/Stockholm',
      weeklyHours: { '1': [{ fromMinute: 540, toMinute: 1_020 }] },
      dateOverrides: { '2026-12-24': [] },
      calendar: { calendarId: 'ada@salon.example', whenUnknown: 'open' },
      exceptions: [
        { kind: 'recurring', name: '', startsOn: '2027-01-01', rule: 'FREQ=DAILY;COUNT=3', change: 'closed', windows: [] },
      ],
      holidays: [{ country: 'SE', region: null, change: 'closed', windows: [], addedLater: 3 }],
      schedules: [{ scheduleId: 'sch_summer', from: '2027-06-01', until: null, addedLater: 4 }],
      timeOff: [{ from: '2027-02-01', until: '2027-02-05', name: 'Away', addedLater: 5 }],
      travel: [{ from: '2027-03-01', until: '2027-03-02', timeZone: 'Asia/Tokyo' }],
      addedLater: 1,
    },
    { id: 'res_bo', name: 'Bo', kind: 'staff', timeZone: 'UTC', weeklyHours: {}, dateOverrides: {}, calendar: null },
    { id: 'res_one', name: 'One', kind: 'equipment', timeZone: 'UTC', weeklyHours: {}, dateOverrides: {}, calendar: null },
    { id: 'res_two', name: 'Two', kind: 'equipment', timeZone: 'UTC', weeklyHours: {}, dateOverrides: {}, calendar: null },
  ],
  schedules: [
    { id: 'sch_summer', name: 'Summer', weeklyHours: {}, exceptions: [], holidays: [], addedLater: 'kept' },
    { id: 'sch_free', name: 'Nobody’s', weeklyHours: {} },
  ],
  versions: { services: { svc_cut: 'v1' } },
  version: 'v0',
  codes: [{ code: 'HELLO', discount: { kind: 'percent', percent: 10 }, maximumRedemptions: null }],
  addedLater: 'kept',
};

export const catalog: CatalogDocument = readDocument(answer);

/** Takes a record of a catalogue, which must be there. */
export const recordOf = (document: CatalogDocument, id: string) => {
  const record = [...document.services, ...document.resources, ...document.schedules].find((item) => item['id'] === id);
  if (record === undefined) throw new Error(`${id} is not in the catalogue`);
  return record;
};
