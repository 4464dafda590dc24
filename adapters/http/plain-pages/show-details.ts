import { computeEnd, findResource, formatInstant, listDurations, listRuns, MINUTE } from '../../../core/index.ts';
import { readTyped, readWish } from './booking-form.ts';
import type { BookingWish, FieldProblem, Typed } from './booking-form.ts';
import { describeDates, describeSessions, renderSessions } from './course-words.ts';
import { renderFields } from './details-fields.ts';
import { renderHidden, renderProblems } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { nameChosen, readQuery, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { sendUnknown } from './send-refusal.ts';
import { describeLength, describeStay, describeWhen } from './wording.ts';

/** Asks who comes: for a time that was just chosen, or with what was typed before, by whoever turns back. */
export function showDetails(context: PlainContext): void {
  const typed = context.request.method === 'POST' ? readTyped(context) : readChosen(context);
  const wish = readWish(context, typed);
  return wish === null ? sendUnknown(context) : sendDetails(context, wish, typed, []);
}

/** What stands in the address of a time. */
function readChosen(context: PlainContext): Typed {
  const names = ['service', 'services', 'minutes', 'days', 'enrolment', 'at', 'party', 'person'] as const;
  return Object.fromEntries(names.map((name) => [name, readQuery(context, name)] as const).filter(([, value]) => value !== ''));
}

/** Sends the form with what was typed, and what is wrong with it. */
export function sendDetails(context: PlainContext, wish: BookingWish, typed: Typed, problems: readonly FieldProblem[]): void {
  const { service, startsAt, resourceId, partySize } = wish;
  const { door, catalog } = context;
  const hidden = renderHidden([
    ['service', service.id],
    ['services', typed['services'] ?? ''],
    ...Object.entries(nameChosen(service)),
    ['enrolment', wish.enrolment ?? ''],
    ['at', formatInstant(startsAt)],
    ['person', resourceId ?? ''],
  ]);
  const chosen = {
    person: resourceId,
    party: typed['party'] ?? null,
    minutes: typed['minutes'] ?? null,
    days: typed['days'] ?? null,
    enrolment: wish.enrolment ?? null,
  };
  const back = { service: service.id, services: typed['services'] ?? '', ...chosen };
  const filled = { ...typed, party: typed['party'] ?? String(partySize) };
  const content = html`<p class="back"><a href="${door.link('times', back)}">Choose another time</a></p>
    <h1>Your details</h1>
    ${renderProblems(problems)} ${renderChosen(context, wish)}
    <form method="post" action="${door.link('review')}" novalidate>
      ${hidden} ${renderFields(catalog, service, filled, problems)}
      <div class="actions"><button>See the price</button></div>
    </form>`;
  sendPage(context, { title: 'Your details', content, isError: problems.length > 0 }, problems.length > 0 ? 422 : 200);
}

/** When it is: all dates of a course from the chosen one on. */
function renderWhen({ catalog }: PlainContext, { service, startsAt }: Pick<BookingWish, 'service' | 'startsAt'>): Markup {
  const when = describeWhen(startsAt, service, catalog);
  if (service.byDay !== undefined)
    return html`${describeStay({ startsAt, endsAt: computeEnd(service, startsAt) }, service, catalog)}`;
  const run = service.kind === 'course' ? listRuns(service).find((starts) => starts.includes(startsAt)) : undefined;
  if (run === undefined) return html`${when}`;
  const length = service.durationMinutes * MINUTE;
  const sessions = run.filter((start) => start >= startsAt).map((start) => ({ startsAt: start, endsAt: start + length }));
  const place = { timeZone: service.timeZone, locale: catalog.business.locale };
  return html`${describeSessions(sessions, place)}<br />${describeDates(sessions, place)} ${renderSessions(sessions, place)}`;
}

/** What was chosen, in words. */
export function renderChosen(context: PlainContext, { service, startsAt, resourceId }: BookingWish): Markup {
  const person = resourceId === null ? undefined : findResource(context.catalog, resourceId);
  const hasChoice = listDurations(service).length > 1 || service.byDay !== undefined;
  return html`<dl>
    <dt>What</dt>
    <dd>
      ${service.name}${hasChoice ? `, ${describeLength(service)}` : ''}${person === undefined ? '' : ` with ${person.name}`}
    </dd>
    <dt>When</dt>
    <dd class="figures">${renderWhen(context, { service, startsAt })}</dd>
    ${
      service.place === null
        ? null
        : html`<dt>Where</dt>
            <dd>${service.place}</dd>`
    }
  </dl>`;
}
