import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Business } from '../../model/business.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { putRecord } from '../../model/catalog-edits.ts';
import { idOf } from '../../model/catalog-document.ts';
import { parsePrice } from '../../model/money.ts';
import { createService, createStaff } from '../../model/new-records.ts';
import { createProblem, findFieldMessage } from '../../model/problem.ts';
import type { FieldProblem } from '../../model/problem.ts';
import { makeId } from '../../shared/make-id.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import { PriceField } from './price-field.tsx';
import { saveCatalog } from './save-catalog.ts';

type Typed = { readonly name: string; readonly price: string; readonly person: string };

const whenEmpty = (text: string, path: string, message: string): readonly FieldProblem[] =>
  text.trim() === '' ? [{ path, message }] : [];

const findMistakes = (typed: Typed, currency: string): readonly FieldProblem[] => [
  ...whenEmpty(typed.name, 'name', __('Enter what can be booked, such as “Haircut”.', 'holdfast-booking')),
  ...(parsePrice(typed.price, currency).ok
    ? []
    : [{ path: 'price', message: __('Enter what it costs, such as 450 or 49.50. For nothing, enter 0.', 'holdfast-booking') }]),
  ...whenEmpty(typed.person, 'person', __('Enter who does it.', 'holdfast-booking')),
];

async function create(typed: Typed, business: Business): Promise<CatalogDocument> {
  const { timeZone, currency } = business;
  const price = parsePrice(typed.price, currency);
  const person = createStaff(makeId('res'), typed.person.trim(), timeZone);
  const service = createService({
    id: makeId('svc'),
    name: typed.name.trim(),
    timeZone,
    currency,
    amountMinor: price.ok ? price.amountMinor : 0,
    staffIds: [idOf(person)],
    needName: __('Staff', 'holdfast-booking'),
  });
  const edit = (document: CatalogDocument): CatalogDocument =>
    putRecord('services', service)(putRecord('resources', person)(document));
  return (await saveCatalog(edit, { list: 'services', id: idOf(service) })).after;
}

/** From nothing to something that can be booked: one service, one person, usual hours. */
export function FirstService({
  business,
  onCreated,
}: {
  readonly business: Business;
  readonly onCreated: (document: CatalogDocument, message: string) => void;
}) {
  const [typed, setTyped] = useState<Typed>({ name: '', price: '', person: business.name });
  const save = useSave();
  const problem = problemOf(save);
  const change = (changed: Partial<Typed>): void => setTyped({ ...typed, ...changed });
  const submit = (): void => {
    const mistakes = findMistakes(typed, business.currency);
    if (mistakes.length > 0) {
      save.fail(createProblem(__('Something is missing.', 'holdfast-booking'), mistakes));
      return;
    }
    save.run(async () => {
      const said = __(
        'It can be booked now, Monday to Friday from 9 to 17. Edit it below, or put the block on a page.',
        'holdfast-booking',
      );
      onCreated(await create(typed, business), said);
      return said;
    });
  };
  return (
    <Section title={__('What can be booked with you?', 'holdfast-booking')}>
      <p>
        {__(
          'Three answers are enough to begin: an appointment of one hour, Monday to Friday from 9 to 17. You can change everything afterwards.',
          'holdfast-booking',
        )}
      </p>
      <form
        noValidate
        className="holdfast-stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && <ProblemNotice problem={problem} findFieldId={(path) => `holdfast-first-${path}`} />}
        <TextField
          id="holdfast-first-name"
          label={__('Service', 'holdfast-booking')}
          value={typed.name}
          onChange={(name) => change({ name })}
          placeholder={__('Haircut', 'holdfast-booking')}
          problem={findFieldMessage(problem, 'name')}
        />
        <PriceField
          id="holdfast-first-price"
          value={typed.price}
          onChange={(price) => change({ price })}
          currency={business.currency}
          problem={findFieldMessage(problem, 'price')}
        />
        <TextField
          id="holdfast-first-person"
          label={__('Who does it', 'holdfast-booking')}
          value={typed.person}
          onChange={(person) => change({ person })}
          problem={findFieldMessage(problem, 'person')}
        />
        <SaveRow save={save} label={__('Create my first service', 'holdfast-booking')} isUnsaved={false} />
      </form>
    </Section>
  );
}
