import { html } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import { computeTimeZone, hasPersonChoice } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { Line } from '../view/line.ts';
import type { WireService } from '../wire-types.ts';
import { writeTimes } from './facts.ts';
import type { LaterContext } from './later-context.ts';
import { findKinds } from './load-kinds.ts';

/** Lists what the summary tells once a time is kept, or of a service that is more than an appointment. */
export function listLines(state: WidgetState, service: WireService, context: LaterContext): readonly Line[] {
  const { texts, format } = context;
  const { hold } = state;
  const hasPeople = hasPersonChoice(service);
  const timeZone = computeTimeZone(state, service);
  const names = hold?.resources.filter((resource) => resource.kind === 'staff' || hasPeople).map((resource) => resource.name);
  const who: Line = { name: texts.with, value: names?.join(', '), step: hasPeople ? 'person' : null };
  const own = findKinds(context)?.listLines(state, service, timeZone, context);
  const when = (): Line => ({
    name: texts.when,
    value: hold
      ? html`${format.day(computeLocalTime(hold.startsAt, timeZone).date)}<br />${writeTimes(hold, timeZone, context)}`
      : null,
    step: 'time',
  });
  const people: Line = { name: texts.people, value: texts.peopleCount(state.partySize), step: 'time' };
  return [
    ...(names?.length ? [who] : []),
    ...(hold && !own?.some((line) => line.name === texts.when) ? [when()] : []),
    ...(own ?? []),
    ...(service.maximumPartySize > 1 && state.step !== 'person' ? [people] : []),
  ];
}

/** Writes what the folded summary says of a kept time. */
export function writeFolded(state: WidgetState, service: WireService, { format }: LaterContext): string | null {
  if (!state.hold) return null;
  const timeZone = computeTimeZone(state, service);
  const day = format.shortDay(computeLocalTime(state.hold.startsAt, timeZone).date);
  return `${service.name} · ${day} ${format.time(state.hold.startsAt, timeZone)}`;
}
