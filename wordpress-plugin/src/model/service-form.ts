import { findCancellationMistakes, readCancellation, writeCancellation } from './cancellation.ts';
import type { TypedCancellation } from './cancellation.ts';
import { findAtCustomerMistakes, readAtCustomer, writeAtCustomer } from './at-customer.ts';
import type { TypedAtCustomer } from './at-customer.ts';
import type { CatalogDocument } from './catalog-document.ts';
import { findMinimumMistakes, readMinimum, writeMinimum } from './minimum-to-run.ts';
import type { TypedMinimum } from './minimum-to-run.ts';
import { findCourseMistakes, readCourse, writeCourse } from './course.ts';
import type { TypedCourse } from './course.ts';
import { findChoiceMistakes, readChoices, writeChoices } from './other-durations.ts';
import type { TypedChoice } from './other-durations.ts';
import { parseDuration, parseWhole, typeDuration } from './duration.ts';
import type { TypedDuration } from './duration.ts';
import { fieldsOf, mergeFields, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { FormMistake } from './form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from './money.ts';
import { findLimitMistakes, isCustomerLimitWrong, readCustomerLimit, readLimits, writeServiceLimits } from './rule-fields.ts';
import type { TypedCustomerLimit, TypedLimits } from './rule-fields.ts';
import { findNeedMistakes, readNeeds, writeNeeds } from './needs.ts';
import type { TypedNeed } from './needs.ts';
import { findServicePriceMistakes, readServicePrices, writeServicePrices } from './prices/service-prices.ts';
import type { PriceContext, TypedServicePrices } from './prices/service-prices.ts';
import { applyStartRules, findStartMistakes, readStartRules } from './start-rules.ts';
import type { TypedStartRules } from './start-rules.ts';
import { readSessions } from './sessions.ts';
import { findStayMistakes, isStay, readStay, writeStay } from './stay.ts';
import type { TypedStay } from './stay.ts';
import { findStepMistakes, readSteps, writeSteps } from './steps.ts';
import type { TypedStep } from './steps.ts';
import { findUseMistakes, readUses, writeList, writeUses } from './schedule-uses.ts';
import type { TypedUse } from './schedule-uses.ts';

/** What is sold: a stay is an appointment by the day or night. */
export type ServiceKind = 'appointment' | 'stay' | 'class' | 'course';

/** Whether it is held at set times, with seats. */
export const isHeld = (kind: ServiceKind): boolean => kind === 'class' || kind === 'course';

const readKind = (service: Fields): ServiceKind => {
  const kind = service['kind'];
  return kind === 'class' || kind === 'course' ? kind : isStay(service) ? 'stay' : 'appointment';
};

/** A service as its form shows it; every field holds what was typed. */
export type ServiceForm = {
  /** Chosen once, when a service is made; classes and courses have sessions and seats. */
  readonly kind: ServiceKind;
  /** When a class is held, and how many seats it has. */
  readonly sessions: readonly Fields[];
  readonly capacity: string;
  readonly minimumToRun: TypedMinimum;
  readonly name: string;
  readonly description: string;
  readonly durationMinutes: string;
  readonly price: string;
  /** Further durations to choose from, each with its price. */
  readonly otherDurations: readonly TypedChoice[];
  readonly currency: string;
  readonly place: string;
  /** Who and what is needed, one after the other. */
  readonly needs: readonly TypedNeed[];
  /** The parts of an appointment; of one part when there are none. */
  readonly steps: readonly TypedStep[];
  readonly stay: TypedStay;
  readonly course: TypedCourse;
  readonly atCustomer: TypedAtCustomer;
  readonly stepMinutes: string;
  readonly bufferBeforeMinutes: string;
  readonly bufferAfterMinutes: string;
  readonly minimumNotice: TypedDuration;
  readonly horizonDays: string;
  readonly limits: TypedLimits;
  readonly customerLimit: TypedCustomerLimit;
  readonly startRules: TypedStartRules;
  /** Where it takes place, of the locations of the business; empty for a place of its own. */
  readonly locationId: string;
  /** Schedules inside which alone it takes place. */
  readonly uses: readonly TypedUse[];
  readonly cancellation: TypedCancellation;
  /** Whom it is for and what it costs beside its price. */
  readonly prices: TypedServicePrices;
  readonly payment: 'online' | 'on_site';
  /** Whether methods are taken whose money comes after days. */
  readonly acceptsDelayed: boolean;
  readonly delayedPaymentDays: string;
};

/** What a form becomes: the record to be saved, or its mistakes. */
export type WrittenForm =
  { readonly ok: true; readonly record: Fields } | { readonly ok: false; readonly mistakes: readonly FormMistake[] };

/** Reads the currency that a service is priced in. */
export const currencyOf = (service: Fields): string => textOf(fieldsOf(service['price'])['currency']);

/** Lists the currencies that a service can be priced in: its own, and that of the business. */
export const listServiceCurrencies = (service: Fields, businessCurrency: string): readonly string[] => [
  ...new Set([currencyOf(service), businessCurrency].filter((currency) => currency !== '')),
];

/**
 * Reads a service into its form.
 *
 * @param needName names the need for people where the service has none.
 */
export function readServiceForm(document: CatalogDocument, service: Fields, locale: string, needName: string): ServiceForm {
  const number = (field: string): string => String(numberOf(service[field]));
  return {
    kind: readKind(service),
    sessions: readSessions(service['sessions']),
    capacity: typeof service['capacity'] === 'number' ? String(service['capacity']) : '',
    minimumToRun: readMinimum(service),
    name: textOf(service['name']),
    description: textOf(service['description']),
    durationMinutes: number('durationMinutes'),
    price: formatPriceField(numberOf(fieldsOf(service['price'])['amountMinor']), currencyOf(service), locale),
    otherDurations: readChoices(service, currencyOf(service), locale),
    currency: currencyOf(service),
    place: textOf(service['place']),
    needs: readNeeds(document, service, needName),
    steps: readSteps(service),
    stay: readStay(service),
    course: readCourse(service, currencyOf(service), locale),
    atCustomer: readAtCustomer(service, currencyOf(service), locale),
    stepMinutes: number('stepMinutes'),
    bufferBeforeMinutes: number('bufferBeforeMinutes'),
    bufferAfterMinutes: number('bufferAfterMinutes'),
    minimumNotice: typeDuration(numberOf(service['minimumNoticeMinutes'])),
    horizonDays: number('horizonDays'),
    limits: readLimits(service),
    customerLimit: readCustomerLimit(service),
    startRules: readStartRules(service),
    locationId: textOf(service['locationId']),
    uses: readUses(service['schedules']),
    cancellation: readCancellation(service['cancellationPolicy'], locale),
    prices: readServicePrices(service, currencyOf(service), locale),
    payment: service['payment'] === 'on_site' ? 'on_site' : 'online',
    acceptsDelayed: typeof service['delayedPaymentDays'] === 'number',
    delayedPaymentDays: String(numberOf(service['delayedPaymentDays'], USUAL_DELAY)),
  };
}

/** Long enough for a debit from a bank account. */
const USUAL_DELAY = 14;

const parseDelay = ({ payment, acceptsDelayed, delayedPaymentDays }: ServiceForm): number | null =>
  payment === 'online' && acceptsDelayed ? parseWhole(delayedPaymentDays, 1, 30) : null;

const wholeFields = [
  ['durationMinutes', 1, 44_640],
  ['stepMinutes', 1, 1_440],
  ['bufferBeforeMinutes', 0, 1_440],
  ['bufferAfterMinutes', 0, 1_440],
  ['horizonDays', 1, 730],
] as const;

const MAXIMUM_SEATS = 100_000;

/** A seat is somebody's: what becomes a class is priced by person. */
const writeSeats = (service: Fields, { kind, sessions, capacity, minimumToRun }: ServiceForm): Fields => ({
  ...{ sessions, capacity: parseWhole(capacity, 1, MAXIMUM_SEATS) },
  ...writeMinimum(service, minimumToRun),
  ...(readKind(service) === kind || isHeld(readKind(service)) ? {} : { priceUnit: 'person' }),
});

/** Whether it is as long as its steps or its days, and not as long as somebody typed. */
export const hasOwnLength = ({ kind, steps }: ServiceForm): boolean => kind !== 'stay' && (isHeld(kind) || steps.length === 0);

const when = (isWrong: boolean, mistake: FormMistake): readonly FormMistake[] => (isWrong ? [mistake] : []);

/** What is wrong with what only some kinds of services have. */
const findKindMistakes = (form: ServiceForm): readonly FormMistake[] => [
  ...(form.kind === 'appointment' ? [...findChoiceMistakes(form), ...findStepMistakes(form.steps)] : []),
  ...(form.kind === 'stay' ? findStayMistakes(form.stay) : []),
  ...findNeedMistakes(form.needs, !isHeld(form.kind)),
  ...when(isHeld(form.kind) && form.sessions.length === 0, { field: 'sessions', kind: 'sessions' }),
  ...when(isHeld(form.kind) && parseWhole(form.capacity, 1, MAXIMUM_SEATS) === null, {
    ...{ field: 'capacity', kind: 'number', from: 1, to: MAXIMUM_SEATS },
  }),
  ...(isHeld(form.kind) ? findMinimumMistakes(form.minimumToRun) : []),
  ...(form.kind === 'course' ? findCourseMistakes(form.course, form.currency) : []),
  ...(isHeld(form.kind) ? [] : findAtCustomerMistakes(form.atCustomer, form.currency)),
];

/** Reads what else of a form decides about prices. */
export const readPriceContext = ({
  currency,
  payment,
  needs,
}: Pick<ServiceForm, 'currency' | 'payment' | 'needs'>): PriceContext => ({
  ...{ currency, isPaidOnline: payment === 'online' },
  choosable: needs.flatMap(({ visitorMayChoose, anyOf }) => (visitorMayChoose ? anyOf : [])),
});

function findMistakes(form: ServiceForm): readonly FormMistake[] {
  const wrongPrice = findPriceMistake(form.price, form.currency);
  const wholes = wholeFields.flatMap(([field, from, to]) =>
    when(parseWhole(form[field], from, to) === null, { field, kind: 'number', from, to }),
  );
  return [
    ...when(form.name.trim() === '', { field: 'name', kind: 'empty' }),
    ...wholes.filter(({ field }) => field === 'durationMinutes' && hasOwnLength(form)),
    ...(wrongPrice === null ? [] : [{ field: 'price', kind: wrongPrice }]),
    ...findKindMistakes(form),
    ...wholes.filter(({ field }) => field !== 'durationMinutes'),
    ...when(parseDuration(form.minimumNotice) === null, { field: 'minimumNoticeMinutes', kind: 'number', from: 0, to: 525_600 }),
    ...findLimitMistakes(form.limits).map((part) => ({ field: `limits.${part}`, kind: 'limit' }) as const),
    ...when(isCustomerLimitWrong(form.customerLimit), { field: 'limits.perCustomer', kind: 'limit' }),
    ...findStartMistakes(form.startRules).map(
      (field) => ({ field, kind: field === 'startTimes' ? 'times' : 'backwards' }) as const,
    ),
    ...findUseMistakes(form.uses).map((index) => ({ field: `schedules.${index}`, kind: 'backwards' }) as const),
    ...when(form.payment === 'online' && form.acceptsDelayed && parseDelay(form) === null, {
      ...{ field: 'delayedPaymentDays', kind: 'number', from: 1, to: 30 },
    }),
    ...findServicePriceMistakes(form.prices, readPriceContext(form)),
    ...findCancellationMistakes(form.cancellation, form.currency),
  ];
}

/** What only services of its kind have; undefined is taken out. */
const writeKind = (service: Fields, form: ServiceForm): Fields => ({
  kind: form.kind === 'stay' ? 'appointment' : form.kind,
  ...(isHeld(form.kind) ? writeSeats(service, form) : writeAtCustomer(service, form.atCustomer, form.currency)),
  ...(form.kind === 'appointment' ? writeSteps(service, form.steps) : {}),
  ...(form.kind === 'stay' ? writeStay(service, form.stay) : {}),
  ...(form.kind === 'course' ? writeCourse(service, form.course, form.currency) : {}),
});

const isElsewhere = ({ kind, locationId, atCustomer }: ServiceForm): boolean =>
  locationId !== '' || (!isHeld(kind) && atCustomer.isOn);

/** Where it takes place: text of its own, a location, or nothing of both where it comes to the customer. */
const writePlace = (service: Fields, form: ServiceForm): Fields => ({
  place: isElsewhere(form) || form.place.trim() === '' ? null : form.place.trim(),
  ...('locationId' in service || form.locationId !== '' ? { locationId: form.locationId === '' ? null : form.locationId } : {}),
});

/** Writes a form into its service: the fields of the form are replaced, all others stay as they came. */
export function writeServiceForm(document: CatalogDocument, service: Fields, form: ServiceForm): WrittenForm {
  const mistakes = findMistakes(form);
  const price = parsePrice(form.price, form.currency);
  if (mistakes.length > 0 || !price.ok) return { ok: false, mistakes };
  const wholes = wholeFields
    .map(([field, from, to]) => [field, parseWhole(form[field], from, to)] as const)
    .filter(([field]) => field !== 'durationMinutes' || hasOwnLength(form));
  const record: Fields = {
    ...applyStartRules(service, form.startRules),
    ...Object.fromEntries(wholes),
    ...writeServicePrices(service, form.prices, readPriceContext(form)),
    ...writeKind(service, form),
    name: form.name.trim(),
    description: form.description,
    price: { ...fieldsOf(service['price']), amountMinor: price.amountMinor, currency: form.currency },
    ...writePlace(service, form),
    needs: writeNeeds(document, form.needs),
    minimumNoticeMinutes: parseDuration(form.minimumNotice),
    cancellationPolicy: writeCancellation(form.cancellation, service['cancellationPolicy'], form.currency),
    ...writeList(service, 'otherDurations', writeChoices(form.otherDurations, form.currency)),
    ...writeList(service, 'schedules', writeUses(form.uses)),
    ...writeServiceLimits(service, form.limits, form.customerLimit),
    payment: form.payment,
    delayedPaymentDays: parseDelay(form),
  };
  return { ok: true, record: mergeFields(record, {}, {}) };
}
