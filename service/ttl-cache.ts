/** Keeps what was loaded for a short time; concurrent callers share one load, and a failed load is not kept. */
export type TtlCache<Key, Value> = {
  readonly load: (key: Key) => Promise<Value>;
  readonly forget: (key: Key) => void;
};

/** Creates a cache over a loader. `milliseconds` is how stale an answer may be; `now` counts milliseconds. */
export function createTtlCache<Key, Value>(
  load: (key: Key) => Promise<Value>,
  milliseconds: number,
  now: () => number,
): TtlCache<Key, Value> {
  const entries = new Map<Key, { readonly value: Promise<Value>; readonly until: number }>();
  return {
    load: (key) => {
      const known = entries.get(key);
      if (known !== undefined && known.until > now()) return known.value;
      const value = load(key);
      entries.set(key, { value, until: now() + milliseconds });
      value.catch(() => entries.delete(key));
      return value;
    },
    forget: (key) => entries.delete(key),
  };
}
