import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { SearchField, SelectField } from '../../components/select-field.tsx';
import type { TypedHolidayRule } from '../../model/date-rules.ts';
import { holidaysPath, listNextHolidays, readAreas, readHolidays, regionsPath } from '../../model/holiday-areas.ts';
import type { Business } from '../../model/business.ts';
import { readCountry } from '../../model/holiday-areas.ts';
import type { HoursMistakes } from '../../model/schedule-form.ts';
import { formatDate } from '../../shared/language.ts';
import { useLoaded } from '../../shared/use-loaded.ts';
import { nameChange, wordExceptionMistake } from './date-words.ts';
import { WindowsFields } from './windows-fields.tsx';

const PREVIEWED = 5;

/** The next holidays of an area, so that an owner sees what the rule will do. */
function Preview({ country, region }: Pick<TypedHolidayRule, 'country' | 'region'>) {
  const today = new Date().toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  const thisYear = useLoaded(holidaysPath(country, region, year), readHolidays);
  const nextYear = useLoaded(holidaysPath(country, region, year + 1), readHolidays);
  const problem = thisYear.problem ?? nextYear.problem;
  if (problem !== null) return <p className="holdfast-help">{problem.title}</p>;
  if (thisYear.value === null || nextYear.value === null || thisYear.isLoading || nextYear.isLoading)
    return <p className="holdfast-help">{__('Looking for the next holidays…', 'holdfast-booking')}</p>;
  const next = listNextHolidays([...thisYear.value, ...nextYear.value], today, PREVIEWED);
  return (
    <div className="holdfast-help" aria-live="polite">
      <p>{__('The next ones:', 'holdfast-booking')}</p>
      <ul className="holdfast-bullets">
        {next.map(({ date, name }) => (
          <li key={date}>
            {formatDate(date)} – {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Region({
  id,
  rule,
  onChange,
}: {
  readonly id: string;
  readonly rule: TypedHolidayRule;
  readonly onChange: (region: string) => void;
}) {
  const regions = useLoaded(regionsPath(rule.country), readAreas);
  // What is chosen stays to be seen while the list of its country is on its way.
  const isKnown = rule.region === '' || regions.value?.some(({ region }) => region === rule.region) === true;
  const known = (regions.value ?? []).map(({ region, name }) => ({ value: region, label: name }));
  if (known.length === 0 && rule.region === '') return null;
  return (
    <SelectField
      id={`${id}-region`}
      label={__('Region', 'holdfast-booking')}
      value={rule.region}
      onChange={onChange}
      options={[
        { value: '', label: __('What all regions have', 'holdfast-booking') },
        ...(isKnown ? [] : [{ value: rule.region, label: rule.region }]),
        ...known,
      ]}
    />
  );
}

function Rule({
  id,
  rule,
  countries,
  mistake,
  onChange,
}: {
  readonly id: string;
  readonly rule: TypedHolidayRule;
  readonly countries: readonly { readonly value: string; readonly label: string }[];
  readonly mistake: string | null;
  readonly onChange: (rule: TypedHolidayRule | null) => void;
}) {
  const name = countries.find(({ value }) => value === rule.country)?.label ?? rule.country;
  return (
    <li className="holdfast-inset holdfast-stack" id={id}>
      <div className="holdfast-columns">
        <SearchField
          id={`${id}-country`}
          label={__('Country', 'holdfast-booking')}
          value={rule.country}
          onChange={(country) => onChange({ ...rule, country, region: '' })}
          options={countries}
        />
        {rule.country !== '' && (
          <Region key={rule.country} {...{ id, rule }} onChange={(region) => onChange({ ...rule, region })} />
        )}
        <SelectField
          id={`${id}-change`}
          label={__('On holidays', 'holdfast-booking')}
          value={rule.change}
          onChange={(value) =>
            onChange({
              ...rule,
              change: value === 'hours' ? 'hours' : 'closed',
              windows: value === 'hours' && rule.windows.length === 0 ? [{ from: '10:00', to: '14:00' }] : rule.windows,
            })
          }
          options={(['closed', 'hours'] as const).map((value) => ({ value, label: nameChange(value) }))}
        />
      </div>
      {rule.change === 'hours' && (
        <WindowsFields
          id={`${id}-hours`}
          name={__('Holidays', 'holdfast-booking')}
          windows={rule.windows}
          isWrong={mistake !== null}
          onChange={(windows) => onChange({ ...rule, windows })}
        />
      )}
      {mistake !== null && <p className="holdfast-mistake">{mistake}</p>}
      {rule.country !== '' && <Preview country={rule.country} region={rule.region} />}
      <div>
        <Button variant="link" isDestructive onClick={() => onChange(null)}>
          {
            /* translators: %s: a country. */
            sprintf(__('Remove the holidays of %s', 'holdfast-booking'), name)
          }
        </Button>
      </div>
    </li>
  );
}

/** The public holidays on which it is closed, or has other hours. */
export function HolidaysEditor({
  id,
  rules,
  business,
  mistakes,
  problem,
  onChange,
}: {
  readonly id: string;
  readonly rules: readonly TypedHolidayRule[];
  readonly business: Business;
  readonly mistakes: HoursMistakes['holidays'];
  readonly problem: string | null;
  readonly onChange: (rules: readonly TypedHolidayRule[]) => void;
}) {
  const areas = useLoaded('/admin/holiday-areas', readAreas);
  const countries = (areas.value ?? []).map(({ country, name }) => ({ value: country, label: name }));
  const known = new Set(countries.map(({ value }) => value));
  const options = [
    ...rules.flatMap(({ country }) => (country === '' || known.has(country) ? [] : [{ value: country, label: country }])),
    ...countries,
  ];
  const home = readCountry(business.locale);
  const add = (): void =>
    onChange([...rules, { country: known.has(home) ? home : '', region: '', change: 'closed', windows: [], kept: {} }]);
  const wordOf = (index: number): string | null => {
    const mistake = mistakes.find((found) => found.index === index);
    return mistake === undefined ? null : wordExceptionMistake(mistake.kind);
  };
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Public holidays', 'holdfast-booking')}</legend>
      {rules.length === 0 && (
        <p className="holdfast-muted">
          {__('Holidays are days like others until you say what happens on them.', 'holdfast-booking')}
        </p>
      )}
      {rules.length > 0 && (
        <ul className="holdfast-uses">
          {rules.map((rule, index) => (
            <Rule
              key={index}
              id={`${id}-${index}`}
              {...{ rule, countries: options }}
              mistake={wordOf(index)}
              onChange={(changed) => onChange(rules.flatMap((old, at) => (at === index ? (changed ?? []) : old)))}
            />
          ))}
        </ul>
      )}
      <div>
        <Button variant="link" onClick={add} disabled={areas.value === null}>
          {rules.length === 0 ? __('Choose whose holidays', 'holdfast-booking') : __('Add another area', 'holdfast-booking')}
        </Button>
      </div>
      {areas.problem !== null && <p className="holdfast-help holdfast-mistake">{areas.problem.title}</p>}
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}
