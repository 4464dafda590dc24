import apiFetch from '@wordpress/api-fetch';
import { useEffect, useState } from '@wordpress/element';
import { fieldsOf, textOf } from '../model/fields.ts';
import { parseProblem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { BookingAttributes } from './attributes.ts';

/** The element as the page would show it, or why it cannot be shown. */
export type Markup = { readonly element: Element | null; readonly problem: Problem | null };

const SETTLE_MS = 250;

const readElement = (answer: unknown): Element | null =>
  new DOMParser().parseFromString(textOf(fieldsOf(answer)['rendered']), 'text/html').querySelector('holdfast-booking');

/** Asks the server what the block renders, so that the preview is told exactly what the page is told. */
export function useMarkup({ services, accent, firstStep }: BookingAttributes): Markup {
  const [markup, setMarkup] = useState<Markup>({ element: null, problem: null });
  const data = JSON.stringify({ attributes: { services, accent, firstStep } });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Markup): void => {
      if (isCurrent) setMarkup(next);
    };
    const timer = setTimeout(() => {
      const path = '/wp/v2/block-renderer/holdfast/booking?context=edit';
      apiFetch({ path, method: 'POST', body: data, headers: { 'Content-Type': 'application/json' } }).then(
        (answer) => show({ element: readElement(answer), problem: null }),
        (thrown: unknown) => show({ element: null, problem: parseProblem(thrown) }),
      );
    }, SETTLE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [data]);
  return markup;
}
