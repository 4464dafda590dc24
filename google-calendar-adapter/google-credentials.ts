import { z } from 'zod';

/** A service account of the operator: the address that owners share their calendars with, and its key. */
export type GoogleCredentials = {
  readonly clientEmail: string;
  /** PEM (PKCS #8), as Google's key file has it. A secret: it goes into signatures and nowhere else. */
  readonly privateKey: string;
  readonly privateKeyId?: string | undefined;
};

const keyFileSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key: z.string().regex(/^-----BEGIN PRIVATE KEY-----/),
  private_key_id: z.string().optional(),
});

/**
 * Parses the JSON key file that Google hands out for a service account.
 *
 * @throws TypeError that names the fields that are wrong, never what stands in them.
 * @see https://cloud.google.com/iam/docs/keys-create-delete
 */
export function parseServiceAccountKey(text: string): GoogleCredentials {
  const parsed = keyFileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map((issue) => issue.path.join('.')).filter((name) => name !== ''));
    const detail = fields.size === 0 ? 'it is not a JSON object' : `look at ${[...fields].join(', ')}`;
    throw new TypeError(`This is not the key file of a service account: ${detail}.`);
  }
  const { client_email: clientEmail, private_key: privateKey, private_key_id: privateKeyId } = parsed.data;
  return { clientEmail, privateKey, privateKeyId };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, and the text holds a key.
    return null;
  }
}
