import { Button, Dashicon } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { WhenLoaded } from '../../components/loading.tsx';
import { Section } from '../../components/section.tsx';
import type { Finding, Status } from '../../model/status.ts';
import type { Loaded } from '../../shared/use-loaded.ts';

const levels = {
  ok: { icon: 'yes-alt', order: 2 },
  warning: { icon: 'warning', order: 1 },
  error: { icon: 'dismiss', order: 0 },
} as const;

const nameLevel = (level: Finding['level']): string =>
  level === 'ok'
    ? __('Good:', 'holdfast-booking')
    : level === 'warning'
      ? __('To look at:', 'holdfast-booking')
      : __('Problem:', 'holdfast-booking');

function FindingLine({ finding }: { readonly finding: Finding }) {
  return (
    <li className={`holdfast-finding holdfast-finding-${finding.level}`}>
      <Dashicon icon={levels[finding.level].icon} aria-hidden />
      <div>
        <p className={finding.level === 'ok' ? undefined : 'holdfast-strong'}>
          <span className="screen-reader-text">{nameLevel(finding.level)} </span>
          {finding.title}
        </p>
        {finding.level !== 'ok' && finding.advice !== '' && <p>{finding.advice}</p>}
      </div>
    </li>
  );
}

/** What the service found about this business, the worst first, each with what to do. */
export function Health({ status }: { readonly status: Loaded<Status> }) {
  return (
    <Section
      title={__('Health', 'holdfast-booking')}
      aside={
        <Button variant="tertiary" isBusy={status.isLoading} aria-disabled={status.isLoading} onClick={status.reload}>
          {__('Check again', 'holdfast-booking')}
        </Button>
      }
    >
      <WhenLoaded loaded={status} label={__('Checking…', 'holdfast-booking')}>
        {({ findings }) =>
          findings.length === 0 ? (
            <p>{__('Nothing to report.', 'holdfast-booking')}</p>
          ) : (
            <ul className="holdfast-findings" aria-busy={status.isLoading}>
              {findings
                .toSorted((a, b) => levels[a.level].order - levels[b.level].order)
                .map((finding, index) => (
                  <FindingLine key={`${finding.code}-${index}`} finding={finding} />
                ))}
            </ul>
          )
        }
      </WhenLoaded>
    </Section>
  );
}
