import type { KindsPart } from '../kinds/kinds.ts';
import { hasOwnTimes } from '../state/booking-state.ts';
import { loadKindTexts } from '../texts/load-kind-texts.ts';
import type { BookedKind, WireService } from '../wire-types.ts';

const loaded = new Map<string, KindsPart>();

/** Whether a service is more than an appointment at the business. */
export const isOwnKind = (service: WireService): boolean =>
  hasOwnTimes(service) || !!service.steps?.length || !!service.atCustomer;

/** Whether a booking is more than one time. */
export const isBookedKind = ({ steps, sessions, days, address }: BookedKind): boolean =>
  !!(steps?.length || sessions?.length || days || address);

/** Loads what draws services and bookings that are more than an appointment, in a locale's language. */
export async function loadKinds(locale: string): Promise<void> {
  if (loaded.has(locale)) return;
  const [{ createKinds }, texts] = await Promise.all([import('../kinds/kinds.ts'), loadKindTexts(locale)]);
  loaded.set(locale, createKinds(texts));
}

/** Finds it once it is loaded. */
export const findKinds = ({ format }: { readonly format: { readonly locale: string } }): KindsPart | undefined =>
  loaded.get(format.locale);
