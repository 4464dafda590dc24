import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf } from '../../model/catalog-document.ts';
import { fieldsOf, isFields, listOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { useLoaded } from '../../shared/use-loaded.ts';
import type { ListsProps } from '../catalog/catalog-lists.tsx';
import { RecordRows } from '../catalog/record-list.tsx';
import { addButtonId } from '../catalog/use-editing.ts';
import { wordGift, wordLimits, wordScope, wordUsage } from './price-words.ts';

/** How many codes are shown at once, and from how many on they can be searched. */
const SHOWN = 20;

/** Reads how often each code was used, by its text. */
const readUsage = (answer: unknown): Fields =>
  Object.fromEntries(
    listOf(fieldsOf(answer)['codes'])
      .filter(isFields)
      .map((code) => [textOf(code['code']), code['usage']]),
  );

function CodeLines({
  document,
  business,
  code,
  usage,
}: Pick<ListsProps, 'document' | 'business'> & { readonly code: Fields; readonly usage: unknown }) {
  const limits = wordLimits(code, business);
  return (
    <>
      {wordGift(document, code)} · {wordScope(document, code)}
      {limits !== '' && (
        <>
          <br />
          {limits}
        </>
      )}
      <br />
      {wordUsage(code, usage)}
    </>
  );
}

/** All codes, and how often they were used. */
export function CodesSection({ document, business, onAdd, onEdit, onDuplicate, onRetire }: ListsProps) {
  const { codes } = document;
  const usage = useLoaded('/admin/codes', readUsage);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(SHOWN);
  const { reload } = usage;
  // The first reading is under way already.
  const [first] = useState(codes);
  useEffect(() => {
    if (codes !== first) reload();
  }, [codes, first, reload]);
  const found = codes.filter((code) => idOf(code).includes(search.trim().toUpperCase()));
  return (
    <Section
      title={__('Codes', 'holdfast-booking')}
      aside={
        <Button id={addButtonId('codes')} variant="secondary" size="compact" onClick={() => onAdd('codes')}>
          {__('Add a code', 'holdfast-booking')}
        </Button>
      }
    >
      {codes.length === 0 && (
        <p>{__('Customers who type a code pay less, or get something for free. There is none yet.', 'holdfast-booking')}</p>
      )}
      {codes.length > SHOWN && (
        <TextField
          id="holdfast-codes-search"
          label={__('Find a code', 'holdfast-booking')}
          value={search}
          onChange={setSearch}
          size="short"
        />
      )}
      {codes.length > SHOWN && (
        <p className="holdfast-muted" role="status">
          {sprintf(
            /* translators: 1: how many are shown, 2: how many there are. */
            __('%1$d of %2$d codes', 'holdfast-booking'),
            Math.min(shown, found.length),
            codes.length,
          )}
        </p>
      )}
      <RecordRows
        records={found.slice(0, shown)}
        isRemoval
        onEdit={(code) => onEdit('codes', code)}
        onDuplicate={(code) => onDuplicate('codes', code)}
        onRetire={(code) => onRetire('codes', code)}
        describe={(code) => <CodeLines {...{ document, business, code }} usage={usage.value?.[idOf(code)]} />}
      />
      {found.length > shown && (
        <div>
          <Button __next40pxDefaultSize variant="secondary" onClick={() => setShown(shown + SHOWN)}>
            {__('Show more', 'holdfast-booking')}
          </Button>
        </div>
      )}
    </Section>
  );
}
