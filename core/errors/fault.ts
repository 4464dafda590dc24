import type { ErrorCode } from './catalogue.ts';

type FaultDetails = {
  readonly retryable: boolean;
  readonly cause?: unknown;
  readonly provider?: string;
  readonly requestId?: string;
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

  constructor(code: ErrorCode, message: string, details: FaultDetails) {
    super(message, { cause: details.cause });
    this.name = 'Fault';
    this.code = code;
    this.retryable = details.retryable;
    this.provider = details.provider;
    this.requestId = details.requestId;
  }
}
