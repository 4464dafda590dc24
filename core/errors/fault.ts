import type { ErrorCode } from './catalogue.ts';

/** Why a provider said no, where callers have to know: `payment_disputed`, nothing is paid back while the customer's bank has the money. */
export type FaultDetail = 'payment_disputed';

type FaultDetails = {
  readonly retryable: boolean;
  readonly cause?: unknown;
  readonly provider?: string;
  readonly requestId?: string;
  readonly detail?: FaultDetail;
};

/**
 * Tells that the outside failed (a provider, a network, a database), as opposed to a rule that said no.
 *
 * Adapters throw it; use cases let it pass. `retryable` says whether the same call may succeed later.
 * The message never holds personal data or a secret.
 */
export class Fault extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly provider: string | undefined;
  readonly requestId: string | undefined;
  readonly detail: FaultDetail | undefined;

  constructor(code: ErrorCode, message: string, details: FaultDetails) {
    super(message, { cause: details.cause });
    this.name = 'Fault';
    this.code = code;
    this.retryable = details.retryable;
    this.provider = details.provider;
    this.requestId = details.requestId;
    this.detail = details.detail;
  }
}
