import { Button, ExternalLink, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Section } from '../../components/section.tsx';
import type { Connection } from '../../model/connection.ts';
import { formatInstant } from '../../shared/language.ts';
import { write } from '../../shared/request.ts';
import { useSave } from '../../shared/use-save.ts';

type Props = { readonly connection: Connection; readonly onChanged: (answer: unknown) => void };

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="holdfast-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Disconnect({ onChanged, onClose }: Pick<Props, 'onChanged'> & { readonly onClose: () => void }) {
  const save = useSave();
  const disconnect = async (): Promise<string> => {
    onChanged(await write('POST', '/connection/disconnect'));
    return '';
  };
  return (
    <ConfirmDialog
      title={__('Disconnect this website?', 'holdfast-booking')}
      confirmLabel={__('Disconnect', 'holdfast-booking')}
      cancelLabel={__('Stay connected', 'holdfast-booking')}
      isDestructive
      save={save}
      onConfirm={() => save.run(disconnect)}
      onClose={onClose}
    >
      <p>
        {__(
          'From that moment nobody can book on this website: the booking block shows how to reach you instead. Payments that are on their way are no longer reported through this website.',
          'holdfast-booking',
        )}
      </p>
      <p>
        {__(
          'Nothing is deleted: bookings, services and payment settings stay in the booking service. To undo it, connect again with the same business.',
          'holdfast-booking',
        )}
      </p>
    </ConfirmDialog>
  );
}

function ChangeKey({
  onChanged,
  onClose,
  onDone,
}: Pick<Props, 'onChanged'> & {
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const save = useSave();
  const change = async (): Promise<string> => {
    onChanged(await write('POST', '/connection/keys'));
    onDone();
    return '';
  };
  return (
    <ConfirmDialog
      title={__('Change the key of this website?', 'holdfast-booking')}
      confirmLabel={__('Change the key', 'holdfast-booking')}
      save={save}
      onConfirm={() => save.run(change)}
      onClose={onClose}
    >
      <p>
        {__(
          'The website makes itself a new key and tells the booking service about it. The old key ends five minutes later, and visitors notice nothing. Do this if somebody may have seen your database or a backup of it.',
          'holdfast-booking',
        )}
      </p>
      <p>{__('It cannot be taken back, and it need not be: the key can be changed again at any time.', 'holdfast-booking')}</p>
    </ConfirmDialog>
  );
}

/** Which service, which business, since when; and how to change the key or to end the connection. */
export function ConnectionFacts({ connection, onChanged }: Props) {
  const [open, setOpen] = useState<'key' | 'disconnect' | null>(null);
  const [isKeyNew, setKeyNew] = useState(false);
  const isKeyHere = connection.keySource === 'database';
  const close = (): void => setOpen(null);
  return (
    <Section title={__('Connection', 'holdfast-booking')}>
      {isKeyNew && (
        <Notice status="success" onRemove={() => setKeyNew(false)}>
          {__('The website has a new key.', 'holdfast-booking')}
        </Notice>
      )}
      {connection.lastError !== null && (
        <Notice status="error" isDismissible={false}>
          <p className="holdfast-strong">{connection.lastError.title}</p>
          <p>{connection.lastError.advice}</p>
        </Notice>
      )}
      <dl className="holdfast-facts">
        {connection.businessName !== null && <Fact name={__('Business', 'holdfast-booking')}>{connection.businessName}</Fact>}
        {connection.serviceUrl !== null && (
          <Fact name={__('Booking service', 'holdfast-booking')}>
            <ExternalLink href={connection.serviceUrl}>{connection.serviceUrl}</ExternalLink>
          </Fact>
        )}
        <Fact name={__('This website', 'holdfast-booking')}>{connection.siteUrl ?? connection.currentUrl}</Fact>
        {connection.connectedAt !== null && (
          <Fact name={__('Connected since', 'holdfast-booking')}>{formatInstant(connection.connectedAt)}</Fact>
        )}
        <Fact name={__('Key', 'holdfast-booking')}>
          {isKeyHere
            ? __('Kept in the database of this website, encrypted.', 'holdfast-booking')
            : __('Defined in wp-config.php; it is changed there.', 'holdfast-booking')}
        </Fact>
      </dl>
      <div className="holdfast-row">
        {isKeyHere && (
          <Button __next40pxDefaultSize variant="secondary" onClick={() => setOpen('key')}>
            {__('Change the key…', 'holdfast-booking')}
          </Button>
        )}
        <Button __next40pxDefaultSize variant="secondary" isDestructive onClick={() => setOpen('disconnect')}>
          {__('Disconnect…', 'holdfast-booking')}
        </Button>
      </div>
      {open === 'disconnect' && <Disconnect onChanged={onChanged} onClose={close} />}
      {open === 'key' && (
        <ChangeKey
          onChanged={onChanged}
          onClose={close}
          onDone={() => {
            setKeyNew(true);
            close();
          }}
        />
      )}
    </Section>
  );
}
