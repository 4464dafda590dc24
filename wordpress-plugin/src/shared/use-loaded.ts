import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { parseProblem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import { read } from './request.ts';

/** Something that is read from the service: what came last, and how the newest reading went. */
export type Loaded<Value> = {
  /** Null until the first answer; an answer stays while it is read again. */
  readonly value: Value | null;
  readonly problem: Problem | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
  /** Puts in what a save answered. */
  readonly set: (value: Value) => void;
};

/** Reads a route when the component appears and on `reload`. `parse` must stay the same function. */
export function useLoaded<Value>(path: string, parse: (answer: unknown) => Value): Loaded<Value> {
  const [value, setValue] = useState<Value | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isLoading, setLoading] = useState(true);
  const newest = useRef(0);
  const begin = useCallback(() => {
    newest.current += 1;
    const current = newest.current;
    // An older answer that comes late changes nothing.
    const settle = (apply: () => void): void => {
      if (current !== newest.current) return;
      apply();
      setLoading(false);
    };
    setLoading(true);
    read(path).then(
      (answer) =>
        settle(() => {
          setValue(parse(answer));
          setProblem(null);
        }),
      (thrown: unknown) => settle(() => setProblem(parseProblem(thrown))),
    );
  }, [path, parse]);
  useEffect(() => {
    begin();
    return () => {
      newest.current += 1;
    };
  }, [begin]);
  const set = useCallback((next: Value) => {
    newest.current += 1;
    setValue(next);
    setProblem(null);
    setLoading(false);
  }, []);
  return { value, problem, isLoading, reload: begin, set };
}
