import type { KindTexts } from '../../../core/words/kinds-en.ts';

/** Loads the texts of a locale's language for what is more than an appointment; English for languages that are not translated. */
export async function loadKindTexts(locale: string): Promise<KindTexts> {
  switch (locale.toLowerCase().split('-')[0]) {
    case 'de':
      return (await import('../../../core/words/kinds-de.ts')).kindsDe;
    case 'sv':
      return (await import('../../../core/words/kinds-sv.ts')).kindsSv;
    default:
      return (await import('../../../core/words/kinds-en.ts')).kindsEn;
  }
}
