import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ProblemWords } from '../../../core/index.ts';
import { textOf } from '../parse-problem.ts';
import { isAway } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { Notice, WidgetState } from '../state/booking-state.ts';
import type { LaterPart } from './later-part.ts';
import { pressable } from './pressable.ts';
import type { Contact, ViewContext, Words } from './view-context.ts';

/** Draws the ways to reach the business as links. */
export const viewContactLinks = ({ phone, email }: Contact): TemplateResult =>
  html`${phone ? html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>` : nothing}
  ${email ? html`<a href="mailto:${email}">${email}</a>` : nothing}`;

/** Draws how the business can be reached without the service. */
export const viewContact = (contact: Contact, { texts }: Words): TemplateResult | typeof nothing =>
  contact.phone || contact.email ? html`<div class="hf-choices">${texts.contact} ${viewContactLinks(contact)}</div>` : nothing;

/** Writes what went wrong and what to do next, in the visitor's language; the service itself says it in English. */
export const writeProblem = ({ code, detail, source }: Problem, { texts }: Words): ProblemWords =>
  texts.problems[code] ?? {
    title: textOf(source?.['title']) || texts.failed,
    advice: detail || texts.chooseAnother,
  };

type ProblemNotice = Extract<Notice, { kind: 'problem' }>;

/** Whether nobody can book here for now. Without the services that is so whatever the reason: the visitor can do nothing about it. */
const isOutOfReach = ({ problem }: ProblemNotice, { catalog }: WidgetState): boolean => isAway(problem) || catalog === null;

function viewProblem(notice: ProblemNotice, state: WidgetState, context: ViewContext, later: LaterPart | null): TemplateResult {
  const { texts, send } = context;
  const { problem, lane } = notice;
  if (!isOutOfReach(notice, state)) return html`<div>${writeProblem(problem, context).advice}</div>`;
  return html`
    ${state.hold ? html`<div>${later?.writeAwayKept(context)}</div>` : nothing}
    <div class="hf-choices">
      ${pressable(texts.retry, { look: 'hf-choice hf-choice-main', press: () => send({ kind: 'retried', lane }) })}
    </div>
    ${viewContact(context.contact, context)}
  `;
}

/** Draws what the visitor has to be told, above the step: it takes the focus, so it is read at once. */
export function viewNotice(state: WidgetState, context: ViewContext, later: LaterPart | null): TemplateResult | typeof nothing {
  const { notice } = state;
  if (notice === null) return nothing;
  const { texts } = context;
  const box = (title: string, body: unknown): TemplateResult =>
    html`<div class="hf-notice" role="alert" tabindex="-1">
      <div class="hf-strong">${title}</div>
      ${body}
    </div>`;
  if (notice.kind === 'problem')
    return box(
      isOutOfReach(notice, state) ? texts.away : writeProblem(notice.problem, context).title,
      viewProblem(notice, state, context, later),
    );
  const written = later?.writeNotice(notice, state, context);
  return written ? box(written.title, written.body) : nothing;
}

/** Draws that a request takes long, with a way to ask again. */
export const viewStalled = (state: WidgetState, { texts, send }: ViewContext): TemplateResult | typeof nothing => {
  const lane = state.stalled;
  if (lane === null) return nothing;
  return html`<div class="hf-choices" role="status">
    <span>${texts.stalled}</span> ${pressable(texts.retry, { look: 'hf-link', press: () => send({ kind: 'retried', lane }) })}
  </div>`;
};
