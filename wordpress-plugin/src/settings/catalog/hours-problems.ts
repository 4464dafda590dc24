import { __ } from '@wordpress/i18n';
import type { FieldProblem } from '../../model/problem.ts';
import type { HoursMistakes } from '../../model/schedule-form.ts';
import { wordExceptionMistake } from './date-words.ts';
import { wordHoursMistake } from './words.ts';

/** Words what is wrong with a name, a week and rules for holidays, each with the path that the service uses. */
export const listHoursProblems = ({ isNameEmpty, hours, holidays }: HoursMistakes): readonly FieldProblem[] => [
  ...(isNameEmpty ? [{ path: 'name', message: __('Enter a name.', 'holdfast-booking') }] : []),
  ...hours.map((mistake) => ({ path: `weeklyHours.${mistake.weekday}`, message: wordHoursMistake(mistake) })),
  ...holidays.map(({ index, kind }) => ({
    path: `holidays.${index}`,
    message: `${__('Public holidays', 'holdfast-booking')}: ${wordExceptionMistake(kind)}`,
  })),
];
