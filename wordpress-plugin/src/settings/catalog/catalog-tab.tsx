import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Focused } from '../../components/focused.tsx';
import { WhenLoaded } from '../../components/loading.tsx';
import type { Business } from '../../model/business.ts';
import { idOf, listStaff, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { duplicateRecord } from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import { createService, createStaff } from '../../model/new-records.ts';
import type { Status } from '../../model/status.ts';
import { makeId } from '../../shared/make-id.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { CatalogLists } from './catalog-lists.tsx';
import { CurrencyStep } from './currency-step.tsx';
import { FirstService } from './first-service.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { ServiceEditor } from './service-editor.tsx';
import { StaffEditor } from './staff-editor.tsx';
import { useChanges } from './use-changes.ts';
import type { Changes, Done } from './use-changes.ts';
import { useEditing } from './use-editing.ts';

type Props = {
  readonly business: Loaded<Business>;
  readonly status: Loaded<Status>;
  readonly catalog: Loaded<CatalogDocument>;
};

const createRecord = (list: RecordList, document: CatalogDocument, { timeZone, currency }: Business): Fields => {
  if (list === 'resources') return createStaff(makeId('res'), '', timeZone);
  const staffIds = listStaff(document).map(idOf);
  const needName = __('Staff', 'holdfast-booking');
  return createService({ id: makeId('svc'), name: '', timeZone, currency, amountMinor: 0, staffIds, needName });
};

const copyRecord = (list: RecordList, record: Fields): Fields => {
  /* translators: %s: the name of a service or a person. */
  const name = sprintf(__('%s (copy)', 'holdfast-booking'), nameOf(record));
  return duplicateRecord(list, record, makeId(list === 'services' ? 'svc' : 'res'), name);
};

function DoneNotice({ done, onDismiss }: { readonly done: Done; readonly onDismiss: () => void }) {
  const { message, status, undo } = done;
  const actions = undo === null ? [] : [{ label: __('Undo', 'holdfast-booking'), onClick: undo }];
  return (
    <Focused when={done}>
      <Notice status={status} onRemove={onDismiss} actions={actions}>
        {message}
      </Notice>
    </Focused>
  );
}

function Catalog({
  document,
  business,
  status,
  changes,
}: Pick<Props, 'status'> & {
  readonly document: CatalogDocument;
  readonly business: Business;
  readonly changes: Changes;
}) {
  const { open, edit, add, leave, finish } = useEditing();
  const { done, take, takeRetired, dismiss } = changes;
  const [retiring, setRetiring] = useState<{ readonly list: RecordList; readonly record: Fields } | null>(null);
  if (open !== null) {
    const Editor = open.list === 'services' ? ServiceEditor : StaffEditor;
    const saved = (next: CatalogDocument, message: string): void => {
      take(next, message);
      finish();
    };
    return <Editor {...open} {...{ document, business }} status={status.value} onSaved={saved} onClose={leave} />;
  }
  return (
    <div className="holdfast-stack">
      {done !== null && <DoneNotice done={done} onDismiss={dismiss} />}
      <CatalogLists
        document={document}
        status={status.value}
        onAdd={(list) => add(list, createRecord(list, document, business), null)}
        onEdit={edit}
        onDuplicate={(list, record) => add(list, copyRecord(list, record), idOf(record))}
        onRetire={(list, record) => setRetiring({ list, record })}
      />
      {retiring !== null && (
        <RetireDialog
          document={document}
          {...retiring}
          onClose={() => setRetiring(null)}
          onRetired={(saved) => {
            setRetiring(null);
            takeRetired(saved, retiring.list, retiring.record);
          }}
        />
      )}
    </div>
  );
}

/** What comes first: the currency, then something to sell, then the lists. */
function Beginning({ document, business, catalog, status }: Props & { readonly document: CatalogDocument }) {
  const changes = useChanges(catalog, status);
  if (business.value === null) return null;
  if (business.value.currency === '' && document.services.length === 0)
    return <CurrencyStep business={business.value} onSaved={business.set} />;
  if (document.services.length === 0 && listStaff(document).length === 0)
    return <FirstService business={business.value} onCreated={changes.take} />;
  return <Catalog {...{ document, status, changes }} business={business.value} />;
}

/** What can be booked and who does it. */
export function CatalogTab({ business, status, catalog }: Props) {
  return (
    <WhenLoaded loaded={business} label={__('Loading the business…', 'holdfast-booking')}>
      {() => (
        <WhenLoaded loaded={catalog} label={__('Loading services and staff…', 'holdfast-booking')}>
          {(document) => <Beginning {...{ document, business, status, catalog }} />}
        </WhenLoaded>
      )}
    </WhenLoaded>
  );
}
