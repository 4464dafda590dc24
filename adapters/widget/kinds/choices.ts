import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { LaterContext } from '../later/later-context.ts';
import { viewStepper } from '../later/stepper.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import { writeListPrice, writeUnit } from '../view/summary.ts';
import { moveBetweenTimes } from '../view/times.ts';
import type { WirePrice, WireService, Wish } from '../wire-types.ts';

/** Draws the choice between a whole course and one of its sessions. */
export function viewEnrolment(
  state: WidgetState,
  service: WireService,
  context: LaterContext,
  texts: KindTexts,
): TemplateResult | typeof nothing {
  const { send, id } = context;
  const course = state.catalog?.services.find((candidate) => candidate.id === service.id);
  if (!course?.dropIn) return nothing;
  const chosen = state.wish.enrolment ?? 'course';
  const view = (enrolment: NonNullable<Wish['enrolment']>, name: string, price: WirePrice): TemplateResult =>
    html`<div
      class="hf-time"
      role="radio"
      tabindex=${enrolment === chosen ? '0' : '-1'}
      aria-checked=${String(enrolment === chosen)}
      @click=${() => send({ kind: 'wished', wish: { enrolment } })}
    >
      <span>${name}</span>
      <span class="hf-note">${writeListPrice(price, context)} ${writeUnit(service, context.texts)}</span>
    </div>`;
  return html`<div class="hf-durations">
    <div class="hf-strong" id="${id}-enrolment">${texts.chooseEnrolment}</div>
    <div class="hf-times-row hf-wide-choices" role="radiogroup" aria-labelledby="${id}-enrolment" @keydown=${moveBetweenTimes}>
      ${view('course', texts.wholeCourse, course)}${view('drop_in', texts.oneSession, course.dropIn)}
    </div>
  </div>`;
}

/** Draws how many days or nights. */
export function viewNumberOfDays(
  { wish }: WidgetState,
  { byDay }: WireService,
  context: LaterContext,
  texts: KindTexts,
): TemplateResult | typeof nothing {
  if (!byDay || byDay.minimum === byDay.maximum) return nothing;
  const { unit, minimum, maximum } = byDay;
  const choose = (days: number): void => context.send({ kind: 'wished', wish: { days } });
  return viewStepper({ key: 'days', name: texts.howMany[unit], value: wish.days ?? minimum, minimum, maximum, choose }, context);
}
