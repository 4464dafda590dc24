import { html, render } from 'lit-html';
import { mountBooking } from '../mount-booking.ts';
import { readSettings } from '../read-settings.ts';
import { pressable } from '../view/pressable.ts';
import { readManageAddress } from './manage-address.ts';

/** What is booked again: the service, and the token of the booking that says with whom it was. */
export type Again = { readonly service: string; readonly token: string };

const storageKey = 'holdfast:again';

const parseAgain = (text: string | null): Again | null => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null || !('service' in value) || !('token' in value)) return null;
    const { service, token } = value;
    return typeof service === 'string' && typeof token === 'string' ? { service, token } : null;
  } catch {
    return null;
  }
};

/** Keeps in the tab what is booked again, so that a reload or the way back from a payment goes on there; null forgets it. */
export function keepAgain(again: Again | null): void {
  try {
    if (again === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(again));
  } catch {
    // Without storage a reload shows the booking again.
  }
}

/** Reads what this tab was booking again; a link to a booking that was just opened comes first. */
export function readAgain(): Again | null {
  if (readManageAddress(location.href) !== null) keepAgain(null);
  try {
    return parseAgain(sessionStorage.getItem(storageKey));
  } catch {
    return null;
  }
}

/** Shows the booking of a service inside the page of an earlier booking, with the way back to that. */
export async function mountAgain(
  host: HTMLElement,
  signal: AbortSignal,
  again: Again,
  back: { readonly label: string; readonly press: () => void },
): Promise<void> {
  const [bar, box] = [document.createElement('div'), document.createElement('div')];
  host.replaceChildren(bar, box);
  const running = new AbortController();
  signal.addEventListener('abort', () => running.abort(), { signal: running.signal });
  const leave = (): void => {
    running.abort();
    keepAgain(null);
    back.press();
  };
  render(html`${pressable(back.label, { look: 'hf-link', press: leave })}`, bar);
  await mountBooking(box, running.signal, { ...readSettings(host), ...again, services: [again.service], opensWithTimes: true });
}
