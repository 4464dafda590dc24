import { createElementClass } from './holdfast-element.ts';
import { mountBooking } from './mount-booking.ts';

const observed = ['service-url', 'site', 'service', 'locale', 'accent'];

// A page may load the script twice (a block and a snippet): the first one counts.
if (!customElements.get('holdfast-booking')) {
  customElements.define('holdfast-booking', createElementClass(mountBooking, observed));
  customElements.define(
    'holdfast-manage',
    createElementClass(async (host) => (await import('./manage/mount-manage.ts')).mountManage(host), observed),
  );
}
