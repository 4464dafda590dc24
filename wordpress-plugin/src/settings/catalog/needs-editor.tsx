import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { createNeed, resourceKinds } from '../../model/needs.ts';
import type { TypedNeed } from '../../model/needs.ts';
import { findOwnMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { NeedFields } from './need-fields.tsx';
import { nameResourceKind } from './words.ts';

/** The kind of what is added next: something that the business has and the service does not ask for yet. */
const findNextKind = ({ resources }: CatalogDocument, needs: readonly TypedNeed[]) =>
  resourceKinds.find(
    (kind) => !needs.some((need) => need.of === kind) && resources.some((resource) => resource['kind'] === kind),
  ) ?? 'staff';

/** Who and what a service needs; the usual case is one group of people. */
export function NeedsEditor({
  id,
  document,
  form,
  change,
  problem,
}: {
  readonly id: string;
  readonly document: CatalogDocument;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
}) {
  const { needs } = form;
  const wrong = findOwnMessage(problem, 'needs');
  const set = (index: number, need: TypedNeed | null): void =>
    change({ needs: needs.flatMap((old, at) => (at === index ? (need ?? []) : old)) });
  const add = (): void => {
    const kind = findNextKind(document, needs);
    change({ needs: [...needs, createNeed(nameResourceKind(kind), kind)] });
  };
  return (
    <div id={id} className="holdfast-stack">
      {needs.map((need, index) => (
        <NeedFields
          key={index}
          id={`${id}-${index}`}
          {...{ document, form, need, index, problem }}
          isOnly={needs.length === 1}
          onChange={(changed) => set(index, changed)}
        />
      ))}
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
      <div>
        <Button variant="link" onClick={add}>
          {__('Add something else that is needed', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}
