import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const pictures = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '.holdfast', 'screenshots');

/**
 * Keeps a picture of a whole page in `.holdfast/screenshots` for people to look at, where HOLDFAST_SCREENSHOTS=1 asks for it. Painting one costs a
 * second of a small machine, and no test looks at it.
 */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['HOLDFAST_SCREENSHOTS'] !== '1') return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}
