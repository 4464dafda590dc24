import { useBlockProps } from '@wordpress/block-editor';
import { useLoaded } from '../shared/use-loaded.ts';
import type { BookingAttributes } from './attributes.ts';
import { Inspector } from './inspector.tsx';
import { NotReady } from './not-ready.tsx';
import { readOfferedServices } from './offered-services.ts';
import { Preview } from './preview.tsx';

/** The block in the editor. */
export function Edit({
  attributes,
  setAttributes,
}: {
  readonly attributes: BookingAttributes;
  readonly setAttributes: (changed: Partial<BookingAttributes>) => void;
}) {
  const offered = useLoaded('/services', readOfferedServices);
  const isReady = offered.problem === null && offered.value !== null && offered.value.length > 0;
  return (
    <div {...useBlockProps()}>
      <Inspector attributes={attributes} setAttributes={setAttributes} offered={offered} />
      {isReady ? <Preview attributes={attributes} /> : <NotReady offered={offered} />}
    </div>
  );
}
