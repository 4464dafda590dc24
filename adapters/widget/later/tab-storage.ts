import { parseRemembered } from './remembered.ts';
import type { Remembered } from '../state/remembered.ts';

/** Remembers one booking in the tab; a browser that refuses storage remembers nothing, and the booking works all the same. */
export type TabStorage = {
  readonly read: () => Remembered | null;
  readonly write: (remembered: Remembered) => void;
  readonly clear: () => void;
};

/** Creates the tab's memory for one widget of a site. */
export function createTabStorage(key: string): TabStorage {
  const attempt = <Value>(action: () => Value, otherwise: Value): Value => {
    try {
      return action();
    } catch {
      return otherwise;
    }
  };
  return {
    read: () => attempt(() => parseRemembered(sessionStorage.getItem(key)), null),
    write: (remembered) => attempt(() => sessionStorage.setItem(key, JSON.stringify(remembered)), undefined),
    clear: () => attempt(() => sessionStorage.removeItem(key), undefined),
  };
}
