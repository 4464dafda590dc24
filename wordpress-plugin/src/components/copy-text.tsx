import { Button } from '@wordpress/components';
import { useCopyToClipboard } from '@wordpress/compose';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** A text to be copied elsewhere, with a button that does it. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  const ref = useCopyToClipboard<HTMLButtonElement>(text, () => setCopied(true));
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 4_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <div className="holdfast-copy">
      <code dir="ltr">{text}</code>
      <Button __next40pxDefaultSize ref={ref} variant="secondary" aria-label={label}>
        {isCopied ? __('Copied', 'holdfast-booking') : __('Copy', 'holdfast-booking')}
      </Button>
      <span className="screen-reader-text" role="status">
        {isCopied && __('Copied', 'holdfast-booking')}
      </span>
    </div>
  );
}
