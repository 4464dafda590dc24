import { chooseLanguage } from './language.ts';
import type { Language } from './language.ts';
import { mailsDe } from './mails-de.ts';
import { mailsEn } from './mails-en.ts';
import type { MailTexts } from './mails-en.ts';
import { mailsSv } from './mails-sv.ts';

const texts: Readonly<Record<Language, MailTexts>> = { en: mailsEn, de: mailsDe, sv: mailsSv };

/** Chooses the words of mails and calendar entries for a locale. */
export const chooseMailTexts = (locale: string): MailTexts => texts[chooseLanguage(locale)];
