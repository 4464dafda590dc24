import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Focused } from '../../components/focused.tsx';
import { WhenLoaded } from '../../components/loading.tsx';
import type { Business } from '../../model/business.ts';
import { findRecord, idOf, listStaff, nameOf, readDocument, readRecordVersion } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { duplicateRecord } from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import { createLocation, createSchedule, createService, createStaff, createThing } from '../../model/new-records.ts';
import type { Status } from '../../model/status.ts';
import { createCode } from '../../model/prices/code-form.ts';
import { createPriceRule } from '../../model/prices/price-rule-form.ts';
import { createPromotion } from '../../model/prices/promotion-form.ts';
import { makeId } from '../../shared/make-id.ts';
import { read } from '../../shared/request.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { CodeEditor } from '../prices/code-editor.tsx';
import { PriceLists } from '../prices/price-lists.tsx';
import { PriceRuleEditor } from '../prices/price-rule-editor.tsx';
import { PromotionEditor } from '../prices/promotion-editor.tsx';
import { CatalogLists } from './catalog-lists.tsx';
import type { ListsProps } from './catalog-lists.tsx';
import { CurrencyStep } from './currency-step.tsx';
import { FirstService } from './first-service.tsx';
import { LocationEditor } from './location-editor.tsx';
import { PlaceLists } from './place-lists.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { ScheduleLists } from './schedule-lists.tsx';
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

const createRecord = (list: RecordList | 'things', document: CatalogDocument, { timeZone, currency }: Business): Fields => {
  if (list === 'resources') return createStaff(makeId('res'), '', timeZone);
  if (list === 'things') return createThing(makeId('res'), timeZone);
  if (list === 'locations') return createLocation(makeId('loc'));
  if (list === 'schedules') return createSchedule(makeId('sch'), '');
  if (list === 'priceRules') return createPriceRule(makeId('pru'));
  if (list === 'promotions') return createPromotion(makeId('pro'));
  if (list === 'codes') return createCode();
  const staffIds = listStaff(document).map(idOf);
  const needName = __('Staff', 'holdfast-booking');
  return createService({ id: makeId('svc'), name: '', timeZone, currency, amountMinor: 0, staffIds, needName });
};

const prefixes = {
  ...({ services: 'svc', resources: 'res', schedules: 'sch', locations: 'loc' } as const),
  // A code is known by its text.
  ...({ priceRules: 'pru', promotions: 'pro', codes: 'pro' } as const),
};

const copyRecord = (list: RecordList, record: Fields): Fields => {
  /* translators: %s: the name of a service or a person. */
  const name = sprintf(__('%s (copy)', 'holdfast-booking'), nameOf(record));
  return duplicateRecord(list, record, makeId(prefixes[list]), name);
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

const editors = {
  ...{ services: ServiceEditor, resources: StaffEditor, schedules: ScheduleEditor, locations: LocationEditor },
  ...{ priceRules: PriceRuleEditor, promotions: PromotionEditor, codes: CodeEditor },
};

function Catalog({
  document,
  business,
  catalog,
  status,
  changes,
  Lists,
}: Pick<Props, 'catalog' | 'status'> & {
  /** What is shown while nothing is edited. */
  readonly Lists: (props: ListsProps) => JSX.Element;
  readonly document: CatalogDocument;
  readonly business: Business;
  readonly changes: Changes;
}) {
  const { open, edit, add, leave, finish } = useEditing();
  const { done, take, takeRetired, dismiss } = changes;
  const [retiring, setRetiring] = useState<{ readonly list: RecordList; readonly record: Fields } | null>(null);
  if (open !== null) {
    const Editor = editors[open.list];
    const id = idOf(open.record);
    const reload = (): void => {
      read('/admin/catalog').then(
        (answer) => {
          const newest = readDocument(answer);
          const record = findRecord(newest[open.list], id);
          catalog.set(newest);
          if (record === undefined) leave();
          else edit(open.list, record);
        },
        () => catalog.reload(),
      );
    };
    const saved = (next: CatalogDocument, message: string): void => {
      take(next, message);
      finish();
    };
    return (
      <Editor
        key={id + readRecordVersion(document, open.list, id)}
        {...open}
        {...{ document, business }}
        status={status.value}
        onSaved={saved}
        onClose={leave}
        onReload={reload}
      />
    );
  }
  return (
    <div className="holdfast-stack">
      {done !== null && <DoneNotice done={done} onDismiss={dismiss} />}
      <Lists
        document={document}
        status={status.value}
        {...{ business }}
        onSaved={take}
        onMoved={catalog.set}
        onReload={catalog.reload}
        onAdd={(list) => add(list === 'things' ? 'resources' : list, createRecord(list, document, business), null)}
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
  return <Catalog {...{ document, catalog, status, changes }} business={business.value} Lists={CatalogLists} />;
}

/** A screen of lists that needs nothing before it. */
const showLists = (Lists: (props: ListsProps) => JSX.Element) =>
  function Screen({ document, business, catalog, status }: Props & { readonly document: CatalogDocument }) {
    const changes = useChanges(catalog, status);
    if (business.value === null) return null;
    return <Catalog {...{ document, catalog, status, changes, Lists }} business={business.value} />;
  };

const Hours = showLists(ScheduleLists);
const Places = showLists(PlaceLists);
const ListedPrices = showLists(PriceLists);

function Prices(props: Props & { readonly document: CatalogDocument }) {
  const { business, document } = props;
  // Amounts are typed in the currency of the business.
  if (business.value?.currency === '' && document.services.length === 0)
    return <CurrencyStep business={business.value} onSaved={business.set} />;
  return <ListedPrices {...props} />;
}

/** What can be booked and who does it. */
export const CatalogTab = (props: Props) => <OverCatalog {...props} Screen={Beginning} />;

/** Hours that several share, or that hold for a while. */
export const HoursTab = (props: Props) => <OverCatalog {...props} Screen={Hours} />;

/** Where services take place, and how long the ways are. */
export const PlacesTab = (props: Props) => <OverCatalog {...props} Screen={Places} />;

function OverCatalog({
  Screen,
  ...props
}: Props & { readonly Screen: (props: Props & { readonly document: CatalogDocument }) => JSX.Element | null }) {
  const { business, catalog } = props;
  return (
    <WhenLoaded loaded={business} label={__('Loading the business…', 'holdfast-booking')}>
      {() => (
        <WhenLoaded loaded={catalog} label={__('Loading services and staff…', 'holdfast-booking')}>
          {(document) => <Screen {...props} document={document} />}
        </WhenLoaded>
      )}
    </WhenLoaded>
  );
}

/** What changes prices: rules, promotions, codes, taxes. */
export const PricesTab = (props: Props) => <OverCatalog {...props} Screen={Prices} />;
