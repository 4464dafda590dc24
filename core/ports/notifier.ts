/** A message ready to be sent. */
export type Message = {
  /** Unique per message, so that a repeated delivery can be recognised. */
  readonly key: string;
  readonly to: { readonly name: string | null; readonly email: string };
  readonly from: { readonly name: string; readonly replyTo: string | null };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly invitation: { readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; readonly content: string } | null;
};

/** Sends messages to people. Throws `Fault` when it could not; delivering twice must do no harm. */
export type Notifier = {
  /** The address that messages come from; calendars know the organiser by it, so it stays the same for ever. */
  readonly senderEmail: string;
  readonly send: (message: Message) => Promise<void>;
};
