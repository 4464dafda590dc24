import type { Message } from '../../../core/index.ts';

export const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';

/** A message that tests change one thing of. */
export const message: Message = {
  key: 'booking_confirmed/bkg_4f9d2c',
  to: { name: 'Ada, Countess of Lovelace', email: 'ada@customer.example' },
  from: { name: 'Salong Åkerö', replyTo: 'desk@salong.example' },
  subject: 'Confirmed: Cut at Salong Åkerö 💇',
  text: 'Hello Ada,\n.\nyour booking is confirmed. Änderungen unten.',
  html: '<!doctype html><p>Hello Ada, your booking is confirmed. Änderungen unten.</p>',
  invitation: { method: 'REQUEST', content: calendar },
};
