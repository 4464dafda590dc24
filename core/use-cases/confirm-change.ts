import { CONFIRMATION_LIFE, CONFIRMATION_TRIES, decideConfirmationMail, isConfirmed } from '../access/confirmation.ts';
import type { Confirmation, ProtectedChange } from '../access/confirmation.ts';
import { maskEmail } from '../access/mask-email.ts';
import type { Business } from '../catalog/business.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome, Refusal } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { composeConfirmation } from '../notification/compose-confirmation.ts';
import { renderHtml, renderText } from '../notification/render-message.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';

/** A change that needs a code: which kind, exactly what (in parts that only its digest keeps), and the words that tell it without a secret. */
export type WantedChange = { readonly action: string; readonly parts: readonly string[]; readonly words: readonly string[] };

type ConfirmPorts = Pick<SettingsPorts, 'settings' | 'clock' | 'notifier' | 'secrets'>;
type Reachable = Business & { readonly email: string };
type Refused = { readonly ok: false; readonly refusal: Refusal };

/** How often a code is decided on again when somebody else was mailed or tried one in between. */
const MAXIMUM_TRIES = 8;

/** A change that was begun. Null needs no code; without a digest no code has come yet; with one the code was right, and is to be used up. */
export type BegunChange = {
  readonly wanted: WantedChange;
  /** Where the code was mailed to, or will be. */
  readonly email: string;
  readonly codeDigest: string | null;
} | null;

/**
 * Begins a change: a code that came with it is tried. It is not used up yet, so that whatever else is looked at first costs no code.
 * `wanted` is null for a change that needs no code. Refuses `confirmation_invalid`, and `confirmation_unavailable` when the business has no
 * mailbox that a code could come from.
 */
export async function beginChange(
  ports: ConfirmPorts,
  business: Business,
  wanted: WantedChange | null,
  code: string | null,
): Promise<Outcome<BegunChange>> {
  if (wanted === null) return accept(null);
  const { email } = business;
  if (email === null) return refuse('confirmation_unavailable');
  if (code === null) return accept({ wanted, email, codeDigest: null });
  const tried = await tryConfirmation(ports, wanted, email, code);
  return tried.ok ? accept({ wanted, email, codeDigest: tried.value }) : tried;
}

/**
 * Lets a change through once everything else is known to be right: its code is used up, or one is asked for. Refuses `confirmation_invalid` when
 * somebody else has used the code meanwhile, and what `askForConfirmation` refuses. What is refused must not be done.
 */
export async function finishChange(ports: ConfirmPorts, business: Business, begun: BegunChange): Promise<Outcome<null>> {
  if (begun === null) return accept(null);
  if (begun.codeDigest === null) return askForConfirmation(ports, { ...business, email: begun.email }, begun.wanted);
  const isUsed = await ports.settings.useConfirmation(begun.codeDigest, begun.email);
  return isUsed ? accept(null) : refuse('confirmation_invalid', { path: 'confirmation' });
}

/**
 * Mails a code for a change to the business, unless that was done a moment ago, and refuses the change until it comes back with the code:
 * `confirmation_required` with the masked address in `sentTo`; `rate_limited` when a code for something else was mailed within the
 * minute or too many codes were wrong. Throws the notifier's fault.
 */
async function askForConfirmation(ports: ConfirmPorts, business: Reachable, wanted: WantedChange): Promise<Refused> {
  const { email } = business;
  const required = refuse('confirmation_required', { sentTo: maskEmail(email) });
  const change = identify(ports, wanted, email);
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const now = ports.clock.now();
    const pending = await ports.settings.loadConfirmation();
    const decided = decideConfirmationMail(pending, change, now);
    if (decided.kind === 'wait') return refuse('rate_limited', { retryAfterSeconds: Math.ceil((decided.until - now) / 1_000) });
    if (decided.kind === 'mailed') return required;
    const code = ports.secrets.makeCode();
    const { tries, triesSince } = decided;
    const next: Confirmation = { ...change, codeDigest: digestCode(ports, change, code), mailedAt: now, tries, triesSince };
    if (!(await ports.settings.replaceConfirmation(pending, next))) continue;
    await mailCode(ports, business, wanted, next, code);
    return required;
  }
  throw new Fault('busy_store', 'a code was asked for by others at every try', { retryable: true });
}

/** Tries a code for a change and answers its digest; the try is counted, whether the code is right or wrong. */
async function tryConfirmation(ports: ConfirmPorts, wanted: WantedChange, email: string, code: string): Promise<Outcome<string>> {
  const pending = await ports.settings.countConfirmationTry(CONFIRMATION_TRIES);
  const change = identify(ports, wanted, email);
  const codeDigest = digestCode(ports, change, code);
  const isRight = pending !== null && isConfirmed(pending, change, codeDigest, ports.clock.now());
  return isRight ? accept(codeDigest) : refuse('confirmation_invalid', { path: 'confirmation' });
}

/** The address belongs to it, so that a code proves the very mailbox that it was mailed to. */
const identify = ({ secrets }: ConfirmPorts, { action, parts }: WantedChange, email: string): ProtectedChange => ({
  action,
  changeDigest: secrets.computeDigest('protected change', action, email, ...parts),
});

const digestCode = ({ secrets }: ConfirmPorts, { action, changeDigest }: ProtectedChange, code: string): string =>
  secrets.computeDigest('confirmation code', action, changeDigest, code);

async function mailCode(
  { notifier, settings }: ConfirmPorts,
  business: Reachable,
  { words }: WantedChange,
  confirmation: Confirmation,
  code: string,
): Promise<void> {
  const text = composeConfirmation(business, words, code);
  try {
    await notifier.send({
      key: `confirmation/${confirmation.codeDigest}`,
      to: { name: business.name, email: business.email },
      from: { name: business.name, replyTo: null },
      subject: text.subject,
      text: renderText(text),
      html: renderHtml(text, 'en'),
      invitation: null,
    });
  } catch (error) {
    // A code that nobody got must not keep the next one waiting.
    await settings.replaceConfirmation(confirmation, { ...confirmation, mailedAt: confirmation.mailedAt - CONFIRMATION_LIFE });
    throw error;
  }
}
