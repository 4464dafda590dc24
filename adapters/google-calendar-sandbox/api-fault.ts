/**
 * A refusal of the API in Google's shape.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 */
export class ApiFault extends Error {
  readonly status: number;
  readonly reason: string;
  readonly domain: string;

  constructor(status: number, reason: string, message: string, domain = 'global') {
    super(message);
    this.name = 'ApiFault';
    this.status = status;
    this.reason = reason;
    this.domain = domain;
  }
}

/** Builds Google's answer for a calendar or event that is not there, or not to be seen. */
export const refuseMissing = (): ApiFault => new ApiFault(404, 'notFound', 'Not Found');

/** Builds the refusal of what is not right in a request. */
export const refuseInvalid = (message: string, reason = 'invalid'): ApiFault => new ApiFault(400, reason, message);

/** Renders a refusal as the API does. */
export const renderFault = ({ status, reason, domain, message }: ApiFault) => ({
  error: { errors: [{ domain, reason, message }], code: status, message },
});
