import { addDays, computeReachDays, listDurations } from '../../../core/index.ts';
import type { LocalDate, Service } from '../../../core/index.ts';
import { renderCountry } from './address-fields.ts';
import { renderOption } from './field.ts';
import { renderHidden } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { findChosen, findNamedService, nameChosen, readQuery } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import type { Search } from './search.ts';
import { describeDuration, describePrice, listChoosable } from './wording.ts';

/** Renders what can be chosen about times: where to, how long, how many come, with whom, and from when on; only what there is to choose. */
export function renderChoices(context: PlainContext, search: Search, today: LocalDate): Markup {
  const { service, from } = search;
  const { texts } = context.words;
  const hidden = renderHidden([
    ...context.door.fields('times'),
    ['service', service.id],
    ['services', readQuery(context, 'services')],
    ['again', readQuery(context, 'again')],
  ]);
  return html`<form class="choices" method="get" action="${context.door.link('times')}">
    ${hidden}${renderPlace(context, search)}${renderLength(context, search)}${renderNumberOfDays(context, search)}${renderEnrolment(context, search)}${renderParty(context, search)}${renderPeople(context, search)}
    <div>
      <label for="from">${texts.plain.from}</label
      ><input
        type="date"
        id="from"
        name="from"
        value="${from}"
        min="${today}"
        max="${addDays(today, computeReachDays(service))}"
      />
    </div>
    <div><button class="quiet">${texts.showTimes}</button></div>
  </form>`;
}

/** Where the customer is. */
function renderPlace({ catalog, words }: PlainContext, { service, postal }: Search): Markup | null {
  if (!service.atCustomer) return null;
  const country = renderCountry(catalog, service, postal?.country ?? '', words);
  return html`<div>
      <label for="postcode">${words.texts.postcode}</label
      ><input type="text" id="postcode" name="postcode" value="${postal?.postcode ?? ''}" autocomplete="postal-code" required />
    </div>
    ${country === null ? null : html`<div>${country}</div>`}`;
}

function renderParty({ words }: PlainContext, { service, partySize }: Search): Markup | null {
  const { minimumPartySize: least, maximumPartySize: most } = service;
  if (most === least) return null;
  return html`<div>
    <label for="party">${words.texts.plain.howManyPeople}</label
    ><input type="number" id="party" name="party" min="${least}" max="${most}" value="${partySize}" inputmode="numeric" />
  </div>`;
}

function renderPeople({ catalog, words }: PlainContext, { service, person }: Search): Markup | null {
  const people = listChoosable(catalog, service);
  if (people.length < 2) return null;
  const options = people.map(({ id, name }) => renderOption(id, name, id === person));
  return html`<div>
    <label for="person">${words.texts.with}</label
    ><select id="person" name="person">
      ${[renderOption('', words.texts.plain.anybody, person === null), ...options]}
    </select>
  </div>`;
}

function renderLength(context: PlainContext, { service }: Search): Markup | null {
  const durations = listDurations(findNamedService(context, service.id) ?? service);
  if (durations.length < 2) return null;
  const { words } = context;
  return html`<div>
    <label for="minutes">${words.texts.plain.howLong}</label
    ><select id="minutes" name="minutes">
      ${durations.map((duration) => {
        const { durationMinutes: minutes } = duration;
        const label = `${describeDuration(minutes, words)}, ${describePrice({ ...service, ...duration }, context)}`;
        return renderOption(String(minutes), label, minutes === service.durationMinutes);
      })}
    </select>
  </div>`;
}

/** Whether it is to be the whole course or one session, with what each costs. */
function renderEnrolment(context: PlainContext, { service, enrolment }: Search): Markup | null {
  const course = findNamedService(context, service.id);
  const single = course && findChosen(course, { minutes: '', days: '', enrolment: 'drop_in' });
  if (course?.dropIn === undefined || single === undefined) return null;
  const { texts } = context.words;
  const option = (value: string, label: string, sold: Service): Markup =>
    renderOption(value, `${label}, ${describePrice(sold, context)}`, value === (enrolment ?? ''));
  return html`<div>
    <label for="enrolment">${texts.plain.what}</label
    ><select id="enrolment" name="enrolment">
      ${option('', texts.wholeCourse, course)}${option('drop_in', texts.oneSession, single)}
    </select>
  </div>`;
}

/** How many days or nights, where there is a choice. */
function renderNumberOfDays(context: PlainContext, { service }: Search): Markup | null {
  const byDay = findNamedService(context, service.id)?.byDay;
  if (byDay === undefined || byDay.minimum === byDay.maximum) return null;
  const { unit, minimum, maximum } = byDay;
  return html`<div>
    <label for="days">${context.words.texts.howMany[unit]}</label
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
