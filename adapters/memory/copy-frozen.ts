/** Copies plain data deeply and freezes the copy, so that neither the giver nor a reader can change what is stored. */
export function copyFrozen<Value>(value: Value): Value;
export function copyFrozen(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return Object.freeze(items.map((item) => copyFrozen(item)));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyFrozen(item)])));
}
