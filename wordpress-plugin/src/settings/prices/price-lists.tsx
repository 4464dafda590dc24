import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import { fieldsOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { listConditions } from '../../model/prices/conditions.ts';
import type { ListsProps } from '../catalog/catalog-lists.tsx';
import { addButtonId } from '../catalog/use-editing.ts';
import { CodesSection } from './codes-section.tsx';
import { OrderedRows } from './ordered-rows.tsx';
import { PriceChanges } from './price-changes.tsx';
import { PriceCheckPanel } from './price-check.tsx';
import { wordAdjustment, wordOffer, wordPeriod, wordScope } from './price-words.ts';
import { TaxEditor } from './tax-editor.tsx';

const LastBadge = ({ record }: { readonly record: Fields }) =>
  record['then'] === 'stop' ? (
    <span className="holdfast-badge">{__('Those below do not count then', 'holdfast-booking')}</span>
  ) : null;

function RulesSection(props: ListsProps) {
  const { document, onAdd } = props;
  return (
    <Section
      title={__('Price rules', 'holdfast-booking')}
      aside={
        <Button id={addButtonId('priceRules')} variant="primary" size="compact" onClick={() => onAdd('priceRules')}>
          {__('Add a price rule', 'holdfast-booking')}
        </Button>
      }
    >
      <p>
        {document.priceRules.length === 0
          ? __(
              'Every service has its price. Rules change it: on weekends, in the evening, in a season, for early or late bookings, for the last seats.',
              'holdfast-booking',
            )
          : __('They count from the top, each on the price that the one above it came to.', 'holdfast-booking')}
      </p>
      <OrderedRows
        {...props}
        list="priceRules"
        describe={(rule) => (
          <>
            {wordAdjustment(fieldsOf(rule['adjustment']))} · {wordScope(document, rule)} <LastBadge record={rule} />
          </>
        )}
      />
    </Section>
  );
}

/** Words what a promotion is for, where its offer has not said it already. */
const wordUses = (document: ListsProps['document'], promotion: Fields): string =>
  fieldsOf(promotion['offer'])['kind'] === 'bundle' &&
  !Array.isArray(promotion['serviceIds']) &&
  listConditions(promotion).length === 0
    ? ''
    : wordScope(document, promotion);

function PromotionsSection(props: ListsProps) {
  const { document, business, onAdd } = props;
  return (
    <Section
      title={__('Promotions', 'holdfast-booking')}
      aside={
        <Button id={addButtonId('promotions')} variant="secondary" size="compact" onClick={() => onAdd('promotions')}>
          {__('Add a promotion', 'holdfast-booking')}
        </Button>
      }
    >
      {document.promotions.length === 0 && (
        <p>
          {__('Discounts that need no code: three for two, several dates at once, two services together.', 'holdfast-booking')}
        </p>
      )}
      <OrderedRows
        {...props}
        list="promotions"
        describe={(promotion) => (
          <>
            {[wordOffer(document, promotion), wordUses(document, promotion), wordPeriod(promotion, business.timeZone)]
              .filter((words) => words !== '')
              .join(' · ')}{' '}
            <LastBadge record={promotion} />
          </>
        )}
      />
    </Section>
  );
}

/** Everything that changes prices. */
export function PriceLists(props: ListsProps) {
  const { document } = props;
  return (
    <>
      <RulesSection {...props} />
      <PromotionsSection {...props} />
      <CodesSection {...props} />
      <TaxEditor key={JSON.stringify(document.rest['tax'] ?? null)} {...props} />
      <PriceCheckPanel document={document} />
      <PriceChanges document={document} />
    </>
  );
}
