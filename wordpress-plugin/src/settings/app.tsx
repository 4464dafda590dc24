import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { WhenLoaded } from '../components/loading.tsx';
import { readAttention } from '../model/attention.ts';
import { readBusiness } from '../model/business.ts';
import { readDocument } from '../model/catalog-document.ts';
import { readConnection, readFarewell, readLinkFromFragment } from '../model/connection.ts';
import type { Connection, Farewell } from '../model/connection.ts';
import { readStatus } from '../model/status.ts';
import { UnsavedProvider } from '../shared/unsaved.tsx';
import { useLoaded } from '../shared/use-loaded.ts';
import { AttentionTab } from './attention/attention-tab.tsx';
import { BusinessTab } from './business/business-tab.tsx';
import { CatalogTab, HoursTab, PlacesTab, PricesTab } from './catalog/catalog-tab.tsx';
import { ConnectionTab } from './connection/connection-tab.tsx';
import { NotConnected } from './connection/not-connected.tsx';
import { PaymentsTab } from './payments/payments-tab.tsx';
import { addressOf, readTab, tabNames, Tabs } from './tabs.tsx';
import type { TabName } from './tabs.tsx';

/** The tab that is shown, those that were shown before (they keep what was typed), and how to go to another. */
function useTabs(): { readonly current: TabName; readonly seen: ReadonlySet<TabName>; readonly goTo: (tab: TabName) => void } {
  const [current, setCurrent] = useState<TabName>(() => readTab(location.href));
  const [seen, setSeen] = useState<ReadonlySet<TabName>>(() => new Set([readTab(location.href)]));
  const show = useCallback((tab: TabName) => {
    setCurrent(tab);
    setSeen((old) => new Set([...old, tab]));
  }, []);
  useEffect(() => {
    const follow = (): void => show(readTab(location.href));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [show]);
  const goTo = useCallback(
    (tab: TabName) => {
      history.pushState(null, '', addressOf(tab));
      show(tab);
    },
    [show],
  );
  return { current, seen, goTo };
}

function Connected({
  connection,
  onChanged,
}: {
  readonly connection: Connection;
  readonly onChanged: (answer: unknown) => void;
}) {
  const { current, seen, goTo } = useTabs();
  const status = useLoaded('/admin/status', readStatus);
  const business = useLoaded('/admin/business', readBusiness);
  const catalog = useLoaded('/admin/catalog', readDocument);
  const attention = useLoaded('/admin/attention', readAttention);
  const panel = useRef<HTMLDivElement>(null);
  const select = (tab: TabName): void => {
    goTo(tab);
    panel.current?.focus();
  };
  const shared = { business, status, catalog };
  const views: Readonly<Record<TabName, () => JSX.Element>> = {
    connection: () => <ConnectionTab {...shared} connection={connection} onChanged={onChanged} goTo={select} />,
    attention: () => <AttentionTab attention={attention} />,
    business: () => <BusinessTab {...shared} />,
    payments: () => <PaymentsTab {...shared} webhookUrl={connection.webhookUrl} />,
    services: () => <CatalogTab {...shared} />,
    prices: () => <PricesTab {...shared} />,
    hours: () => <HoursTab {...shared} />,
    places: () => <PlacesTab {...shared} />,
  };
  return (
    <>
      <Tabs current={current} onSelect={goTo} attentionCount={attention.value?.length ?? 0} />
      <div ref={panel} tabIndex={-1} className="holdfast-panel">
        {tabNames
          .filter((name) => seen.has(name))
          .map((name) => (
            <div key={name} hidden={name !== current}>
              {views[name]()}
            </div>
          ))}
      </div>
    </>
  );
}

/** Takes the link out of the page's address: it lets in, and must not stay in the history. */
function takeLink(): string | null {
  const link = readLinkFromFragment(location.hash);
  if (link !== null) history.replaceState(null, '', location.pathname + location.search);
  return link;
}

/** The settings screen. */
export function App() {
  const connection = useLoaded('/connection', readConnection);
  const [link, setLink] = useState(takeLink);
  const [farewell, setFarewell] = useState<Farewell | null>(null);
  const [knownService, setKnownService] = useState('');
  const changed = (answer: unknown): void => {
    // Whoever disconnects may want to connect again.
    setKnownService(connection.value?.serviceUrl ?? '');
    setLink(null);
    setFarewell(readFarewell(answer));
    connection.set(readConnection(answer));
  };
  return (
    <UnsavedProvider>
      <div className="holdfast-settings">
        <WhenLoaded loaded={connection} label={__('Loading the settings…', 'holdfast-booking')}>
          {(value) =>
            value.isConnected && !value.isCopy && link === null ? (
              <Connected key={value.connectedAt} connection={value} onChanged={changed} />
            ) : (
              <NotConnected
                connection={value}
                {...{ link, farewell, knownService }}
                onConnected={changed}
                onKeep={() => setLink(null)}
              />
            )
          }
        </WhenLoaded>
      </div>
    </UnsavedProvider>
  );
}
