/** Keeps what was loaded for a short time; concurrent callers share one load, and a failed load is not kept. */
export type TtlCache<Key, Value> = {
  readonly load: (key: Key) => Promise<Value>;
  readonly forget: (key: Key) => void;
};

/** The most that one cache keeps, so that a stranger who asks for ever new names cannot fill the memory. */
const MAXIMUM_ENTRIES = 5_000;

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
      entries.delete(key);
      entries.set(key, { value, until: now() + milliseconds });
      value.catch(() => entries.delete(key));
      // A Map keeps its order of insertion: the first is the oldest.
      for (const oldest of entries.keys()) if (entries.size > MAXIMUM_ENTRIES) entries.delete(oldest);
      return value;
    },
    forget: (key) => entries.delete(key),
  };
}
