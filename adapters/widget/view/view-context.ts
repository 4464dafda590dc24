import type { Format } from '../display/format.ts';
import type { Message } from '../state/message.ts';
import type { FirstTexts } from '../../../core/words/en.ts';

/** What every view needs beside its data. */
export type Words = { readonly texts: FirstTexts; readonly format: Format };

/** What the booking's views need: words, where messages go, and a prefix that keeps ids apart on a page with two widgets. */
export type ViewContext = Words & {
  readonly id: string;
  readonly send: (message: Message) => void;
  /** Ways to reach the business when the service is away. */
  readonly contact: Contact;
};

export type Contact = { readonly phone: string | null; readonly email: string | null };
