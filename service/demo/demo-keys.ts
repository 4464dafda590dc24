import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeWhole } from './write-whole.ts';

const savedSchema = z.object({
  secret: z.string(),
  apiKey: z.string().nullable(),
  sandboxSecretKey: z.string(),
  webhookSecret: z.string(),
});

/** The demo's own keys. */
export type DemoKeys = z.infer<typeof savedSchema>;

/** Loads the demo's own keys, or makes them; they are kept so that a second start finds its data again. */
export async function loadDemoKeys(file: string): Promise<DemoKeys> {
  try {
    return savedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    const secret = (bytes: number): string => randomBytes(bytes).toString('hex');
    const made = {
      secret: secret(32),
      apiKey: null,
      sandboxSecretKey: `sk_test_${secret(16)}`,
      webhookSecret: `whsec_${secret(16)}`,
    };
    await saveDemoKeys(file, made);
    return made;
  }
}

/** Keeps the demo's own keys. */
export const saveDemoKeys = (file: string, keys: DemoKeys): Promise<void> =>
  writeWhole(file, `${JSON.stringify(keys, null, 2)}\n`);
