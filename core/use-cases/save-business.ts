import type { Business } from '../catalog/business.ts';
import { checkBusiness } from '../catalog/check-business.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';
import { beginChange, finishChange } from './confirm-change.ts';
import type { WantedChange } from './confirm-change.ts';
import type { ChangedBy } from './save-payment-keys.ts';

/** What the owner says of the business, and the code from the mail if there is one. */
export type BusinessChange = {
  readonly business: Omit<Business, 'id'>;
  readonly confirmation: string | null;
  readonly by: ChangedBy;
  /** Whether an operator says the e-mail address himself, and so vouches for it; an owner proves his by codes alone. */
  readonly vouchesForEmail?: boolean;
};

/**
 * Replaces what is known of the business. Another e-mail address needs a code that was mailed to the present one: whoever holds
 * the mailbox confirms what moves money, so the mailbox changes hands only with its own consent. That an owner says it does not prove the new one.
 *
 * Refuses `invalid_request` with each mistake's path, `confirmation_required`, `confirmation_invalid`, `confirmation_unavailable`, `rate_limited`;
 * throws the notifier's fault. What is refused changes nothing.
 */
export async function saveBusiness(
  ports: Pick<SettingsPorts, 'settings' | 'clock' | 'notifier' | 'secrets'>,
  { business: wished, confirmation, by, vouchesForEmail = false }: BusinessChange,
): Promise<Outcome<Business>> {
  const mistakes = checkBusiness(wished);
  if (mistakes.length > 0) return refuse('invalid_request', { errors: mistakes });
  const present = await ports.settings.loadBusiness();
  const next: Business = { ...wished, id: present.id };
  const wanted = by === 'owner' && next.email !== present.email ? describeEmail(next.email) : null;
  const begun = await beginChange(ports, present, wanted, confirmation);
  if (!begun.ok) return begun;
  const finished = await finishChange(ports, present, begun.value);
  if (!finished.ok) return finished;
  await ports.settings.saveBusiness(next, by === 'operator' && vouchesForEmail);
  return accept(next);
}

/** The new address is told in full: its present owner has to see where mails would go. */
const describeEmail = (email: string | null): WantedChange => ({
  action: 'business_email',
  parts: [email ?? ''],
  words: [
    email === null ? 'No e-mail address for the business any more.' : `Another e-mail address for the business: ${email}`,
    'Notices of bookings, and codes like this one, would go there.',
  ],
});
