import { en } from './en.ts';
import type { FirstTexts } from './en.ts';

/** Loads the texts of a locale's language; English (its first part) for languages that are not translated, and where theirs cannot be had. */
export async function loadTexts(locale: string): Promise<FirstTexts> {
  try {
    switch (locale.toLowerCase().split('-')[0]) {
      case 'de':
        return (await import('./de.ts')).de;
      case 'sv':
        return (await import('./sv.ts')).sv;
      default:
        return en;
    }
  } catch {
    // A booking in English is better than none.
    return en;
  }
}
