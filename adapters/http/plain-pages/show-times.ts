import {
  addDays,
  computeInstant,
  computeLocalDate,
  computeReachDays,
  findResource,
  isLocalDate,
  listDays,
  listSlots,
} from '../../../core/index.ts';
import type { LocalDate, Outcome, Refusal, Slot } from '../../../core/index.ts';
import { readAgain } from './again.ts';
import { askPlace } from './ask-place.ts';
import { findPlaceProblem } from './customer-address.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { renderDays, renderStays } from './offered-times.ts';
import { lengthOf, readQuery, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { nameSearch, readSearch } from './search.ts';
import type { Search } from './search.ts';
import { sendRefusal, sendUnknown } from './send-refusal.ts';
import { findWay, renderTop } from './service-top.ts';
import { renderChoices } from './time-choices.ts';
import { describeZone, formatDay } from './wording.ts';

const WEEK = 7;

/** Shows the free times of a week. Without a date, the first week that has any; before that asks where to come, where times depend on it. */
export async function showTimes(context: PlainContext): Promise<void> {
  const wanted = readSearch(context);
  if (wanted === null) return sendUnknown(context);
  if (wanted.service.atCustomer && wanted.postal === undefined) return askPlace(context, wanted, null);
  const today = computeLocalDate(context.ports.clock.now(), wanted.service.timeZone);
  const asked = readQuery(context, 'from');
  const isAsked = isLocalDate(asked) && asked > today;
  const search = { ...wanted, from: isAsked ? asked : today };
  const week = await findWeek(context, search);
  if (!week.ok) return answerRefusal(context, search, week.refusal);
  const { slots, nextDate } = week.value;
  // Whoever has not chosen a week is shown one in which something is free.
  if (slots.length === 0 && nextDate !== null && !isAsked && nextDate !== today) {
    const later = { ...search, from: nextDate };
    const found = await findWeek(context, later);
    if (found.ok) return show(context, later, today, found.value);
  }
  return show(context, search, today, week.value);
}

function answerRefusal(context: PlainContext, search: Search, refusal: Pick<Refusal, 'code' | 'details'>): void {
  const problem = findPlaceProblem(refusal, search.postal?.postcode ?? '', context.words);
  return problem === null ? sendRefusal(context, refusal) : askPlace(context, search, problem);
}

/** `full` are the dates that have sessions, none of them with a place. */
type Week = { readonly slots: readonly Slot[]; readonly full: readonly LocalDate[]; readonly nextDate: LocalDate | null };

async function findWeek(
  context: PlainContext,
  { service, partySize, person, enrolment, postal, from }: Search,
): Promise<Outcome<Week>> {
  const { ports } = context;
  const { id: serviceId, timeZone } = service;
  const lastWith = await readAgain(context, readQuery(context, 'again'), serviceId);
  const toDate = addDays(from, WEEK);
  const range = { from: computeInstant(from, 0, timeZone), to: computeInstant(toDate, 0, timeZone) };
  const wish = { serviceId, ...lengthOf(service), enrolment, partySize, resourceId: person, address: postal };
  const slots = await listSlots(ports, { ...wish, range, lastWith });
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

async function show(context: PlainContext, search: Search, today: LocalDate, week: Week): Promise<void> {
  const { slots, nextDate } = week;
  const { service } = search;
  const { words } = context;
  const content = html`${renderTop(context, search, await findWay(context, search))} ${renderChoices(context, search, today)}
    <p class="quiet">${describeZone(service.timeZone, words)}</p>
    ${slots.length === 0 ? renderNothing(context, search, nextDate) : null}
    ${service.byDay === undefined ? renderDays(context, search, week) : renderStays(context, search, slots)}
    ${renderWeeks(context, search, today)}`;
  sendPage(context, { title: `${service.name}: ${words.texts.chooseTime}`, content });
}

function renderNothing(context: PlainContext, search: Search, nextDate: LocalDate | null): Markup {
  const { texts } = context.words;
  const { plain } = texts;
  if (nextDate === null) return html`<p>${search.person === null ? plain.nothingFree : plain.nothingFreeWith}</p>`;
  const { timeZone } = search.service;
  const day = formatDay(computeInstant(nextDate, 720, timeZone), timeZone, context.words);
  const link = context.door.link('times', { ...nameSearch(context, search), from: nextDate });
  return html`<p>${plain.nothingThisWeek}</p>
    <p><a class="button" href="${link}">${texts.nextFree(day)}</a></p>`;
}

function renderWeeks(context: PlainContext, search: Search, today: LocalDate): Markup {
  const link = (from: LocalDate): string => context.door.link('times', { ...nameSearch(context, search), from });
  const { plain } = context.words.texts;
  const before = addDays(search.from, -WEEK);
  const after = addDays(search.from, WEEK);
  const earlier =
    search.from > today ? html`<a href="${link(before > today ? before : today)}">${plain.earlier}</a>` : html`<span></span>`;
  const isReachable = after <= addDays(today, computeReachDays(search.service));
  const person = search.person === null ? undefined : findResource(context.catalog, search.person);
  const name = person === undefined ? plain.weeks : plain.weeksWith(person.name);
  return html`<nav class="weeks" aria-label="${name}">
    ${earlier}${isReachable ? html`<a href="${link(after)}">${plain.later}</a>` : null}
  </nav>`;
}
