import {
  computeEnd,
  describeAddress,
  findResource,
  formatInstant,
  listBookedSteps,
  listDurations,
  listRuns,
  MINUTE,
} from '../../../core/index.ts';
import type { FixedPlace } from './address-fields.ts';
import { readTyped, readWish } from './booking-form.ts';
import type { BookingWish } from './booking-form.ts';
import type { FieldProblem, Typed } from './typed.ts';
import { describeDates, describeSessions, renderSessions } from './course-words.ts';
import { renderFields } from './details-fields.ts';
import type { Parameters } from './door.ts';
import { renderHidden, renderProblems } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { nameChosen, readQuery, sendOn, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { sendUnknown } from './send-refusal.ts';
import { renderBookedSteps } from './step-words.ts';
import { describeLength, describeStay, describeWhen } from './wording.ts';

/** Asks who comes: for a time that was just chosen, or with what was typed before, by whoever turns back. */
export function showDetails(context: PlainContext): void {
  const typed = context.request.method === 'POST' ? readTyped(context) : readChosen(context);
  const wish = readWish(context, typed);
  if (wish === null) return sendUnknown(context);
  // Whoever says no place yet is asked for it first.
  const isNowhere = wish.service.atCustomer && (typed['postcode'] ?? '') === '';
  return isNowhere ? sendOn(context, context.door.link('times', nameWish(wish, typed))) : sendDetails(context, wish, typed, []);
}

/** What stands in the address of a time. */
function readChosen(context: PlainContext): Typed {
  const names = [
    'service',
    'services',
    'minutes',
    'days',
    'enrolment',
    'at',
    'party',
    'person',
    'postcode',
    'country',
    'again',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, readQuery(context, name)] as const).filter(([, value]) => value !== ''));
}

/** Names what was looked for when the time of a wish was found, as the address of the times carries it. */
export const nameWish = (wish: BookingWish, typed: Typed): Parameters => ({
  service: wish.service.id,
  services: typed['services'] ?? '',
  person: wish.resourceId,
  party: typed['party'] ?? null,
  minutes: typed['minutes'] ?? null,
  days: typed['days'] ?? null,
  enrolment: wish.enrolment ?? null,
  postcode: typed['postcode'] ?? null,
  country: typed['country'] ?? null,
  again: typed['again'] ?? null,
});

/** Sends the form with what was typed, and what is wrong with it. */
export function sendDetails(context: PlainContext, wish: BookingWish, typed: Typed, problems: readonly FieldProblem[]): void {
  const { service, startsAt, resourceId, partySize } = wish;
  const { door, catalog, words } = context;
  const { texts } = words;
  const { postcode = '', country = '' } = typed;
  const hidden = renderHidden([
    ['service', service.id],
    ['services', typed['services'] ?? ''],
    ...Object.entries(nameChosen(service)),
    ['enrolment', wish.enrolment ?? ''],
    ['at', formatInstant(startsAt)],
    ['person', resourceId ?? ''],
    ['again', typed['again'] ?? ''],
    ...(service.atCustomer ? [['postcode', postcode] as const, ['country', country] as const] : []),
  ]);
  const times = nameWish(wish, typed);
  const fixed: FixedPlace = { postcode, country, otherPlace: door.link('times', { ...times, postcode: null, country: null }) };
  const filled = { ...typed, party: typed['party'] ?? String(partySize) };
  const content = html`<p class="back"><a href="${door.link('times', times)}">${texts.otherTime}</a></p>
    <h1>${texts.details}</h1>
    ${renderProblems(problems, words)} ${renderChosen(context, wish)}
    <form method="post" action="${door.link('review')}" novalidate>
      ${hidden} ${renderFields(catalog, service, { typed: filled, problems, fixed }, words)}
      <div class="actions"><button>${texts.plain.seePrice}</button></div>
    </form>`;
  sendPage(context, { title: texts.details, content, isError: problems.length > 0 }, problems.length > 0 ? 422 : 200);
}

/** When it is: all dates of a course from the chosen one on. */
function renderWhen({ words }: PlainContext, { service, startsAt }: Pick<BookingWish, 'service' | 'startsAt'>): Markup {
  const when = describeWhen(startsAt, service, words);
  if (service.byDay !== undefined)
    return html`${describeStay({ startsAt, endsAt: computeEnd(service, startsAt) }, service, words)}`;
  const run = service.kind === 'course' ? listRuns(service).find((starts) => starts.includes(startsAt)) : undefined;
  if (run === undefined) return html`${when}`;
  const length = service.durationMinutes * MINUTE;
  const sessions = run.filter((start) => start >= startsAt).map((start) => ({ startsAt: start, endsAt: start + length }));
  const place = { timeZone: service.timeZone, words };
  return html`${describeSessions(sessions, place)}<br />${describeDates(sessions, place)} ${renderSessions(sessions, place)}`;
}

/** What was chosen, in words. */
export function renderChosen(context: PlainContext, { service, startsAt, resourceId, address }: BookingWish): Markup {
  const { words } = context;
  const { texts } = words;
  const person = resourceId === null ? undefined : findResource(context.catalog, resourceId);
  const hasChoice = listDurations(service).length > 1 || service.byDay !== undefined;
  const place = address === null ? service.place : describeAddress(address);
  const sold = hasChoice ? `${service.name}, ${describeLength(service, words)}` : service.name;
  const zone = { timeZone: service.timeZone, words };
  return html`<dl>
    <dt>${texts.plain.what}</dt>
    <dd>${person === undefined ? sold : texts.plain.withPerson(sold, person.name)}</dd>
    <dt>${texts.when}</dt>
    <dd class="figures">
      ${renderWhen(context, { service, startsAt })}${renderBookedSteps(listBookedSteps(service, startsAt), zone)}
    </dd>
    ${
      place === null
        ? null
        : html`<dt>${texts.where}</dt>
            <dd>${place}</dd>`
    }
  </dl>`;
}
