import { useEffect, useRef } from '@wordpress/element';
import type { ReactNode } from 'react';

/** Takes the focus when it appears and whenever `when` changes: what had it is gone, or far away. */
export function Focused({ when, children }: { readonly when: unknown; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [when]);
  return (
    <div ref={box} tabIndex={-1} className="holdfast-focused">
      {children}
    </div>
  );
}
