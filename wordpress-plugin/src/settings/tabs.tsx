import { __ } from '@wordpress/i18n';
import { useUnsavedKeys } from '../shared/unsaved.tsx';

/** The parts of the screen, in the order in which an owner meets them. */
export const tabNames = ['connection', 'attention', 'business', 'payments', 'services', 'prices', 'hours', 'places'] as const;

export type TabName = (typeof tabNames)[number];

const labelOf = (name: TabName): string =>
  ({
    connection: __('Connection', 'holdfast-booking'),
    attention: __('Needs attention', 'holdfast-booking'),
    business: __('Business', 'holdfast-booking'),
    payments: __('Payments', 'holdfast-booking'),
    services: __('Services & staff', 'holdfast-booking'),
    prices: __('Prices', 'holdfast-booking'),
    hours: __('Hours', 'holdfast-booking'),
    places: __('Places', 'holdfast-booking'),
  })[name];

/** Reads the tab that an address asks for. */
export const readTab = (address: string): TabName => {
  const asked = new URL(address).searchParams.get('tab');
  return tabNames.find((name) => name === asked) ?? 'connection';
};

/** Writes the address of a tab. */
export const addressOf = (name: TabName): string => {
  const address = new URL(location.href);
  address.searchParams.set('tab', name);
  address.hash = '';
  return address.href;
};

/** The tabs, as links: they can be opened beside each other, and the browser's back button works. */
export function Tabs({
  current,
  onSelect,
  attentionCount,
}: {
  readonly current: TabName;
  readonly onSelect: (name: TabName) => void;
  /** How much waits for the owner. */
  readonly attentionCount: number;
}) {
  const unsaved = [...useUnsavedKeys()];
  return (
    <nav className="nav-tab-wrapper holdfast-tabs" aria-label={__('Parts of the settings', 'holdfast-booking')}>
      {tabNames.map((name) => (
        <a
          key={name}
          href={addressOf(name)}
          className={name === current ? 'nav-tab nav-tab-active' : 'nav-tab'}
          aria-current={name === current ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onSelect(name);
          }}
        >
          {labelOf(name)}
          {name === 'attention' && attentionCount > 0 && <span className="holdfast-count">{attentionCount}</span>}
          {unsaved.some((key) => key.startsWith(name)) && (
            <span className="holdfast-unsaved-dot">
              <span className="screen-reader-text">{__('(not saved yet)', 'holdfast-booking')}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
