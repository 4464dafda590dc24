import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { write } from '../../shared/request.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';

/** Connects with a link that the service has made for this business; it is good once. */
export function LinkForm({
  given,
  onConnected,
}: {
  /** The link that came in the page's address, if any. */
  readonly given: string | null;
  readonly onConnected: (answer: unknown) => void;
}) {
  const [link, setLink] = useState(given ?? '');
  const save = useSave();
  const problem = problemOf(save);
  const isBusy = save.state.kind === 'saving';
  const submit = (): void =>
    save.run(async () => {
      onConnected(await write('POST', '/connection/link', { link: link.trim() }));
      return '';
    });
  return (
    <form
      noValidate
      className="holdfast-stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <TextField
        id="holdfast-link"
        dir="ltr"
        label={__('Connection link', 'holdfast-booking')}
        value={link}
        onChange={setLink}
        placeholder="https://book.example/connect#hfc_…"
        help={
          given === null
            ? __('You get it from whoever runs the booking service. It works once.', 'holdfast-booking')
            : __('It came with the address of this page and has been filled in for you.', 'holdfast-booking')
        }
      />
      <div className="holdfast-row">
        <Button
          __next40pxDefaultSize
          variant={given === null ? 'secondary' : 'primary'}
          type="submit"
          isBusy={isBusy}
          disabled={link.trim() === ''}
          aria-disabled={isBusy}
        >
          {__('Connect with this link', 'holdfast-booking')}
        </Button>
      </div>
    </form>
  );
}
