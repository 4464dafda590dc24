import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { Section } from '../../components/section.tsx';
import { TextAreaField, TextField } from '../../components/text-field.tsx';
import { putTravel } from '../../model/catalog-edits.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { readCountry } from '../../model/holiday-areas.ts';
import { findTravelMistakes, readTravelForm, writeTravelForm } from '../../model/places.ts';
import type { TravelForm } from '../../model/places.ts';
import { createProblem, findFieldMessage } from '../../model/problem.ts';
import { makeId } from '../../shared/make-id.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { useReportUnsaved } from '../../shared/unsaved.tsx';
import { problemOf, useSave } from '../../shared/use-save.ts';
import type { ListsProps } from './catalog-lists.tsx';
import { saveCatalog } from './save-catalog.ts';
import { travelFieldId, WaysFields, ZoneFields } from './travel-fields.tsx';

const findFieldId = (path: string): string | null => {
  const [list, field = '', index, part] = path.split('.');
  if (list !== 'travel') return null;
  if (field === 'positions') return travelFieldId(field);
  return travelFieldId([field, index, part].filter((word) => word !== undefined).join('-'));
};

/** Saves the rules, unless somebody else has changed them since they were loaded. */
const save = (document: CatalogDocument, form: TravelForm) => {
  const loaded = document.rest['travel'] ?? null;
  const written = writeTravelForm(loaded, form);
  return saveCatalog(
    (newest) => {
      if (JSON.stringify(newest.rest['travel'] ?? null) === JSON.stringify(loaded)) return putTravel(written)(newest);
      throw new ProblemError(
        createProblem(
          __('Somebody else has changed this meanwhile. Load the page again; nothing was saved.', 'holdfast-booking'),
        ),
      );
    },
    { list: 'locations', id: '' },
  );
};

/** How long people are on their way: parts of the area, and the minutes between them. */
export function TravelEditor({ document, business, onSaved }: Pick<ListsProps, 'document' | 'business' | 'onSaved'>) {
  const [first] = useState(() => readTravelForm(document.rest['travel']));
  const [form, setForm] = useState(first);
  const saving = useSave();
  const problem = problemOf(saving);
  const isUnsaved = JSON.stringify(form) !== JSON.stringify(first);
  useReportUnsaved('places-travel', isUnsaved);
  const change = (changed: Partial<TravelForm>): void => setForm((old) => ({ ...old, ...changed }));
  const submit = (): void => {
    const mistakes = findTravelMistakes(form, {
      name: __('Enter a name.', 'holdfast-booking'),
      minutes: __('Enter a whole number from 0 to 720.', 'holdfast-booking'),
      /* translators: %d: the number of a line. */
      line: (number) => sprintf(__('Line %d does not look like SE 111 20: 59.3326, 18.0649.', 'holdfast-booking'), number),
    });
    if (mistakes.length > 0) return saving.fail(createProblem(__('It could not be saved yet.', 'holdfast-booking'), mistakes));
    saving.run(async () => {
      const message = __('The travel times were saved.', 'holdfast-booking');
      onSaved((await save(document, form)).after, message);
      return message;
    });
  };
  const country = readCountry(business.locale);
  const add = (): void =>
    change({ zones: [...form.zones, { id: makeId('zon'), name: '', minutesWithin: '0', postcodes: [], kept: {} }] });
  return (
    <Section title={__('Travel', 'holdfast-booking')}>
      <p>
        {__(
          'Whoever works at several locations, or comes to customers, needs time on the way: it is kept free between two bookings. Divide your area into zones, such as districts.',
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
        {problem !== null && <ProblemNotice problem={problem} findFieldId={findFieldId} />}
        {form.zones.map((zone, index) => (
          <ZoneFields key={zone.id} {...{ form, zone, index, problem, country, setForm }} />
        ))}
        <div>
          <Button variant="link" onClick={add}>
            {__('Add a zone', 'holdfast-booking')}
          </Button>
        </div>
        {form.zones.length > 1 && <WaysFields {...{ form, change, problem }} />}
        <TextField
          id={travelFieldId('otherwiseMinutes')}
          label={__('Minutes for every other way', 'holdfast-booking')}
          value={form.otherwiseMinutes}
          onChange={(otherwiseMinutes) => change({ otherwiseMinutes })}
          inputMode="numeric"
          size="short"
          problem={findFieldMessage(problem, 'travel.otherwiseMinutes')}
          help={__('Between zones that are not named together, and to places in no zone.', 'holdfast-booking')}
        />
        <details
          className="holdfast-details"
          open={form.positions !== '' || findFieldMessage(problem, 'travel.positions') !== null || undefined}
        >
          <summary>{__('Positions of postcodes, for areas by distance', 'holdfast-booking')}</summary>
          <div className="holdfast-stack">
            <TextAreaField
              id={travelFieldId('positions')}
              label={__('One postcode a line', 'holdfast-booking')}
              value={form.positions}
              onChange={(positions) => change({ positions })}
              problem={findFieldMessage(problem, 'travel.positions')}
              help={__(
                'Country, postcode or its beginning, degrees north and east: SE 111 20: 59.3326, 18.0649',
                'holdfast-booking',
              )}
            />
          </div>
        </details>
        <SaveRow save={saving} label={__('Save travel times', 'holdfast-booking')} isUnsaved={isUnsaved} />
      </form>
    </Section>
  );
}
