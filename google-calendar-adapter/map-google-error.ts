import { z } from 'zod';
import { Fault } from '../core/index.ts';

/** What Google answered instead of what was asked for. */
export type GoogleRefusal = { readonly status: number; readonly body: unknown };

const apiErrorSchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    errors: z.array(z.object({ reason: z.string() })).catch([]),
  }),
});
const tokenErrorSchema = z.object({ error: z.string() });

const QUOTA_REASONS: ReadonlySet<string> = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);
/** Reasons of a single calendar inside a good answer that pass by themselves. */
const PASSING_CALENDAR_REASONS: ReadonlySet<string> = new Set(['internalError', 'backendError', ...QUOTA_REASONS]);

/**
 * Maps a refusal of Google to our fault: the one place that says what may be tried again. 429, 5xx and exhausted quotas pass; all else stays
 * until somebody shares a calendar, renews a key or corrects the request.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 */
export function mapGoogleRefusal({ status, body }: GoogleRefusal): Fault {
  const { reason, message } = readError(body);
  return buildFault(`${status} ${reason}`.trim(), isPassing(status, reason, message));
}

/** Maps a call that brought no answer: the network, a time-out, an answer that breaks off. */
export const mapGoogleSilence = (cause: unknown): Fault => buildFault('no answer', true, cause);

/** Makes the fault of an answer that is not what Google sends: a proxy's page, a field that is missing. */
export const buildUnreadable = (what: string): Fault => buildFault(`answered something that is not ${what}`, true);

/** Makes the fault of a request that would be refused whenever it is sent. */
export const buildRejected = (what: string): Fault => buildFault(what, false);

/** Makes the fault of an event that somebody else changes whenever we do. */
export const buildContested = (): Fault => buildFault('the event is being changed by somebody else', true);

/** Maps the error of one calendar inside a good answer about busy times. */
export const mapCalendarError = (reason: string): Fault =>
  buildFault(`a calendar could not be read: ${cleanWord(reason)}`, PASSING_CALENDAR_REASONS.has(reason));

function isPassing(status: number, reason: string, message: string): boolean {
  if (status === 429 || status === 408 || status >= 500) return true;
  // Too many invitations in too little time has the reason of an exhausted quota; only the text tells, and it lasts for hours.
  // https://github.com/googleapis/google-api-php-client/issues/1725
  return status === 403 && QUOTA_REASONS.has(reason) && !/^calendar usage limits exceeded/i.test(message);
}

function readError(body: unknown): { readonly reason: string; readonly message: string } {
  const api = apiErrorSchema.safeParse(body);
  if (api.success) return { reason: cleanWord(api.data.error.errors[0]?.reason ?? ''), message: api.data.error.message };
  const token = tokenErrorSchema.safeParse(body);
  return { reason: token.success ? cleanWord(token.data.error) : '', message: '' };
}

/** A reason is a word of Google's; whatever else stands there stays out of our messages. */
const cleanWord = (reason: string): string => (/^\w{1,64}$/.test(reason) ? reason : '');

function buildFault(message: string, retryable: boolean, cause?: unknown): Fault {
  const details = { retryable, provider: 'google', ...(cause === undefined ? {} : { cause }) };
  return new Fault(retryable ? 'provider_unavailable' : 'provider_rejected', `Google Calendar: ${message}`, details);
}
