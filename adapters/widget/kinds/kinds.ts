// Makes the whole first part reachable from here, so that the bundler keeps it in one file instead of splitting it by who uses what.
import '../holdfast.ts';
import type { TemplateResult } from 'lit-html';
import type { LaterContext, LaterWords } from '../later/later-context.ts';
import { findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import type { Line } from '../view/line.ts';
import type { BookedKind, WireService, WireSpan } from '../wire-types.ts';
import { viewAddressFields, viewPlace, viewPostcodeForm, writeAddress, writeAddressError } from './address.ts';
import { viewEnrolment, viewNumberOfDays } from './choices.ts';
import { listBookedFacts, listServiceLines, writeBookedTime } from './facts.ts';
import type { Fact } from './facts.ts';
import type { OwnTimes } from './own-times.ts';
import { viewRuns } from './runs.ts';
import { viewSessions } from './sessions.ts';
import { viewStay } from './stay.ts';

/** Everything that is drawn of services and bookings that are more than an appointment; one chunk, loaded when somebody chooses such a service. */
export type KindsPart = {
  readonly viewChoices: (state: WidgetState, service: WireService, context: LaterContext) => readonly unknown[];
  /** The question for the postcode, which stands in the place of the month. */
  readonly viewPostcodeForm: (state: WidgetState, context: LaterContext) => TemplateResult;
  /** What is asked in the step of the time; empty for that. */
  readonly writeTitle: (state: WidgetState) => string;
  readonly viewTimes: (own: OwnTimes, words: LaterWords) => TemplateResult;
  readonly viewAddressFields: (state: WidgetState, service: WireService, context: LaterContext) => TemplateResult;
  readonly writeAddressError: (state: WidgetState, field: string) => string | null;
  readonly writeAddress: typeof writeAddress;
  readonly atYours: string;
  /** What the summary tells of a service and of what is kept of it. */
  readonly listLines: (state: WidgetState, service: WireService, timeZone: string, words: LaterWords) => readonly Line[];
  /** When a booking is that is more than one time; null for one that is not. */
  readonly writeTime: (
    booking: BookedKind & WireSpan,
    timeZone: string,
    words: LaterWords,
  ) => { readonly day: string; readonly times: string } | null;
  readonly listFacts: (booking: BookedKind & WireSpan, timeZone: string, words: LaterWords) => readonly Fact[];
};

function viewTimes(own: OwnTimes, words: LaterWords, texts: KindTexts): TemplateResult {
  if (own.service.byDay) return viewStay(own, own.service.byDay, words, texts);
  const isCourse = own.service.kind === 'course' && own.picker.subject.enrolment !== 'drop_in';
  return isCourse ? viewRuns(own, words, texts) : viewSessions(own, words, texts);
}

function writeTitle(state: WidgetState, texts: KindTexts): string {
  const service = findService(state);
  if (service?.atCustomer && !state.picker) return texts.postcodeQuestion;
  return service?.byDay ? texts.chooseDates : '';
}

/** Creates the part in one language. */
export const createKinds = (texts: KindTexts): KindsPart => ({
  viewChoices: (state, service, context) => [
    viewPlace(state, service, context, texts),
    viewEnrolment(state, service, context, texts),
    viewNumberOfDays(state, service, context, texts),
  ],
  viewPostcodeForm: (state, context) => viewPostcodeForm(state, context, texts),
  writeTitle: (state) => writeTitle(state, texts),
  viewTimes: (own, words) => viewTimes(own, words, texts),
  viewAddressFields: (state, service, context) => viewAddressFields(state, service, context, texts),
  writeAddressError: (state, field) => writeAddressError(state, field, texts),
  writeAddress,
  atYours: texts.atYours,
  listLines: (state, service, timeZone, words) => listServiceLines(state, service, timeZone, { words, texts }),
  writeTime: (booking, timeZone, words) => writeBookedTime(booking, timeZone, { words, texts }),
  listFacts: (booking, timeZone, words) => listBookedFacts(booking, timeZone, { words, texts }),
});
