import type { Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';

/** The longest range of one question, in days of 24 hours. What people may ask for is less, see the use cases. */
export const MAXIMUM_QUESTION_DAYS = 3_660;

/** Throws a RangeError that names the limit when a range is longer than `MAXIMUM_QUESTION_DAYS`, or when it is none. */
export function checkQuestionRange({ from, to }: Interval): void {
  if (!((to - from) / DAY <= MAXIMUM_QUESTION_DAYS))
    throw new RangeError(`One question is for ${MAXIMUM_QUESTION_DAYS} days at most: ask for a shorter range.`);
}
