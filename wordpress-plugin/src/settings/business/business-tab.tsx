import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmationCode } from '../../components/confirmation-code.tsx';
import { WhenLoaded } from '../../components/loading.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { Section } from '../../components/section.tsx';
import { SearchField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { readBusiness, writeBusiness } from '../../model/business.ts';
import type { Business } from '../../model/business.ts';
import type { Fields } from '../../model/fields.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { Status } from '../../model/status.ts';
import { listCurrencies, listTimeZones } from '../../shared/choices.ts';
import { write } from '../../shared/request.ts';
import { useReportUnsaved } from '../../shared/unsaved.tsx';
import { isAboutCode, useConfirmedSave } from '../../shared/use-confirmed-save.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';

const fieldIds: Readonly<Record<string, string>> = {
  name: 'holdfast-business-name',
  email: 'holdfast-business-email',
  phone: 'holdfast-business-phone',
  timeZone: 'holdfast-business-zone',
  currency: 'holdfast-business-currency',
};

function BusinessFields({
  typed,
  change,
  problem,
}: {
  readonly typed: Business;
  readonly change: (changed: Partial<Business>) => void;
  readonly problem: Problem | null;
}) {
  const wrong = (field: string): string | null => findFieldMessage(problem, field);
  return (
    <>
      <TextField
        id="holdfast-business-name"
        label={__('Name', 'holdfast-booking')}
        value={typed.name}
        onChange={(name) => change({ name })}
        autoComplete="organization"
        problem={wrong('name')}
        help={__('Customers read it in mails and on receipts.', 'holdfast-booking')}
      />
      <SearchField
        id="holdfast-business-zone"
        label={__('Time zone', 'holdfast-booking')}
        value={typed.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={listTimeZones(typed.timeZone)}
        problem={wrong('timeZone')}
        help={__('Type a city or a region to search. New services and people start with it.', 'holdfast-booking')}
      />
      <SearchField
        id="holdfast-business-currency"
        label={__('Currency', 'holdfast-booking')}
        value={typed.currency}
        onChange={(currency) => change({ currency })}
        options={listCurrencies(typed.currency)}
        problem={wrong('currency')}
        help={
          typed.currency === ''
            ? __('Not chosen yet. Prices are set in it.', 'holdfast-booking')
            : __('Prices are set in it. A service that has another one keeps it until you change it there.', 'holdfast-booking')
        }
      />
      <TextField
        id="holdfast-business-phone"
        label={__('Phone', 'holdfast-booking')}
        value={typed.phone}
        onChange={(phone) => change({ phone })}
        type="tel"
        autoComplete="tel"
        problem={wrong('phone')}
        help={__('Shown to visitors when something cannot be booked online.', 'holdfast-booking')}
      />
      <TextField
        id="holdfast-business-email"
        label={__('E-mail', 'holdfast-booking')}
        value={typed.email}
        onChange={(email) => change({ email })}
        type="email"
        autoComplete="email"
        problem={wrong('email')}
        help={__(
          'Shown to visitors, and codes that confirm important changes go there. Changing it needs a code mailed to the present address.',
          'holdfast-booking',
        )}
      />
    </>
  );
}

function BusinessForm({ business, onSaved }: { readonly business: Business; readonly onSaved: (answer: unknown) => void }) {
  const [typed, setTyped] = useState(business);
  const save = useSave();
  const confirmed = useConfirmedSave(save, async (body) => {
    const answer = await write('PUT', '/admin/business', body);
    setTyped(readBusiness(answer));
    onSaved(answer);
    return __('The business was saved.', 'holdfast-booking');
  });
  const isUnsaved = JSON.stringify(writeBusiness(typed)) !== JSON.stringify(writeBusiness(business));
  useReportUnsaved('business', isUnsaved);
  const body = (): Fields => writeBusiness(typed);
  const problem = problemOf(save);
  const isAsking = confirmed.sentTo !== undefined;
  return (
    <form
      noValidate
      className="holdfast-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAsking) confirmed.confirm(body());
        else confirmed.send(body());
      }}
    >
      {problem !== null && !isAboutCode(problem) && (
        <ProblemNotice problem={problem} findFieldId={(path) => fieldIds[path] ?? null} />
      )}
      <BusinessFields typed={typed} change={(changed) => setTyped({ ...typed, ...changed })} problem={problem} />
      {isAsking ? (
        <ConfirmationCode id="holdfast-business-code" confirmed={confirmed} body={body} />
      ) : (
        <SaveRow save={save} label={__('Save', 'holdfast-booking')} isUnsaved={isUnsaved} />
      )}
    </form>
  );
}

/** Who the business is, as its customers know it. */
export function BusinessTab({ business, status }: { readonly business: Loaded<Business>; readonly status: Loaded<Status> }) {
  return (
    <Section title={__('Business', 'holdfast-booking')}>
      <WhenLoaded loaded={business} label={__('Loading the business…', 'holdfast-booking')}>
        {(value) => (
          <BusinessForm
            business={value}
            onSaved={(answer) => {
              business.set(readBusiness(answer));
              status.reload();
            }}
          />
        )}
      </WhenLoaded>
    </Section>
  );
}
