import type { Business } from '../catalog/business.ts';
import type { MessageText } from './compose-message.ts';

/** Composes the mail with a code: what would change, how the code works, and what to do when nobody asked for it. */
export const composeConfirmation = (business: Business, changes: readonly string[], code: string): MessageText => ({
  subject: `Code for a change at ${business.name}`,
  lines: [
    `Somebody who manages ${business.name} wants to change its settings:`,
    ...changes,
    `The code is ${code}. It works for ten minutes, and for this change only.`,
    'If this was not you and nobody you trust: do not pass the code on, and nothing changes. Somebody can then use an administrator’s login of ' +
      'your website, or a key of your booking service: change the passwords of all administrators, and have the keys withdrawn.',
  ],
  link: null,
});
