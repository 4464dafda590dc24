import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { findRecord, idOf, listDoers, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';

type Asked = { readonly serviceId: string; readonly resourceId: string };

/** What a question that explains something is about: a service, and one of its people, or anybody of them. */
export function ServiceAndPerson({
  document,
  field,
  asked,
  labels,
  change,
}: {
  readonly document: CatalogDocument;
  /** What the ids of the fields begin with. */
  readonly field: string;
  readonly asked: Asked;
  readonly labels: { readonly service: string; readonly person: string };
  readonly change: (changed: Partial<Asked>) => void;
}) {
  const service = findRecord(document.services, asked.serviceId);
  const people = service === undefined ? [] : listDoers(document, service);
  return (
    <>
      <SelectField
        id={`${field}-service`}
        label={labels.service}
        value={asked.serviceId}
        onChange={(serviceId) => change({ serviceId, resourceId: '' })}
        options={document.services.map((record) => ({ value: idOf(record), label: nameOf(record) }))}
      />
      {people.length > 1 && (
        <SelectField
          id={`${field}-person`}
          label={labels.person}
          value={asked.resourceId}
          onChange={(resourceId) => change({ resourceId })}
          options={[
            { value: '', label: __('Anybody', 'holdfast-booking') },
            ...people.map((person) => ({ value: idOf(person), label: nameOf(person) })),
          ]}
        />
      )}
    </>
  );
}
