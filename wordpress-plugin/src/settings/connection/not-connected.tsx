import { Button, Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Focused } from '../../components/focused.tsx';
import { Section } from '../../components/section.tsx';
import type { Connection, Farewell } from '../../model/connection.ts';
import { ConnectForm } from './connect-form.tsx';
import { LinkForm } from './link-form.tsx';

function CopyNotice({ connection }: { readonly connection: Connection }) {
  return (
    <Notice status="warning" isDismissible={false}>
      <p className="holdfast-strong">
        {__('This website has another address than the one that was connected.', 'holdfast-booking')}
      </p>
      <p>
        {sprintf(
          /* translators: 1: the address that was connected, 2: the address of the website now. */
          __(
            'Connected was %1$s, and this is %2$s. So that a copy never sells the time of the original, nothing can be booked here.',
            'holdfast-booking',
          ),
          connection.siteUrl ?? '',
          connection.currentUrl,
        )}
      </p>
      <p>
        {__(
          'Has your website moved, or do you want to book on this copy too? Then connect this address below. The other address stays connected.',
          'holdfast-booking',
        )}
      </p>
    </Notice>
  );
}

function FarewellNotice({ farewell }: { readonly farewell: Farewell }) {
  if (farewell === 'heard')
    return (
      <Notice status="success" isDismissible={false}>
        {__('This website was disconnected.', 'holdfast-booking')}
      </Notice>
    );
  return (
    <Notice status="warning" isDismissible={false}>
      {__(
        'This website was disconnected, but the booking service could not be told. Its old key is gone from here; ask whoever runs the service to withdraw it there too.',
        'holdfast-booking',
      )}
    </Notice>
  );
}

function ReplaceNotice({ businessName, onKeep }: { readonly businessName: string | null; readonly onKeep: () => void }) {
  return (
    <Notice status="warning" isDismissible={false}>
      <p>
        {businessName === null
          ? __('This website is connected already. The link replaces that connection.', 'holdfast-booking')
          : sprintf(
              /* translators: %s: the name of a business. */
              __('This website is connected to %s already. The link replaces that connection.', 'holdfast-booking'),
              businessName,
            )}
      </p>
      <Button __next40pxDefaultSize variant="secondary" onClick={onKeep}>
        {__('Keep the present connection', 'holdfast-booking')}
      </Button>
    </Notice>
  );
}

/** What an owner sees first: what Holdfast needs, and the two ways to connect. */
export function NotConnected({
  connection,
  link,
  farewell,
  knownService,
  onConnected,
  onKeep,
}: {
  readonly connection: Connection;
  readonly link: string | null;
  readonly farewell: Farewell | null;
  /** The service that was connected until now, if any. */
  readonly knownService: string;
  readonly onConnected: (answer: unknown) => void;
  /** Leaves the connection as it is, although a link was given. */
  readonly onKeep: () => void;
}) {
  const { isConnected, isCopy, lastError, businessName, serviceUrl } = connection;
  return (
    <div className="holdfast-stack">
      {farewell !== null && (
        <Focused when={farewell}>
          <FarewellNotice farewell={farewell} />
        </Focused>
      )}
      {isCopy && <CopyNotice connection={connection} />}
      {isConnected && !isCopy && <ReplaceNotice businessName={businessName} onKeep={onKeep} />}
      {lastError !== null && !isCopy && (
        <Notice status="error" isDismissible={false}>
          <p className="holdfast-strong">{lastError.title}</p>
          <p>{lastError.advice}</p>
        </Notice>
      )}
      <Section title={isCopy ? __('Connect this address', 'holdfast-booking') : __('Connect this website', 'holdfast-booking')}>
        <p>
          {__(
            'Holdfast keeps free times, bookings and payments in a booking service, and this website shows them. You or your agency runs that service; it is open source. Connect it here once.',
            'holdfast-booking',
          )}
        </p>
        {link === null ? (
          <>
            <ConnectForm known={serviceUrl ?? knownService} />
            <div className="holdfast-or">
              <span>{__('or, if you were given a link', 'holdfast-booking')}</span>
            </div>
            <LinkForm given={null} onConnected={onConnected} />
          </>
        ) : (
          <LinkForm given={link} onConnected={onConnected} />
        )}
      </Section>
    </div>
  );
}
