import { createElementClass } from './holdfast-element.ts';
import { mountBooking } from './mount-booking.ts';
import { settingNames } from './read-settings.ts';

// A page may load the script twice (a block and a snippet, each with its version in the address): the first one counts.
if (!customElements.get('holdfast-booking')) {
  customElements.define('holdfast-booking', createElementClass(mountBooking, settingNames));
  customElements.define(
    'holdfast-manage',
    createElementClass(
      async (host, signal) => (await import('./manage/mount-manage.ts')).mountManage(host, signal),
      settingNames,
    ),
  );
}
