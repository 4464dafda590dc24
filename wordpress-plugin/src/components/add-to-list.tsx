import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

/** What is wrong with something that is being typed, and the buttons that add it to its list or give it up. */
export function AddToList({
  mistake,
  onAdd,
  onCancel,
}: {
  readonly mistake: string | null;
  readonly onAdd: () => void;
  readonly onCancel: () => void;
}) {
  return (
    <>
      {mistake !== null && (
        <p className="holdfast-mistake" role="alert">
          {mistake}
        </p>
      )}
      <div className="holdfast-row">
        <Button __next40pxDefaultSize variant="secondary" onClick={onAdd}>
          {__('Add to the list', 'holdfast-booking')}
        </Button>
        <Button __next40pxDefaultSize variant="tertiary" onClick={onCancel}>
          {__('Cancel', 'holdfast-booking')}
        </Button>
      </div>
    </>
  );
}
