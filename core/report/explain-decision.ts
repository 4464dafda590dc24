import { isUndecided } from '../catalog/minimum-to-run.ts';
import { isHeld } from '../catalog/session.ts';
import type { Session } from '../catalog/session.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { Obstacle } from './obstacle.ts';

/** Explains which sessions take nobody at all: cancelled ones, and those whose decision is due. */
export function explainDecision(sessions: readonly Session[], now: EpochMillis): readonly Obstacle[] {
  const cancelled = sessions.find((session) => !isHeld(session));
  if (cancelled !== undefined) return [{ code: cancelled.decision === 'too_few' ? 'too_few_people' : 'session_cancelled' }];
  const undecided = sessions.find((session) => isUndecided(session, now));
  return undecided?.decideAt === undefined ? [] : [{ code: 'undecided', decideAt: undecided.decideAt }];
}
