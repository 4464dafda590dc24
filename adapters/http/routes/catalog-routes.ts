import {
  accept,
  findService,
  listStandingDays,
  listStandingSlots,
  quoteBookings,
  joinWaitingList,
  refuse,
} from '../../../core/index.ts';
import type { Outcome, Ports, ServiceId } from '../../../core/index.ts';
import { presentQuote } from '../present/present-quote.ts';
import { presentBusiness, presentService } from '../present/present-service.ts';
import { presentDay, presentLocalSlot } from '../present/present-slot.ts';
import { defineRoute } from '../route.ts';
import {
  daysAnswerSchema,
  quoteAnswerSchema,
  servicesAnswerSchema,
  slotsAnswerSchema,
  waitingListAnswerSchema,
} from '../schemas/answers.ts';
import { readLeastPrices } from '../read-least-prices.ts';
import { readLastWith } from '../read-last-with.ts';
import { readEdge } from './edge.ts';
import { refuseField } from './place-order.ts';
import { readQuoteInput } from './read-quote-input.ts';
import { readPostalPlace } from '../schemas/places.ts';
import { daysQuerySchema, quoteBodySchema, readExtras, slotsQuerySchema, waitingListBodySchema } from '../schemas/requests.ts';

const isPublic = { kind: 'public' } as const;

/** Lists what is sold. */
export const listServicesRoute = defineRoute({
  method: 'get',
  path: '/services',
  summary: 'What the business sells',
  access: isPublic,
  query: null,
  body: null,
  status: 200,
  answer: servicesAnswerSchema,
  refusals: [],
  handle: async ({ ports }) => {
    const catalog = await ports.catalog.loadCatalog();
    const leastPrices = await readLeastPrices(ports, catalog);
    return accept({
      business: presentBusiness(catalog),
      services: catalog.services.map((service) => presentService(catalog, service, leastPrices)),
    });
  },
});

/** Lists free times. */
export const listSlotsRoute = defineRoute({
  method: 'get',
  path: '/slots',
  summary:
    'Free times of a service in a range: dates of a time zone (the end not included), or instants; for a customer those with the same people as the last time are marked',
  access: isPublic,
  query: slotsQuerySchema,
  body: null,
  status: 200,
  answer: slotsAnswerSchema,
  isRemembered: true,
  refusals: [
    'service_not_found',
    'resource_not_offered',
    'duration_not_offered',
    'drop_in_not_offered',
    'extra_not_offered',
    'invalid_range',
    'range_too_long',
    'party_too_large',
    'party_too_small',
    'address_required',
    'outside_area',
  ],
  handle: async ({ ports, query, principal }) => {
    const zone = await chooseTimeZone(ports, query.service, query.timeZone);
    if (!zone.ok) return zone;
    const range = { from: readEdge(query.from, zone.value), to: readEdge(query.to, zone.value) };
    const { service: serviceId, partySize, resource, durationMinutes, days, enrolment } = query;
    const address = readPostalPlace(query);
    const extras = readExtras(query.extras);
    const length = { durationMinutes, days, enrolment, extras };
    const wanted = { serviceId, ...length, partySize, range, resourceId: resource ?? null, address };
    const lastWith = await readLastWith({ principal, ports }, [serviceId]);
    const listed = await listStandingSlots(ports, { ...wanted, lastWith });
    if (!listed.ok) return listed;
    const { slots, standsUntil } = listed.value;
    return accept({
      answer: { timeZone: zone.value, slots: slots.map((slot) => presentLocalSlot(slot, zone.value)) },
      standsUntil,
    });
  },
});

/** Lists which dates have free times. */
export const listDaysRoute = defineRoute({
  method: 'get',
  path: '/days',
  summary: 'Which dates have free times, and why the others have none',
  access: isPublic,
  query: daysQuerySchema,
  body: null,
  status: 200,
  answer: daysAnswerSchema,
  isRemembered: true,
  refusals: [
    'service_not_found',
    'resource_not_offered',
    'duration_not_offered',
    'drop_in_not_offered',
    'extra_not_offered',
    'invalid_range',
    'range_too_long',
    'party_too_large',
    'party_too_small',
    'address_required',
    'outside_area',
  ],
  handle: async ({ ports, query }) => {
    const zone = await chooseTimeZone(ports, query.service, query.timeZone);
    if (!zone.ok) return zone;
    const {
      service: serviceId,
      partySize,
      resource,
      durationMinutes,
      days: length,
      enrolment,
      from: fromDate,
      to: toDate,
    } = query;
    const listed = await listStandingDays(ports, {
      serviceId,
      address: readPostalPlace(query),
      durationMinutes,
      days: length,
      enrolment,
      extras: readExtras(query.extras),
      partySize,
      resourceId: resource ?? null,
      fromDate,
      toDate,
      timeZone: zone.value,
    });
    if (!listed.ok) return listed;
    const { nextAvailableDate, standsUntil } = listed.value;
    const days = listed.value.days.map(presentDay);
    return accept({ answer: { timeZone: zone.value, days, nextAvailableDate }, standsUntil });
  },
});

/** Tells a price. */
export const quoteRoute = defineRoute({
  method: 'post',
  path: '/quotes',
  summary: 'The price of a booking, or of several items of one order, line by line',
  access: isPublic,
  query: null,
  body: quoteBodySchema,
  status: 200,
  answer: quoteAnswerSchema,
  refusals: [
    'service_not_found',
    'duration_not_offered',
    'drop_in_not_offered',
    'code_invalid',
    'code_not_applicable',
    'person_type_not_offered',
    'price_too_high',
    'tip_not_offered',
    'code_used_up',
    'too_many_codes',
    'extra_not_offered',
    'party_too_large',
    'party_too_small',
    'currency_mismatch',
    'address_required',
    'outside_area',
  ],
  handle: async ({ ports, body, principal, dependencies }) => {
    const quote = await dependencies.codeTries.run(principal, body.codes, () => quoteBookings(ports, readQuoteInput(body)));
    if (quote.ok) return accept({ quote: presentQuote(quote.value) });
    return body.items === undefined ? quote : refuseField(quote.refusal, 'items');
  },
});

/** Puts somebody on the waiting list of a date. */
export const waitingListRoute = defineRoute({
  method: 'post',
  path: '/waiting-list',
  summary: 'Ask for a mail when a time of a service becomes free on a date',
  access: isPublic,
  query: null,
  body: waitingListBodySchema,
  status: 201,
  answer: waitingListAnswerSchema,
  refusals: ['service_not_found', 'slot_in_past'],
  handle: async ({ ports, body }) => {
    const { serviceId, date, partySize, email } = body;
    const entry = await joinWaitingList(ports, { serviceId, localDate: date, partySize, email });
    return entry.ok ? accept({ entry: { serviceId, date } }) : entry;
  },
});

/** The zone that the caller names, else that of the service's place. */
async function chooseTimeZone(ports: Ports, serviceId: ServiceId, asked: string | undefined): Promise<Outcome<string>> {
  if (asked !== undefined) return accept(asked);
  const service = findService(await ports.catalog.loadCatalog(), serviceId);
  return service === undefined ? refuse('service_not_found', { serviceId }) : accept(service.timeZone);
}
