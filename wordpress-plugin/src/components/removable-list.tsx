import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

/** What a list holds, in words, each with a way to take it out; nothing while it is empty. */
export function RemovableList<Item>({
  items,
  describe,
  onChange,
}: {
  readonly items: readonly Item[];
  readonly describe: (item: Item) => string;
  readonly onChange: (items: readonly Item[]) => void;
}) {
  if (items.length === 0) return null;
  return (
    <ul className="holdfast-list holdfast-list-plain">
      {items.map((item, index) => (
        <li key={index}>
          <span>{describe(item)}</span>
          <Button
            icon="no-alt"
            /* translators: %s: what is taken out of a list. */
            label={sprintf(__('Remove %s', 'holdfast-booking'), describe(item))}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          />
        </li>
      ))}
    </ul>
  );
}
