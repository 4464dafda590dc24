import type { FieldProblem, Typed } from './typed.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** A field of a form, with its label. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel' | 'number';
  readonly autocomplete: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
};

/** Finds what is wrong with a field; null for nothing. */
export const findProblem = (problems: readonly FieldProblem[], name: string): string | null =>
  problems.find(({ field }) => field === name)?.message ?? null;

/** Renders what is wrong with a field, where the field says that it is described by it. */
export const renderProblem = (name: string, problem: string | null): Markup | null =>
  problem === null ? null : html`<p class="error" id="${name}-error">${problem}</p>`;

/** Renders a field with its label, its hint, and its error beside it; `more` are further attributes. */
export function renderField(field: Field, typed: Typed, problems: readonly FieldProblem[], more: Markup | null = null): Markup {
  const { name, label, type, autocomplete, hint, isRequired = false } = field;
  const problem = findProblem(problems, name);
  const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(problem === null ? [] : [`${name}-error`])].join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint === undefined ? null : html`<p class="hint" id="${name}-hint">${hint}</p>`}${renderProblem(name, problem)}
    <input
      type="${type}"
      id="${name}"
      name="${name}"
      value="${typed[name] ?? ''}"
      autocomplete="${autocomplete}"
      ${described === '' ? null : html` aria-describedby="${described}"`}${problem === null ? null : html` aria-invalid="true"`}${isRequired ? html` required` : null}${more}
    />
  </div>`;
}

/** Renders a choice of a form. */
export const renderOption = (value: string, label: string, isChosen: boolean): Markup =>
  html`<option value="${value}" ${isChosen ? html` selected` : null}>${label}</option>`;
