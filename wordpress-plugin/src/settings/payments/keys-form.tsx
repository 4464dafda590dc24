import { Button, ExternalLink } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ConfirmationCode } from '../../components/confirmation-code.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { TextField } from '../../components/text-field.tsx';
import { canBeLookedAtAgain, findKeyMistake, writeKeys } from '../../model/payments.ts';
import type { KeyMistake, PaymentAccount, TypedKeys } from '../../model/payments.ts';
import { createProblem, findFieldMessage } from '../../model/problem.ts';
import type { FieldProblem, Problem } from '../../model/problem.ts';
import type { PaymentMode } from '../../model/status.ts';
import { write } from '../../shared/request.ts';
import { useReportUnsaved } from '../../shared/unsaved.tsx';
import { isAboutCode, useConfirmedSave } from '../../shared/use-confirmed-save.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import { AccountFacts } from './account-facts.tsx';

type Props = {
  readonly mode: PaymentMode;
  readonly account: PaymentAccount | null;
  readonly onSaved: (answer: unknown) => void;
};

const fieldNames = ['publishableKey', 'secretKey', 'webhookSecret'] as const;

const wordMistake = (mode: PaymentMode, field: keyof TypedKeys, mistake: KeyMistake): string => {
  if (mistake === 'missing') return __('Enter this key: without it no payment can be taken.', 'holdfast-booking');
  if (mistake === 'other_mode')
    return mode === 'test'
      ? __('This is a key for live payments. It belongs below, to the live keys.', 'holdfast-booking')
      : __('This is a key for tests. It belongs above, to the test keys.', 'holdfast-booking');
  const beginnings = { publishableKey: 'pk_', secretKey: 'sk_ / rk_', webhookSecret: 'whsec_' };
  return sprintf(
    /* translators: %s: the letters that a key begins with. */
    __('This is another kind of key. The one for this field begins with %s.', 'holdfast-booking'),
    beginnings[field],
  );
};

function findMistakes(mode: PaymentMode, typed: TypedKeys, account: PaymentAccount | null): readonly FieldProblem[] {
  return fieldNames.flatMap((field) => {
    const isNeeded = field === 'publishableKey' || (field === 'secretKey' && account === null);
    const mistake = findKeyMistake(mode, field, typed[field], isNeeded);
    return mistake === null ? [] : [{ path: field, message: wordMistake(mode, field, mistake) }];
  });
}

const nameField = (path: string): string | null =>
  ({
    publishableKey: __('Publishable key', 'holdfast-booking'),
    secretKey: __('Secret or restricted key', 'holdfast-booking'),
    webhookSecret: __('Webhook secret', 'holdfast-booking'),
  })[path] ?? null;

const keysAddress = (mode: PaymentMode): string => `https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}apikeys`;

function KeyFields({
  mode,
  account,
  typed,
  change,
  problem,
}: Omit<Props, 'onSaved'> & {
  readonly typed: TypedKeys;
  readonly change: (changed: Partial<TypedKeys>) => void;
  readonly problem: Problem | null;
}) {
  const keep = __('Stored. Leave it empty to keep it.', 'holdfast-booking');
  const wrong = (field: keyof TypedKeys): string | null => findFieldMessage(problem, field);
  return (
    <>
      <TextField
        id={`holdfast-${mode}-publishableKey`}
        dir="ltr"
        label={nameField('publishableKey') ?? ''}
        value={typed.publishableKey}
        onChange={(publishableKey) => change({ publishableKey })}
        placeholder={`pk_${mode}_…`}
        problem={wrong('publishableKey')}
      />
      <TextField
        id={`holdfast-${mode}-secretKey`}
        dir="ltr"
        label={nameField('secretKey') ?? ''}
        value={typed.secretKey}
        onChange={(secretKey) => change({ secretKey })}
        type="password"
        autoComplete="new-password"
        placeholder={account?.secretKeyHint ?? `sk_${mode}_… / rk_${mode}_…`}
        problem={wrong('secretKey')}
        help={
          <>
            {account !== null && `${keep} `}
            {__(
              'A restricted key needs “PaymentIntents: Write” and “Charges and Refunds: Write”; with “Webhook Endpoints: Write” and “Payment Method Domains: Write” everything else is set up for you.',
              'holdfast-booking',
            )}
          </>
        }
      />
      <TextField
        id={`holdfast-${mode}-webhookSecret`}
        dir="ltr"
        label={nameField('webhookSecret') ?? ''}
        value={typed.webhookSecret}
        onChange={(webhookSecret) => change({ webhookSecret })}
        type="password"
        autoComplete="new-password"
        placeholder="whsec_…"
        problem={wrong('webhookSecret')}
        help={
          account?.webhook.state === 'given'
            ? keep
            : __(
                'Leave it empty: Stripe’s messages are set up for you. It is needed only for a webhook endpoint that you have made yourself (see below).',
                'holdfast-booking',
              )
        }
      />
    </>
  );
}

/** The keys of one account. The secret goes to the service, which checks it at Stripe before it is stored; it never comes back. */
export function KeysForm({ mode, account, onSaved }: Props) {
  const stored: TypedKeys = { publishableKey: account?.publishableKey ?? '', secretKey: '', webhookSecret: '' };
  const [typed, setTyped] = useState(stored);
  const save = useSave();
  const confirmed = useConfirmedSave(save, async (body) => {
    const answer = await write('PUT', `/admin/payments/${mode}`, body);
    setTyped({ ...typed, secretKey: '', webhookSecret: '' });
    onSaved(answer);
    return __('Stripe accepts these keys, and they were saved.', 'holdfast-booking');
  });
  const isUnsaved = JSON.stringify(writeKeys(typed)) !== JSON.stringify(writeKeys(stored));
  useReportUnsaved(`payments-${mode}`, isUnsaved);
  const isAsking = confirmed.sentTo !== undefined;
  const problem = problemOf(save);
  const submit = (): void => {
    const mistakes = findMistakes(mode, typed, account);
    if (mistakes.length > 0) save.fail(createProblem(__('These keys cannot be right.', 'holdfast-booking'), mistakes));
    else if (isAsking) confirmed.confirm(writeKeys(typed));
    else confirmed.send(writeKeys(typed));
  };
  return (
    <form
      noValidate
      className="holdfast-stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {account !== null && <AccountFacts account={account} />}
      {problem !== null && !isAboutCode(problem) && (
        <ProblemNotice problem={problem} findFieldId={(path) => `holdfast-${mode}-${path}`} nameField={nameField} />
      )}
      <p className="holdfast-muted">
        <ExternalLink href={keysAddress(mode)}>
          {mode === 'test'
            ? __('Your test keys at Stripe', 'holdfast-booking')
            : __('Your live keys at Stripe', 'holdfast-booking')}
        </ExternalLink>
      </p>
      <KeyFields {...{ mode, account, typed, problem }} change={(changed) => setTyped({ ...typed, ...changed })} />
      {isAsking ? (
        <ConfirmationCode id={`holdfast-${mode}-code`} confirmed={confirmed} body={() => writeKeys(typed)} />
      ) : (
        <SaveRow save={save} label={__('Check and save', 'holdfast-booking')} isUnsaved={isUnsaved}>
          {account !== null && !isUnsaved && canBeLookedAtAgain(account) && (
            <Button __next40pxDefaultSize variant="secondary" onClick={() => confirmed.send(writeKeys(stored))}>
              {__('Check again', 'holdfast-booking')}
            </Button>
          )}
        </SaveRow>
      )}
    </form>
  );
}
