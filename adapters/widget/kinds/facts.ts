import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeEpochDay } from '../calendar/plain-date.ts';
import { computeLocalTime } from '../display/local-time.ts';
import { writeInstant, writeTimes } from '../later/facts.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { Line } from '../view/line.ts';
import type { BookedKind, WireService, WireSpan } from '../wire-types.ts';
import { writeAddress } from './address.ts';
import { writeDates, writePattern, writeSession } from './run-words.ts';
import type { KindWords } from './run-words.ts';

/** A name and a value. */
export type Fact = readonly [name: string, value: unknown];

const viewList = (rows: readonly unknown[]): TemplateResult =>
  html`<ul class="hf-list">
    ${rows.map((row) => html`<li>${row}</li>`)}
  </ul>`;

/** Draws the parts of an appointment, one after the other, each with its times or how long it takes. */
const viewSteps = (steps: readonly { readonly name: string; readonly length: string }[]): TemplateResult =>
  viewList(steps.map(({ name, length }) => html`<span>${name}</span> <span class="hf-muted">${length}</span>`));

const listStepTimes = ({ steps = [] }: BookedKind, timeZone: string, { words }: KindWords) =>
  steps.map((step) => ({ name: step.name, length: writeTimes(step, timeZone, words) }));

/** Draws all dates of a course, folded. */
export const viewAllDates = (sessions: readonly WireSpan[], timeZone: string, { words, texts }: KindWords): TemplateResult =>
  html`<details class="hf-dates">
    <summary class="hf-amount-name">${texts.allDates}</summary>
    ${viewList(sessions.map((session) => writeSession(session, timeZone, words)))}
  </details>`;

/** Writes when a stay or a course is; null for what is one time. */
export function writeBookedTime(booking: BookedKind & WireSpan, timeZone: string, { words, texts }: KindWords) {
  const { days, sessions, startsAt, endsAt } = booking;
  if (sessions && sessions.length > 1)
    return { day: writeDates(sessions, timeZone, words), times: writePattern(sessions, timeZone, { words, texts }) };
  if (!days) return null;
  const [first, last] = [startsAt, endsAt].map((instant) => computeEpochDay(computeLocalTime(instant, timeZone).date));
  const unit = (last ?? 0) - (first ?? 0) === days ? 'night' : 'day';
  const stay = `${writeInstant(startsAt, timeZone, words)} – ${writeInstant(endsAt, timeZone, words)}`;
  return { day: stay, times: texts.units[unit](days) };
}

/** Lists what the confirmation and the manage page tell of a booking beside what each has. */
export function listBookedFacts(booking: BookedKind & WireSpan, timeZone: string, kind: KindWords): readonly Fact[] {
  const { words, texts } = kind;
  const { steps, sessions, address } = booking;
  return [
    ...(steps?.length ? [[texts.steps, viewSteps(listStepTimes(booking, timeZone, kind))] as const] : []),
    ...(sessions && sessions.length > 1
      ? [[texts.sessions(sessions.length), viewAllDates(sessions, timeZone, kind)] as const]
      : []),
    ...(address ? [[words.texts.where, writeAddress(address, words.format.locale)] as const] : []),
  ];
}

/** Lists what the summary tells of a service that is more than an appointment, and of what is kept of it. */
export function listServiceLines(state: WidgetState, service: WireService, timeZone: string, kind: KindWords): readonly Line[] {
  const { words, texts } = kind;
  const { hold, wish } = state;
  const booked = hold?.booked;
  const when =
    hold && booked ? listWhen({ ...booked, startsAt: hold.startsAt, endsAt: hold.endsAt }, service, timeZone, kind) : [];
  const steps = booked?.steps?.length
    ? listStepTimes(booked, timeZone, kind)
    : service.steps?.map(({ name, durationMinutes }) => ({ name, length: words.format.duration(durationMinutes) }));
  const place = booked?.address ? writeAddress(booked.address, words.format.locale) : wish.postcode;
  return [
    ...when,
    ...(steps?.length ? [{ name: texts.steps, value: viewSteps(steps), step: null }] : []),
    ...(service.atCustomer && place ? [{ name: words.texts.where, value: place, step: 'time' as const }] : []),
  ];
}

function listWhen(booked: BookedKind & WireSpan, service: WireService, timeZone: string, kind: KindWords): readonly Line[] {
  const { words, texts } = kind;
  const { days, sessions } = booked;
  const line = (name: string, value: unknown): Line => ({ name, value, step: 'time' });
  if (sessions && sessions.length > 1) {
    const dates = html`${writePattern(sessions, timeZone, kind)}<br />${writeDates(sessions, timeZone, words)}
      ${viewAllDates(sessions, timeZone, kind)}`;
    return [line(words.texts.when, dates)];
  }
  if (!days || !service.byDay) return [];
  const length = texts.units[service.byDay.unit](days);
  const stay = html`${length}<br /><span class="hf-muted">${texts.begins}</span>
    ${writeInstant(booked.startsAt, timeZone, words)}<br /><span class="hf-muted">${texts.ends}</span>
    ${writeInstant(booked.endsAt, timeZone, words)}`;
  return [line(words.texts.when, stay)];
}
