import type { Evidence, Violation } from './evidence.ts';
import { isWaiting, wasSold } from './money-facts.ts';

/** Checks that codes count what orders use, never more than they may, and that nobody keeps a use for nothing. */
export const checkCodes = (evidence: Evidence): readonly Violation[] => [...compareCounts(evidence), ...checkUses(evidence)];

const miscounted = (about: string, words: string): Violation => ({ rule: 'codes_are_counted', about, words });

const compareCounts = ({ codes, orders }: Evidence): readonly Violation[] =>
  codes.flatMap(({ code, maximumRedemptions, redeemed }) => {
    const uses = orders
      .flatMap((order) => order.redemptions)
      .filter((use) => use.code === code && use.state !== 'released')
      .reduce((sum, use) => sum + (use.uses ?? 1), 0);
    return [
      ...(uses === redeemed ? [] : [miscounted(code, `${code} counts ${redeemed} uses, orders use it ${uses} times`)]),
      ...(maximumRedemptions === null || uses <= maximumRedemptions
        ? []
        : [miscounted(code, `${code} may be used ${maximumRedemptions} times, orders use it ${uses} times`)]),
    ];
  });

const checkUses = (evidence: Evidence): readonly Violation[] =>
  evidence.orders.flatMap((order) => {
    const mayReserve = order.bookings.some(isWaiting) || order.lateOffer?.state === 'open';
    const mayUse = order.bookings.some((booking) => wasSold(evidence, booking));
    return order.redemptions.flatMap(({ code, state }) => {
      if (state === 'reserved' && !mayReserve)
        return [miscounted(code, `${order.id} still keeps ${code}, and waits for nothing`)];
      if (state === 'used' && !mayUse) return [miscounted(code, `${order.id} used ${code}, and was never confirmed`)];
      return [];
    });
  });
