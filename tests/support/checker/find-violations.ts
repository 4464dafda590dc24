import { checkCalendars } from './check-calendars.ts';
import { checkCodes } from './check-codes.ts';
import { checkEffects } from './check-effects.ts';
import { checkEnd } from './check-end.ts';
import { checkLedger } from './check-ledger.ts';
import { checkMessages } from './check-messages.ts';
import { checkPaid } from './check-paid.ts';
import { checkPrices } from './check-prices.ts';
import { checkSold } from './check-sold.ts';
import { checkTime } from './check-time.ts';
import type { Evidence, Violation } from './evidence.ts';

/**
 * Finds everything in the evidence of a world that cannot be if its promises were kept, in words; nothing when all is well.
 *
 * It computes everything anew from plain data and shares no code with what it checks. What is only true once everything has come to rest is looked
 * at when the evidence says that it has (`isSettled`).
 *
 * @see docs/algorithms/simulation.md
 */
export const findViolations = (evidence: Evidence): readonly Violation[] => [
  ...checkTime(evidence),
  ...checkSold(evidence),
  ...checkLedger(evidence),
  ...checkPaid(evidence),
  ...checkCodes(evidence),
  ...checkPrices(evidence),
  ...checkMessages(evidence),
  ...(evidence.isSettled ? [...checkEffects(evidence), ...checkCalendars(evidence), ...checkEnd(evidence)] : []),
];
