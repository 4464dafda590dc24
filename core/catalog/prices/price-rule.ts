import type { PriceRuleId } from '../../ids.ts';
import type { PriceAdjustment } from './price-adjustment.ts';
import type { PriceScope } from './price-conditions.ts';

/**
 * Makes the unit price of a service another one under conditions: weekends, evenings, seasons, early or late bookings, the last places. Rules count in the order of
 * their list, each on what the one before it came to.
 */
export type PriceRule = PriceScope & {
  readonly id: PriceRuleId;
  /** What the customer reads on his bill. */
  readonly name: string;
  readonly adjustment: PriceAdjustment;
  /** Whether the rules after it count too, once it has counted. */
  readonly then: 'continue' | 'stop';
};
