import { chooseLocale } from './display/choose-locale.ts';

/** What a page tells an element by its attributes. */
export type ElementSettings = {
  readonly serviceUrl: string;
  readonly site: string;
  readonly locale: string;
  readonly phone: string | null;
  readonly email: string | null;
};

/** Reads an element's attributes; the locale falls back to the page's and the visitor's. */
export function readSettings(element: HTMLElement): ElementSettings {
  const pageLanguage = element.closest('[lang]')?.getAttribute('lang') ?? '';
  return {
    serviceUrl: new URL(element.getAttribute('service-url') || '/', location.href).href,
    site: element.getAttribute('site') ?? '',
    locale: chooseLocale(element.getAttribute('locale'), pageLanguage, navigator.languages),
    phone: element.getAttribute('contact-phone'),
    email: element.getAttribute('contact-email'),
  };
}
