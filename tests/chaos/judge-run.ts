import { findViolations } from '../support/checker/find-violations.ts';
import type { Evidence } from '../support/checker/evidence.ts';
import { checkAnswers } from './check-answers.ts';
import { countPlaces } from './chaos-plan.ts';
import type { ChaosPlan } from './chaos-plan.ts';
import { collectEvidence } from './collect-evidence.ts';
import type { ChaosRun } from './run-chaos.ts';

/** What came of a run, and every promise that it broke, in words. */
export type Verdict = {
  readonly buyers: number;
  readonly places: number;
  /** How many buyers ended how. */
  readonly ends: Readonly<Record<string, number>>;
  /** Confirmed bookings, payments at the provider and refunds there when all was quiet. */
  readonly bookings: number;
  readonly payments: number;
  readonly refunds: number;
  readonly mails: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly troubles: ChaosRun['troubles'];
  readonly seconds: ChaosRun['seconds'];
  readonly violations: readonly string[];
};

/** Judges a run: what buyers were told, and what stands in the database, at the provider and in the mailboxes. */
export async function judgeRun(plan: ChaosPlan, run: ChaosRun): Promise<Verdict> {
  const ends: Record<string, number> = {};
  for (const { end } of run.ends) ends[end] = (ends[end] ?? 0) + 1;
  const evidence = await collectEvidence(run.world);
  const rows = listBookings(evidence);
  const found = findViolations(evidence).map(({ rule, words }) => `${rule}: ${words}`);
  return {
    ...{ buyers: plan.buyers, places: countPlaces(plan), ends },
    bookings: rows.filter(({ state }) => state === 'confirmed').length,
    payments: evidence.provider.filter(({ capturedMinor }) => capturedMinor > 0).length,
    refunds: evidence.provider.flatMap(({ refunds }) => refunds).length,
    mails: evidence.messages.length,
    ...{ codes: Object.fromEntries(run.codes), troubles: run.troubles, seconds: run.seconds },
    violations: [
      ...checkAnswers(run.ends, rows, run.codes.keys()),
      ...found,
      ...run.world.listDeaths().map((words) => `a service process ended by itself: ${words}`),
    ],
  };
}

const listBookings = ({ orders }: Evidence) =>
  orders.flatMap(({ bookings, customerEmail: email }) => bookings.map(({ id, state }) => ({ id, state, email })));
