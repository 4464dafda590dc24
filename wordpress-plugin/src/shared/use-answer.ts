import { useState } from '@wordpress/element';
import { parseProblem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';

/** What the service answers to a question that a person may ask again and again. */
export function useAnswer<Answer>() {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** Refuses a question before it is asked. */
  const refuse = (mistake: Problem): void => {
    setAnswer(null);
    setProblem(mistake);
  };
  const wait = (asking: Promise<unknown>, readAnswer: (found: unknown) => Answer): void => {
    setAnswer(null);
    setProblem(null);
    setBusy(true);
    asking
      .then(
        (found) => setAnswer(readAnswer(found)),
        (thrown: unknown) => setProblem(parseProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return { answer, problem, isBusy, refuse, wait };
}
