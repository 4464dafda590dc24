import { listFeeLines } from '../pricing/moved-quote.ts';
import { computeOpen, listStandingLines } from './line-accounts.ts';
import type { Order } from './order.ts';
import type { Repriced } from './reprice-order.ts';

/** What moving a booking changes about its money. Integer minor units of the order's currency; `priceMinor + feeMinor = laterMinor − refundMinor`. */
export type RescheduleDifference = {
  /** How much more the new time costs than the old one; negative when it costs less. */
  readonly priceMinor: number;
  /** What the policy asks for the move. */
  readonly feeMinor: number;
  /** What goes back of what was paid. */
  readonly refundMinor: number;
  /** What is due later on top of what was; negative when less is. Nobody is charged for it now. */
  readonly laterMinor: number;
  /** All that is due later then. */
  readonly dueLaterMinor: number;
  /** What the order costs then. */
  readonly totalMinor: number;
  /** Codes that do not count for the new time. */
  readonly lostCodes: readonly string[];
};

/** Computes what moving a booking changes about the money of its order. */
export function computeRescheduleDifference(order: Order, { order: next, refundMinor }: Repriced): RescheduleDifference {
  const feeMinor = sumFees(next) - sumFees(order);
  const kept = new Set(listCodes(next));
  return {
    priceMinor: sumNets(next) - sumNets(order) - feeMinor,
    feeMinor,
    refundMinor,
    laterMinor: sumOpen(next) - sumOpen(order),
    dueLaterMinor: sumOpen(next),
    totalMinor: next.quote.total.amountMinor,
    lostCodes: listCodes(order).filter((code) => !kept.has(code)),
  };
}

const listCodes = ({ quote }: Order): readonly string[] => quote.codes?.map(({ code }) => code) ?? [];
const sumFees = ({ quote }: Order): number => listFeeLines(quote).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
const sumNets = (order: Order): number => listStandingLines(order).reduce((sum, { netMinor }) => sum + netMinor, 0);
const sumOpen = (order: Order): number => listStandingLines(order).reduce((sum, line) => sum + computeOpen(order, line), 0);
