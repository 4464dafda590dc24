import type { TenantId } from '../ids.ts';

/** The business that sells its time. Its contact data is shown to customers when something cannot be done online. */
export type Business = {
  readonly id: TenantId;
  readonly name: string;
  readonly timeZone: string;
  /** A BCP 47 tag that dates and amounts in messages are written in. */
  readonly locale: string;
  /** The ISO 4217 currency that new services are priced in; null until the owner has said it. Prices that stand keep their own. */
  readonly currency: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};
