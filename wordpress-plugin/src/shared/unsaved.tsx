import { createContext, useCallback, useContext, useEffect, useMemo, useState } from '@wordpress/element';
import type { ReactNode } from 'react';

type Unsaved = { readonly keys: ReadonlySet<string>; readonly report: (key: string, isUnsaved: boolean) => void };

const UnsavedContext = createContext<Unsaved>({ keys: new Set(), report: () => undefined });

/** Knows which parts of the screen hold something unsaved, and asks before the page is left with it. */
export function UnsavedProvider({ children }: { readonly children: ReactNode }) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const report = useCallback((key: string, isUnsaved: boolean) => {
    setKeys((old) => {
      if (old.has(key) === isUnsaved) return old;
      return new Set(isUnsaved ? [...old, key] : [...old].filter((other) => other !== key));
    });
  }, []);
  const isUnsaved = keys.size > 0;
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
      // Older browsers ask only for this one.
      event.returnValue = true;
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  const value = useMemo(() => ({ keys, report }), [keys, report]);
  return <UnsavedContext.Provider value={value}>{children}</UnsavedContext.Provider>;
}

/** Reports whether a part of the screen holds something unsaved; a key begins with the tab it is in. */
export function useReportUnsaved(key: string, isUnsaved: boolean): void {
  const { report } = useContext(UnsavedContext);
  useEffect(() => {
    report(key, isUnsaved);
    return () => report(key, false);
  }, [key, isUnsaved, report]);
}

/** The keys of all parts that hold something unsaved. */
export const useUnsavedKeys = (): ReadonlySet<string> => useContext(UnsavedContext).keys;
