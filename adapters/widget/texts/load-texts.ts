import { en } from '../../../core/words/en.ts';
import type { FirstTexts } from '../../../core/words/en.ts';

/** Loads the texts of a locale's language; English (its first part) for languages that are not translated, and where theirs cannot be had. */
export async function loadTexts(locale: string): Promise<FirstTexts> {
  try {
    switch (locale.toLowerCase().split('-')[0]) {
      case 'de':
        return (await import('../../../core/words/de.ts')).de;
      case 'sv':
        return (await import('../../../core/words/sv.ts')).sv;
      default:
        return en;
    }
  } catch {
    // A booking in English is better than none.
    return en;
  }
}
