import type { LastWith } from '../catalog/choice.ts';
import type { Address, PostalPlace } from '../catalog/at-customer.ts';
import type { OrderId, ResourceId } from '../ids.ts';
import type { Customer } from '../order/order.ts';
import type { ReverseCharge } from '../pricing/reverse-charge.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { QuoteItem } from './quote-booking.ts';

/** One time that a visitor picked. */
export type HoldItem = QuoteItem & {
  readonly startsAt: EpochMillis;
  readonly resourceId: ResourceId | null;
  /** The whole address, or as much of it as is known yet: it is completed before the payment. */
  readonly address?: Address | PostalPlace | undefined;
};

/** What a visitor picked: one time or several, bought together. */
export type HoldRequest = {
  /** Known beforehand when the request may be repeated: a second hold with the same id answers the first one. */
  readonly orderId: OrderId | null;
  /** Whether the id is fresh, so that no first one need be looked for. */
  readonly isFirst?: boolean;
  /** 1 to 10. */
  readonly items: readonly HoldItem[];
  readonly codes: readonly string[];
  /** Whether the customer pays all although a deposit would do. */
  readonly isAllPaid?: boolean | undefined;
  /** Only by the owner's word. */
  readonly reverseCharge?: ReverseCharge | undefined;
  readonly customerTimeZone: string;
  readonly customer: Customer | null;
  /** The price the visitor saw, or null when he saw none. */
  readonly quoteHash: string | null;
  /** Whom the customer had, the last time first: only what he has shown to be his, or for the owner. */
  readonly lastWith?: LastWith | undefined;
};
