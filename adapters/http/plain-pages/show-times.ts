import {
  addDays,
  computeInstant,
  computeLocalDate,
  computeReachDays,
  findResource,
  formatInstant,
  isId,
  isLocalDate,
  listDays,
  listDurations,
  listSlots,
} from '../../../core/index.ts';
import type { Enrolment, LocalDate, Outcome, ResourceId, Service, Slot } from '../../../core/index.ts';
import { renderHidden } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { describeDates, describeSessions, renderSessions } from './course-words.ts';
import {
  findChosen,
  findNamedService,
  lengthOf,
  listOffered,
  nameChosen,
  readEnrolment,
  readQuery,
  sendPage,
} from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { sendRefusal, sendUnknown } from './send-refusal.ts';
import {
  describeDuration,
  describeLength,
  describePrice,
  describeStay,
  describeZone,
  formatDay,
  formatTime,
  listChoosable,
} from './wording.ts';

const WEEK = 7;

/** What is looked for: a service in a length for so many, with somebody or anybody, in a week from a date. */
type Search = {
  readonly service: Service;
  readonly partySize: number;
  readonly person: ResourceId | null;
  /** The whole of a course, or one of its sessions. */
  readonly enrolment: Enrolment | undefined;
  readonly from: LocalDate;
};

/** Shows the free times of a week. Without a date, the first week that has any. */
export async function showTimes(context: PlainContext): Promise<void> {
  const named = findNamedService(context, readQuery(context, 'service'));
  if (named === undefined) return sendUnknown(context);
  const enrolment = readEnrolment(named, readQuery(context, 'enrolment'));
  const asChosen = { minutes: readQuery(context, 'minutes'), days: readQuery(context, 'days'), enrolment };
  const service = findChosen(named, asChosen) ?? findChosen(named, { minutes: '', days: '', enrolment }) ?? named;
  const today = computeLocalDate(context.ports.clock.now(), service.timeZone);
  const asked = readQuery(context, 'from');
  const isAsked = isLocalDate(asked) && asked > today;
  const search = { service, enrolment, ...readWish(context, service), from: isAsked ? asked : today };
  const week = await findWeek(context, search);
  if (!week.ok) return sendRefusal(context, week.refusal);
  const { slots, nextDate } = week.value;
  // Whoever has not chosen a week is shown one in which something is free.
  if (slots.length === 0 && nextDate !== null && !isAsked && nextDate !== today) {
    const later = { ...search, from: nextDate };
    const found = await findWeek(context, later);
    if (found.ok) return show(context, later, today, found.value);
  }
  show(context, search, today, week.value);
}

function readWish(context: PlainContext, service: Service): Pick<Search, 'partySize' | 'person'> {
  const party = Number(readQuery(context, 'party'));
  const { minimumPartySize: least, maximumPartySize: most } = service;
  const named = readQuery(context, 'person');
  const isChoosable = isId('res', named) && listChoosable(context.catalog, service).some(({ id }) => id === named);
  return {
    partySize: Number.isInteger(party) && party >= least && party <= most ? party : least,
    person: isChoosable && isId('res', named) ? named : null,
  };
}

/** `full` are the dates that have sessions, none of them with a place. */
type Week = { readonly slots: readonly Slot[]; readonly full: readonly LocalDate[]; readonly nextDate: LocalDate | null };

async function findWeek(
  { ports }: PlainContext,
  { service, partySize, person, enrolment, from }: Search,
): Promise<Outcome<Week>> {
  const { id: serviceId, timeZone } = service;
  const toDate = addDays(from, WEEK);
  const range = { from: computeInstant(from, 0, timeZone), to: computeInstant(toDate, 0, timeZone) };
  const wish = { serviceId, ...lengthOf(service), enrolment, partySize, resourceId: person };
  const slots = await listSlots(ports, { ...wish, range });
  if (!slots.ok) return slots;
  // Whoever wants to come to a class knows its days: one that is not there at all looks like a mistake.
  const isAskedByDay = slots.value.length === 0 || service.kind !== 'appointment';
  if (!isAskedByDay) return { ok: true, value: { slots: slots.value, full: [], nextDate: null } };
  const days = await listDays(ports, { ...wish, fromDate: from, toDate, timeZone });
  if (!days.ok) return days;
  const full = service.kind !== 'appointment' ? days.value.days.filter(({ reason }) => reason === 'full') : [];
  return {
    ok: true,
    value: { slots: slots.value, full: full.map(({ date }) => date), nextDate: days.value.nextAvailableDate },
  };
}

function show(context: PlainContext, search: Search, today: LocalDate, week: Week): void {
  const { slots, nextDate } = week;
  const { service } = search;
  const { locale } = context.catalog.business;
  const isOneOfMany = listOffered(context).length > 1;
  const services = readQuery(context, 'services');
  const back = isOneOfMany
    ? html`<p class="back"><a href="${context.door.link('services', { services })}">All services</a></p>`
    : null;
  const content = html`${back}
    <h1>${service.name}</h1>
    <p class="figures">
      ${describeLength(service)}, ${describePrice(service, locale)}${service.place === null ? null : html`<br />${service.place}`}
    </p>
    ${renderChoices(context, search, today)}
    <p class="quiet">${describeZone(service.timeZone)}</p>
    ${slots.length === 0 ? renderNothing(context, search, nextDate) : null}
    ${service.byDay === undefined ? renderDays(context, search, week) : renderStays(context, search, slots)}
    ${renderWeeks(context, search, today)}`;
  sendPage(context, { title: `${service.name}: choose a time`, content });
}

const nameSearch = (context: PlainContext, { service, partySize, person, enrolment }: Search) => ({
  service: service.id,
  services: readQuery(context, 'services'),
  minutes: listDurations(service).length > 1 ? nameChosen(service).minutes : null,
  days: nameChosen(service).days,
  party: partySize === service.minimumPartySize ? null : String(partySize),
  person,
  enrolment: enrolment ?? null,
});

/** How many come, with whom, and from when on: only what there is to choose. */
function renderChoices(context: PlainContext, search: Search, today: LocalDate): Markup {
  const { service, partySize, person, from } = search;
  const { minimumPartySize: least, maximumPartySize: most } = service;
  const people = listChoosable(context.catalog, service);
  const option = (value: string, label: string, isChosen: boolean): Markup =>
    html`<option value="${value}" ${isChosen ? html` selected` : null}>${label}</option>`;
  const party =
    most === least
      ? null
      : html`<div>
          <label for="party">How many people</label
          ><input type="number" id="party" name="party" min="${least}" max="${most}" value="${partySize}" inputmode="numeric" />
        </div>`;
  const whom =
    people.length < 2
      ? null
      : html`<div>
          <label for="person">With</label
          ><select id="person" name="person">
            ${[option('', 'Anybody who is free', person === null), ...people.map(({ id, name }) => option(id, name, id === person))]}
          </select>
        </div>`;
  const durations = listDurations(findNamedService(context, service.id) ?? service);
  const { locale } = context.catalog.business;
  const length =
    durations.length < 2
      ? null
      : html`<div>
          <label for="minutes">How long</label
          ><select id="minutes" name="minutes">
            ${durations.map((duration) => {
              const { durationMinutes: minutes } = duration;
              const label = `${describeDuration(minutes)}, ${describePrice({ ...service, ...duration }, locale)}`;
              return option(String(minutes), label, minutes === service.durationMinutes);
            })}
          </select>
        </div>`;
  const hidden = renderHidden([
    ...context.door.fields('times'),
    ['service', service.id],
    ['services', readQuery(context, 'services')],
  ]);
  return html`<form class="choices" method="get" action="${context.door.link('times')}">
    ${hidden}${length}${renderNumberOfDays(context, search)}${renderEnrolment(context, search)}${party}${whom}
    <div>
      <label for="from">From</label
      ><input
        type="date"
        id="from"
        name="from"
        value="${from}"
        min="${today}"
        max="${addDays(today, computeReachDays(service))}"
      />
    </div>
    <div><button class="quiet">Show times</button></div>
  </form>`;
}

/** Whether it is to be the whole course or one session, with what each costs. */
function renderEnrolment(context: PlainContext, { service, enrolment }: Search): Markup | null {
  const course = findNamedService(context, service.id);
  if (course?.dropIn === undefined) return null;
  const { locale } = context.catalog.business;
  const option = (value: string, label: string, price: Service['price']): Markup =>
    html`<option value="${value}" ${value === (enrolment ?? '') ? html` selected` : null}>
      ${label}, ${describePrice({ ...course, price }, locale)}
    </option>`;
  return html`<div>
    <label for="enrolment">What</label
    ><select id="enrolment" name="enrolment">
      ${option('', 'Whole course', course.price)}${option('drop_in', 'One session', course.dropIn.price)}
    </select>
  </div>`;
}

/** How many days or nights, where there is a choice. */
function renderNumberOfDays(context: PlainContext, { service }: Search): Markup | null {
  const byDay = findNamedService(context, service.id)?.byDay;
  if (byDay === undefined || byDay.minimum === byDay.maximum) return null;
  const { unit, minimum, maximum } = byDay;
  return html`<div>
    <label for="days">How many ${unit}s</label
    ><input
      type="number"
      id="days"
      name="days"
      min="${minimum}"
      max="${maximum}"
      value="${nameChosen(service).days}"
      inputmode="numeric"
    />
  </div>`;
}

/** The stays that can begin in the week, each from when to when. */
const renderStays = (context: PlainContext, search: Search, slots: readonly Slot[]): Markup =>
  html`<ul class="plain services">
    ${slots.map(({ startsAt, endsAt }) => {
      const link = context.door.link('details', { ...nameSearch(context, search), at: formatInstant(startsAt) });
      return html`<li>
        <a href="${link}"
          ><strong class="figures">${describeStay({ startsAt, endsAt }, search.service, context.catalog)}</strong></a
        >
      </li>`;
    })}
  </ul>`;

function renderDays(context: PlainContext, search: Search, { slots, full }: Week): readonly Markup[] {
  const { timeZone } = search.service;
  const { locale } = context.catalog.business;
  const days = Map.groupBy(slots, ({ startsAt }) => computeLocalDate(startsAt, timeZone));
  return [...new Set([...days.keys(), ...full])].sort().map((date) => {
    const free = days.get(date) ?? [];
    const day = formatDay(computeInstant(date, 720, timeZone), timeZone, locale);
    const isCourse = search.service.kind === 'course';
    const times = html`<ul class="${isCourse ? 'plain services' : 'times'}" aria-labelledby="day-${date}">
      ${free.map((slot) => (isCourse ? renderRun(context, search, slot) : renderSlot(context, search, slot)))}
    </ul>`;
    return html`<h2 id="day-${date}">${day}</h2>
      ${free.length > 0 ? times : html`<p class="quiet">Fully booked</p>`}`;
  });
}

const describeSeats = (remaining: number): string => (remaining === 1 ? '1 seat left' : `${remaining} seats left`);

/** A run of a course: what it is, and all its dates. */
function renderRun(context: PlainContext, search: Search, { startsAt, remaining, sessions }: Slot): Markup {
  const { service, partySize } = search;
  const place = { timeZone: service.timeZone, locale: context.catalog.business.locale };
  const link = context.door.link('details', { ...nameSearch(context, search), at: formatInstant(startsAt) });
  return html`<li>
    <a href="${link}"
      ><strong>${describeSessions(sessions, place)}</strong
      ><span class="figures">${describeDates(sessions, place)}</span
      >${partySize === 1 ? html`<span class="quiet">${describeSeats(remaining)}</span>` : null}</a
    >${renderSessions(sessions, place)}
  </li>`;
}

function renderSlot(context: PlainContext, search: Search, { startsAt, remaining }: Slot): Markup {
  const { service, partySize } = search;
  const { kind, timeZone } = service;
  const at = formatInstant(startsAt);
  // It counts parties, which are people only where one comes alone.
  const isCounted = kind !== 'appointment' && partySize === 1;
  const left = isCounted ? html`<small>${describeSeats(remaining)}</small>` : null;
  const link = context.door.link('details', { ...nameSearch(context, search), at });
  return html`<li>
    <a href="${link}"><time datetime="${at}">${formatTime(startsAt, timeZone, context.catalog.business.locale)}</time>${left}</a>
  </li>`;
}

function renderNothing(context: PlainContext, search: Search, nextDate: LocalDate | null): Markup {
  if (nextDate === null)
    return html`<p>Nothing is free in the time that can be booked${search.person === null ? '' : ' with this person'}.</p>`;
  const { timeZone } = search.service;
  const day = formatDay(computeInstant(nextDate, 720, timeZone), timeZone, context.catalog.business.locale);
  const link = context.door.link('times', { ...nameSearch(context, search), from: nextDate });
  return html`<p>Nothing is free in this week.</p>
    <p><a class="button" href="${link}">Next free: ${day}</a></p>`;
}

function renderWeeks(context: PlainContext, search: Search, today: LocalDate): Markup {
  const link = (from: LocalDate): string => context.door.link('times', { ...nameSearch(context, search), from });
  const before = addDays(search.from, -WEEK);
  const after = addDays(search.from, WEEK);
  const earlier =
    search.from > today ? html`<a href="${link(before > today ? before : today)}">Earlier times</a>` : html`<span></span>`;
  const isReachable = after <= addDays(today, computeReachDays(search.service));
  const name = search.person === null ? '' : ` with ${findResource(context.catalog, search.person)?.name ?? ''}`;
  return html`<nav class="weeks" aria-label="Weeks${name}">
    ${earlier}${isReachable ? html`<a href="${link(after)}">Later times</a>` : null}
  </nav>`;
}
