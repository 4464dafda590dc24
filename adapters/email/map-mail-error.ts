import { Fault } from '../../core/index.ts';

/**
 * Maps what nodemailer threw to a `Fault`. The one place that decides `retryable`.
 *
 * A mail server's 5yz answer about this receiver or this content is final (`provider_rejected`). Everything else may pass
 * (`provider_unavailable`): a network failure, a 4yz answer such as greylisting, and also a login or TLS error, which the owner can mend.
 * The error itself is not kept as cause, because servers repeat addresses in their answers.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1
 */
export function mapMailError(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = readField(error, 'code');
  const responseCode = readField(error, 'responseCode');
  const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500;
  const what = `mail was not sent (${[code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'unknown error'})`;
  return new Fault(isFinal ? 'provider_rejected' : 'provider_unavailable', what, { retryable: !isFinal, provider: 'email' });
}

const readField = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
