import { describe, expect, test } from '@jest/globals';
import { createFormat } from '../../../adapters/widget/display/format.ts';
import { createProblem } from '../../../adapters/widget/problem.ts';
import { writeProblem } from '../../../adapters/widget/view/notice.ts';
import { de } from '../../../core/words/de.ts';
import { en } from '../../../core/words/en.ts';
import { sv } from '../../../core/words/sv.ts';

const answered = createProblem('limit_reached', 409, {
  detail: 'Choose a date in another week or month, give up a booking you have, or contact the business.',
  source: { title: 'You have booked this as often as one person may.' },
});

describe('what the widget says of a problem', () => {
  test.each([
    ['en', en, 'You have booked this as often as one person may.', /^Choose a date in another week/],
    ['de', de, 'Öfter kann eine Person das nicht buchen.', /^Wählen Sie einen Termin in einer anderen Woche/],
    ['sv', sv, 'Du har bokat det här så många gånger som en person får.', /^Välj en dag i en annan vecka/],
  ] as const)('is what happened and what to do next, in %s', (language, texts, title, advice) => {
    const words = writeProblem(answered, { texts, format: createFormat(language) });
    expect(words.title).toBe(title);
    expect(words.advice).toMatch(advice);
  });

  test('is what the service says where a language has no words for a code', () => {
    const problem = createProblem('catalog_invalid', 422, { detail: 'Correct the fields.', source: { title: 'Mistakes.' } });
    expect(writeProblem(problem, { texts: sv, format: createFormat('sv') })).toEqual({
      title: 'Mistakes.',
      advice: 'Correct the fields.',
    });
  });

  test('is said in general words where nothing is known', () => {
    expect(writeProblem(createProblem('illegal_transition', 409), { texts: en, format: createFormat('en') })).toEqual({
      title: en.failed,
      advice: en.chooseAnother,
    });
  });
});
