import { buildPostcodeField, renderCountry } from './address-fields.ts';
import type { FieldProblem } from './typed.ts';
import { renderField } from './field.ts';
import { renderHidden, renderProblems } from './layout.ts';
import { html } from './markup.ts';
import { readQuery, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { nameSearch } from './search.ts';
import type { Search } from './search.ts';
import { renderTop } from './service-top.ts';

/** Asks where to come, before any time is shown. `problem` is what is wrong with the place that was named. */
export function askPlace(context: PlainContext, search: Omit<Search, 'from'>, problem: FieldProblem | null): void {
  const { door, catalog, words } = context;
  const { texts } = words;
  const { service, postal } = search;
  const kept = Object.entries({ ...nameSearch(context, search), postcode: null, country: null });
  const hidden = renderHidden([
    ...door.fields('times'),
    ...kept.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const])),
  ]);
  const problems = problem === null ? [] : [problem];
  const country = renderCountry(catalog, service, postal?.country ?? '', words);
  const field = { ...buildPostcodeField(words), hint: texts.postcodeHint };
  const content = html`${renderTop(context, search, null)}
    <h2>${texts.postcodeQuestion}</h2>
    ${renderProblems(problems, words)}
    <form method="get" action="${door.link('times')}">
      ${hidden}${country === null ? null : html`<div class="field">${country}</div>`}
      ${renderField(field, { postcode: postal?.postcode ?? readQuery(context, 'postcode') }, problems)}
      <div class="actions"><button>${texts.showTimes}</button></div>
    </form>`;
  const isError = problem !== null;
  sendPage(context, { title: `${service.name}: ${texts.postcodeQuestion}`, content, isError }, isError ? 422 : 200);
}
