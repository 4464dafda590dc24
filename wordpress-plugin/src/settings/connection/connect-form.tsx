import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { fieldsOf, textOf } from '../../model/fields.ts';
import { createProblem } from '../../model/problem.ts';
import { write } from '../../shared/request.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';

async function begin(serviceUrl: string): Promise<string> {
  const answer = await write('POST', '/connection/begin', { serviceUrl });
  location.assign(textOf(fieldsOf(answer)['redirectUrl']));
  return __('You are being taken to your booking service…', 'holdfast-booking');
}

// Nobody types the scheme; where http is meant (one's own machine), it must be said.
const withScheme = (typed: string): string => (/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);

/** Connects by the service's address: the browser goes there, and comes back connected. */
export function ConnectForm({ known }: { readonly known: string }) {
  const [serviceUrl, setServiceUrl] = useState(known);
  const save = useSave();
  const problem = problemOf(save);
  const submit = (): void => {
    const typed = serviceUrl.trim();
    if (typed === '') {
      const message = __('Enter the address that you got for your booking service.', 'holdfast-booking');
      save.fail(createProblem(__('The address is missing.', 'holdfast-booking'), [{ path: 'serviceUrl', message }]));
    } else save.run(() => begin(withScheme(typed)));
  };
  const isBusy = save.state.kind === 'saving' || save.state.kind === 'saved';
  return (
    <form
      noValidate
      className="holdfast-stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {problem !== null && <ProblemNotice problem={problem} findFieldId={() => 'holdfast-service-url'} />}
      <TextField
        id="holdfast-service-url"
        dir="ltr"
        label={__('Address of your booking service', 'holdfast-booking')}
        value={serviceUrl}
        onChange={setServiceUrl}
        type="url"
        placeholder="https://book.example"
        problem={problem?.fields[0]?.message ?? null}
        help={__('There you prove by a code, sent by mail, that the business is yours, and come back here.', 'holdfast-booking')}
      />
      <div className="holdfast-row">
        <Button __next40pxDefaultSize variant="primary" type="submit" isBusy={isBusy} aria-disabled={isBusy}>
          {__('Connect', 'holdfast-booking')}
        </Button>
        <span className="holdfast-muted" role="status">
          {isBusy && __('You are being taken to your booking service…', 'holdfast-booking')}
        </span>
      </div>
    </form>
  );
}
