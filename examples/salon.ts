import type { Business, CatalogDocument } from '../core/index.ts';

/** Who sells. */
export const business: Business = {
  id: 'ten_salon',
  name: 'Studio Söder',
  timeZone: 'Europe/Stockholm',
  locale: 'en-GB',
  currency: 'SEK',
  email: 'hello@studio-soder.example',
  phone: null,
};

const nineToFive = [{ fromMinute: 9 * 60, toMinute: 17 * 60 }];

/** What is sold: a cut of 45 minutes with Åsa, on weekdays from nine to five. */
export const catalog: CatalogDocument = {
  resources: [
    {
      id: 'res_asa',
      name: 'Åsa',
      kind: 'staff',
      timeZone: 'Europe/Stockholm',
      weeklyHours: { 1: nineToFive, 2: nineToFive, 3: nineToFive, 4: nineToFive, 5: nineToFive },
      dateOverrides: {},
      calendar: null,
    },
  ],
  services: [
    {
      id: 'svc_cut',
      kind: 'appointment',
      name: 'Cut',
      description: 'Wash, cut and blow-dry.',
      place: 'Götgatan 11, Stockholm',
      timeZone: 'Europe/Stockholm',
      durationMinutes: 45,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 15,
      minimumNoticeMinutes: 60,
      horizonDays: 60,
      stepMinutes: 30,
      holdMinutes: 10,
      price: { amountMinor: 45_000, currency: 'SEK' },
      priceUnit: 'booking',
      minimumPartySize: 1,
      maximumPartySize: 1,
      extras: [],
      needs: [{ name: 'Stylist', anyOf: ['res_asa'], visitorMayChoose: true }],
      capacity: null,
      sessions: [],
      cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }] },
      payment: 'online',
      delayedPaymentDays: null,
    },
  ],
  codes: [],
};
