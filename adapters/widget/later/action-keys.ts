/** Gives each action of the visitor one idempotency key. */
export type ActionKeys = {
  /** The key of this action: the same one until the action is settled, so that a retry can never act twice. */
  readonly keyFor: (action: string) => string;
  /** The service has answered for good: the next time this is a new action. */
  readonly settle: (action: string) => void;
};

/** Creates the memory of idempotency keys; an action is told apart by its method, path and body. */
export function createActionKeys(createKey: () => string): ActionKeys {
  const keys = new Map<string, string>();
  return {
    keyFor: (action) => {
      const key = keys.get(action) ?? createKey();
      keys.set(action, key);
      return key;
    },
    settle: (action) => {
      keys.delete(action);
    },
  };
}
