import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Section } from '../../components/section.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { listLocationUsers } from '../../model/catalog-edits.ts';
import { textOf } from '../../model/fields.ts';
import { formatList } from '../../shared/language.ts';
import type { ListsProps } from './catalog-lists.tsx';
import { RecordRows } from './record-list.tsx';
import { TravelEditor } from './travel-editor.tsx';
import { addButtonId } from './use-editing.ts';

/** All locations with what takes place there, and the ways between them. */
export function PlaceLists({ document, business, onAdd, onEdit, onDuplicate, onRetire, onSaved }: ListsProps) {
  return (
    <>
      <Section
        title={__('Locations', 'holdfast-booking')}
        aside={
          <Button id={addButtonId('locations')} variant="primary" size="compact" onClick={() => onAdd('locations')}>
            {__('Add a location', 'holdfast-booking')}
          </Button>
        }
      >
        {document.locations.length === 0 && (
          <p>
            {__(
              'With one address you need none: write it at the service. Locations are for several shops or practices, each with its opening hours, and for people who work in more than one of them.',
              'holdfast-booking',
            )}
          </p>
        )}
        <RecordRows
          records={document.locations}
          onEdit={(record) => onEdit('locations', record)}
          onDuplicate={(record) => onDuplicate('locations', record)}
          onRetire={(record) => onRetire('locations', record)}
          describe={(location) => {
            const users = listLocationUsers(document, idOf(location)).map(nameOf);
            return (
              <>
                {textOf(location['address'])}
                {users.length > 0 && (
                  <>
                    <br />
                    {
                      /* translators: %s: names of services. */
                      sprintf(__('Here: %s', 'holdfast-booking'), formatList(users))
                    }
                  </>
                )}
              </>
            );
          }}
        />
      </Section>
      <TravelEditor key={JSON.stringify(document.rest['travel'] ?? null)} {...{ document, business, onSaved }} />
    </>
  );
}
