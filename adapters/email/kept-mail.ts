import { z } from 'zod';

const invitation = z.object({ method: z.enum(['REQUEST', 'CANCEL', 'PUBLISH']), content: z.string() }).readonly();

/** A kept mail's facts as they stand on disk, beside the mail itself. */
export const keptMailShape = z
  .object({
    /** Made from the key; 32 hexadecimal digits, safe in a file name and in an address. */
    id: z.string(),
    key: z.string(),
    /** When it was sent last, milliseconds since 1970-01-01T00:00Z. */
    sentAt: z.number().int(),
    to: z.object({ name: z.string().nullable(), email: z.string() }).readonly(),
    from: z.object({ name: z.string(), email: z.string(), replyTo: z.string().nullable() }).readonly(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    invitation: invitation.nullable(),
  })
  .readonly();

/** What a kept mail says, without its transport form. */
export type KeptMail = z.infer<typeof keptMailShape>;

/** What a list of mails shows. */
export type KeptMailFacts = Pick<KeptMail, 'id' | 'key' | 'sentAt' | 'to' | 'from' | 'subject'> & {
  readonly hasInvitation: boolean;
};

/** Parses the facts of a kept mail; null when the file is none of ours. */
export function parseKeptMail(json: string): KeptMail | null {
  try {
    const parsed = keptMailShape.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
