import apiFetch from '@wordpress/api-fetch';
import { Dashicon } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import type { Business } from '../../model/business.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { listOf } from '../../model/fields.ts';
import type { Status } from '../../model/status.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { addressOf } from '../tabs.tsx';
import type { TabName } from '../tabs.tsx';

export type NextStepsProps = {
  readonly business: Loaded<Business>;
  readonly catalog: Loaded<CatalogDocument>;
  readonly goTo: (tab: TabName) => void;
};

type Step = { readonly text: string; readonly isDone: boolean; readonly tab: TabName | null };

// WordPress searches the stored text of pages, where the block's name stands.
const findPageWithBlock = async (): Promise<boolean> => {
  const pages = await apiFetch({ path: '/wp/v2/pages?search=holdfast%2Fbooking&status=publish&per_page=1&_fields=id' });
  return listOf(pages).length > 0;
};

function usePageWithBlock(): boolean | null {
  const [isFound, setFound] = useState<boolean | null>(null);
  useEffect(() => {
    findPageWithBlock().then(setFound, () => setFound(null));
  }, []);
  return isFound;
}

function StepLine({ step, goTo }: { readonly step: Step; readonly goTo: (tab: TabName) => void }) {
  const { tab, text, isDone } = step;
  const href = tab === null ? 'post-new.php?post_type=page' : addressOf(tab);
  const follow = (event: { readonly preventDefault: () => void }): void => {
    if (tab === null) return;
    event.preventDefault();
    goTo(tab);
  };
  return (
    <li className={`holdfast-finding ${isDone ? 'holdfast-finding-ok' : 'holdfast-finding-todo'}`}>
      <Dashicon icon={isDone ? 'yes-alt' : 'marker'} aria-hidden />
      <p>
        {isDone ? (
          <>
            {text} <span className="screen-reader-text">{__('Done.', 'holdfast-booking')}</span>
          </>
        ) : (
          <a href={href} onClick={follow}>
            {text}
          </a>
        )}
      </p>
    </li>
  );
}

/** What is left to do before the first booking can be sold; nothing when all is done. */
export function NextSteps({ business, catalog, status, goTo }: NextStepsProps & { readonly status: Loaded<Status> }) {
  const hasPage = usePageWithBlock();
  if (business.value === null || catalog.value === null || status.value === null || hasPage === null) return null;
  const steps: readonly Step[] = [
    { text: __('Choose the currency you sell in', 'holdfast-booking'), isDone: business.value.currency !== '', tab: 'business' },
    { text: __('Set up payments', 'holdfast-booking'), isDone: status.value.paymentMode !== null, tab: 'payments' },
    { text: __('Say what can be booked', 'holdfast-booking'), isDone: catalog.value.services.length > 0, tab: 'services' },
    { text: __('Put the Booking block on a page', 'holdfast-booking'), isDone: hasPage, tab: null },
  ];
  if (steps.every(({ isDone }) => isDone)) return null;
  return (
    <Section title={__('Next steps', 'holdfast-booking')}>
      <ul className="holdfast-findings">
        {steps.map((step) => (
          <StepLine key={step.text} step={step} goTo={goTo} />
        ))}
      </ul>
    </Section>
  );
}
