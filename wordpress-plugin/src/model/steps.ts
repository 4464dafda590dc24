import { parseWhole } from './duration.ts';
import { isFields, listOf, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { FormMistake } from './form-mistake.ts';

/** A part of an appointment as it is typed. */
export type TypedStep = { readonly name: string; readonly minutes: string; readonly kept: Fields };

const BOUNDS = { from: 1, to: 44_640 };

const parse = ({ minutes }: TypedStep): number | null => parseWhole(minutes, BOUNDS.from, BOUNDS.to);

/** Reads the steps of a service. */
export const readSteps = (service: Fields): readonly TypedStep[] =>
  listOf(service['steps'])
    .filter(isFields)
    .map((kept) => ({ name: textOf(kept['name']), minutes: String(numberOf(kept['durationMinutes'])), kept }));

/** Adds up how long steps last; what is no number counts as nothing. */
export const sumSteps = (steps: readonly TypedStep[]): number => steps.reduce((sum, step) => sum + (parse(step) ?? 0), 0);

/** Finds the steps without a name or a length. */
export const findStepMistakes = (steps: readonly TypedStep[]): readonly FormMistake[] =>
  steps.flatMap((step, index): readonly FormMistake[] => [
    ...(step.name.trim() === '' ? [{ field: `steps.${index}.name`, kind: 'empty' } as const] : []),
    ...(parse(step) === null ? [{ field: `steps.${index}.durationMinutes`, kind: 'number', ...BOUNDS } as const] : []),
  ]);

/** Writes the steps, and how long they last together; a service without any has none. */
export const writeSteps = (service: Fields, steps: readonly TypedStep[]): Fields =>
  steps.length === 0
    ? { ...('steps' in service ? { steps: undefined } : {}) }
    : {
        steps: steps.map((step) => ({ ...step.kept, name: step.name.trim(), durationMinutes: parse(step) })),
        durationMinutes: sumSteps(steps),
      };
