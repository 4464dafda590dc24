import { createContext, useContext, useEffect, useMemo, useRef } from '@wordpress/element';
import type { ReactNode } from 'react';

type Drafts = { readonly open: Set<string> };

const DraftsContext = createContext<Drafts>({ open: new Set() });

/** Knows what was entered in a form beside its lists and not added to them yet. */
export function useDrafts(): {
  /** The ids of the groups that hold something, those that appeared first in front. */
  readonly list: () => readonly string[];
  readonly Provider: (props: { readonly children: ReactNode }) => JSX.Element;
} {
  const open = useRef(new Set<string>());
  return useMemo(() => {
    const value = { open: open.current };
    return {
      list: () => [...value.open],
      Provider: ({ children }) => <DraftsContext.Provider value={value}>{children}</DraftsContext.Provider>,
    };
  }, []);
}

/** Tells the form around whether a group holds something that is not in its list yet. */
export function useDraft(id: string, isOpen: boolean): void {
  const { open } = useContext(DraftsContext);
  useEffect(() => {
    if (!isOpen) return undefined;
    open.add(id);
    return () => void open.delete(id);
  }, [open, id, isOpen]);
}
