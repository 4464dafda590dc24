import { InspectorControls, PanelColorSettings } from '@wordpress/block-editor';
import { PanelBody, RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { WhenLoaded } from '../components/loading.tsx';
import type { Loaded } from '../shared/use-loaded.ts';
import type { BookingAttributes } from './attributes.ts';
import type { OfferedService } from './offered-services.ts';
import { ServicesControl } from './services-control.tsx';

/** The block's settings, beside the editor. */
export function Inspector({
  attributes,
  setAttributes,
  offered,
}: {
  readonly attributes: BookingAttributes;
  readonly setAttributes: (changed: Partial<BookingAttributes>) => void;
  readonly offered: Loaded<readonly OfferedService[]>;
}) {
  return (
    <>
      <InspectorControls>
        <PanelBody title={__('Booking', 'holdfast-booking')}>
          <WhenLoaded loaded={offered} label={__('Loading the services…', 'holdfast-booking')}>
            {(services) => (
              <ServicesControl
                offered={services}
                chosen={attributes.services}
                onChange={(chosen) => setAttributes({ services: chosen })}
              />
            )}
          </WhenLoaded>
        </PanelBody>
        <PanelBody title={__('First question', 'holdfast-booking')}>
          <RadioControl
            label={__('What are visitors asked first?', 'holdfast-booking')}
            selected={attributes.firstStep}
            options={[
              { value: 'service', label: __('What they want to book', 'holdfast-booking') },
              { value: 'time', label: __('When they have time', 'holdfast-booking') },
            ]}
            onChange={(value) => setAttributes({ firstStep: value === 'time' ? 'time' : 'service' })}
            help={__('With one service only, the free times come first in any case.', 'holdfast-booking')}
          />
        </PanelBody>
      </InspectorControls>
      <InspectorControls group="styles">
        <PanelColorSettings
          title={__('Colour', 'holdfast-booking')}
          colorSettings={[
            {
              value: attributes.accent === '' ? undefined : attributes.accent,
              onChange: (accent) => setAttributes({ accent: accent ?? '' }),
              label: __('Accent', 'holdfast-booking'),
            },
          ]}
        >
          <p>
            {__('Without one, the colour of the theme’s buttons is used. Text on it always stays readable.', 'holdfast-booking')}
          </p>
        </PanelColorSettings>
      </InspectorControls>
    </>
  );
}
