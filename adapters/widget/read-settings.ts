import { chooseLocale } from './display/choose-locale.ts';

/** What a page tells an element by its attributes. */
export type ElementSettings = {
  readonly serviceUrl: string;
  readonly fallbackUrl: string | null;
  readonly site: string;
  /** The service that is booked here and no other, or null. */
  readonly service: string | null;
  /** The services that are offered here; empty for all. */
  readonly services: readonly string[];
  /** Whether the first thing to see is the times of the first service. */
  readonly opensWithTimes: boolean;
  readonly locale: string;
  readonly phone: string | null;
  readonly email: string | null;
};

/** The attributes that `readSettings` reads. `accent` is followed by the theme. */
export const settingNames = [
  'service-url',
  'fallback-url',
  'site',
  'service',
  'services',
  'first-step',
  'locale',
  'contact-phone',
  'contact-email',
];

/** Reads an element's attributes; the locale falls back to the page's and the visitor's. Empty attributes count as missing. */
export function readSettings(element: Pick<HTMLElement, 'getAttribute' | 'closest' | 'baseURI'>): ElementSettings {
  const read = (name: string): string | null => element.getAttribute(name)?.trim() || null;
  // Inside a block editor's frame only the base knows the site: the frame's own address is no web address.
  const resolve = (address: string): string => new URL(address, element.baseURI).href;
  const fallback = read('fallback-url');
  const pageLanguage = element.closest('[lang]')?.getAttribute('lang') ?? '';
  return {
    serviceUrl: resolve(read('service-url') ?? '/'),
    fallbackUrl: fallback && resolve(fallback),
    site: read('site') ?? '',
    service: read('service'),
    services: read('services')?.split(/[\s,]+/) ?? [],
    opensWithTimes: read('first-step') === 'time',
    locale: chooseLocale(read('locale'), pageLanguage, navigator.languages),
    phone: read('contact-phone'),
    email: read('contact-email'),
  };
}
