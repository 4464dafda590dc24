import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { BookingAttributes } from './attributes.ts';
import { useMarkup } from './use-markup.ts';
import { loadWidget } from './widget-script.ts';

// Attributes are changed in place where they can be: the widget follows them, and the preview does not flicker.
function showElement(place: HTMLElement, wanted: Element): void {
  const canvas = place.ownerDocument;
  const shown = place.firstElementChild ?? canvas.createElement(wanted.localName);
  const names = new Set([...shown.getAttributeNames(), ...wanted.getAttributeNames()]);
  names.delete('style');
  for (const name of names) {
    const value = wanted.getAttribute(name);
    if (value === null) shown.removeAttribute(name);
    else if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  if (shown.parentElement !== place) place.append(shown);
  loadWidget(canvas);
}

/** The real widget with real free times, which cannot be used here: a click selects the block. */
export function Preview({ attributes }: { readonly attributes: BookingAttributes }) {
  const place = useRef<HTMLDivElement>(null);
  const { element, problem } = useMarkup(attributes);
  useEffect(() => {
    // React knows this attribute only since version 19.
    place.current?.setAttribute('inert', '');
  }, []);
  useEffect(() => {
    if (place.current !== null && element !== null) showElement(place.current, element);
  }, [element]);
  return (
    <>
      {problem !== null && (
        <p className="holdfast-preview-problem" role="status">
          {problem.title || __('The preview cannot be shown.', 'holdfast-booking')} {problem.advice}
        </p>
      )}
      <div ref={place} className="holdfast-preview" />
    </>
  );
}
