/** A mistake in a catalogue: where it is, and what is wrong in words. */
export type CatalogMistake = { readonly path: string; readonly message: string };

export type Mistakes = readonly CatalogMistake[];

/** One mistake when something is wrong, else none. */
export const when = (isWrong: boolean, path: string, message: string): Mistakes => (isWrong ? [{ path, message }] : []);

/** Puts the place in front of the paths of mistakes. */
export const prefix = (path: string, mistakes: Mistakes): Mistakes =>
  mistakes.map((mistake) => ({ ...mistake, path: `${path}.${mistake.path}` }));

/** Finds keys that are there twice, the second time and later ones. */
export function findDoubled(path: string, keys: readonly string[]): Mistakes {
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    const isDoubled = seen.has(key);
    seen.add(key);
    return when(isDoubled, `${path}.${index}`, `"${key}" is there twice`);
  });
}

/** Whether a number is whole and lies in a range, both ends included. */
export const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
