import { Button, Placeholder, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Problem } from '../model/problem.ts';
import type { Loaded } from '../shared/use-loaded.ts';
import { icon } from './icon.tsx';
import type { OfferedService } from './offered-services.ts';

const settingsAddress = (tab: 'connection' | 'services'): string =>
  new URL(`admin.php?page=holdfast-booking&tab=${tab}`, window.location.href).href;

const isNotConnected = ({ code }: Problem): boolean => code === 'site_not_connected' || code === 'site_moved';

function Trouble({
  problem,
  offered,
}: {
  readonly problem: Problem;
  readonly offered: Pick<Loaded<unknown>, 'isLoading' | 'reload'>;
}) {
  const away = isNotConnected(problem);
  return (
    <Placeholder
      icon={icon}
      label={__('Booking', 'holdfast-booking')}
      instructions={`${problem.title} ${away ? __('Visitors see how to reach you instead.', 'holdfast-booking') : problem.advice}`}
    >
      {away && (
        <Button __next40pxDefaultSize variant="primary" href={settingsAddress('connection')}>
          {__('Connect this website', 'holdfast-booking')}
        </Button>
      )}
      <Button __next40pxDefaultSize variant={away ? 'tertiary' : 'primary'} isBusy={offered.isLoading} onClick={offered.reload}>
        {__('Check again', 'holdfast-booking')}
      </Button>
    </Placeholder>
  );
}

/** What stands in the editor while there is nothing to preview: loading, not connected, not reachable, nothing to book. Null when there is. */
export function NotReady({ offered }: { readonly offered: Loaded<readonly OfferedService[]> }) {
  if (offered.problem !== null) return <Trouble problem={offered.problem} offered={offered} />;
  if (offered.value === null)
    return (
      <Placeholder icon={icon} label={__('Booking', 'holdfast-booking')}>
        <Spinner />
      </Placeholder>
    );
  return (
    <Placeholder
      icon={icon}
      label={__('Booking', 'holdfast-booking')}
      instructions={__('Nothing can be booked yet. Say first what you offer.', 'holdfast-booking')}
    >
      <Button __next40pxDefaultSize variant="primary" href={settingsAddress('services')}>
        {__('Add a service', 'holdfast-booking')}
      </Button>
      <Button __next40pxDefaultSize variant="tertiary" isBusy={offered.isLoading} onClick={offered.reload}>
        {__('Check again', 'holdfast-booking')}
      </Button>
    </Placeholder>
  );
}
