import { render } from 'lit-html';
import { createApiClient } from './api-client.ts';
import { createFormat } from './display/format.ts';
import { readVisitorTimeZone } from './display/local-time.ts';
import { createLanes } from './effects/lanes.ts';
import { runEffect } from './effects/run-effects.ts';
import { createProblem, RequestError } from './problem.ts';
import { readSettings } from './read-settings.ts';
import type { ElementSettings } from './read-settings.ts';
import { createInitialState } from './state/booking-state.ts';
import type { Lane, WidgetState } from './state/booking-state.ts';
import { decide } from './state/decide.ts';
import type { Effect } from './state/effect.ts';
import type { Message } from './state/message.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';
import { loadTexts } from './texts/load-texts.ts';
import type { FirstTexts } from '../../core/words/en.ts';
import { adoptStyles } from './theme/adopt-styles.ts';
import { viewBooking } from './view/booking-view.ts';
import type { EffectContext, LaterPart } from './view/later-part.ts';
import type { Contact } from './view/view-context.ts';

let count = 0;

const contactOf = (state: WidgetState, settings: ElementSettings): Contact => ({
  phone: settings.phone ?? state.catalog?.business.phone ?? null,
  email: settings.email ?? state.catalog?.business.email ?? null,
});

/** What a page tells, and the manage token of the booking that is booked again, which opens every request. */
export type BookingSettings = ElementSettings & { readonly token?: string };

const beginWith = ({ service, opensWithTimes }: ElementSettings): WidgetState =>
  createInitialState({ visitorTimeZone: readVisitorTimeZone(), preselectedService: service, opensWithTimes });

type Running = { readonly store: Store<WidgetState, Message>; readonly context: EffectContext };

function createBooking(host: HTMLElement, settings: BookingSettings, texts: FirstTexts, signal: AbortSignal): Running {
  // Drawn into a box of its own: what the page has put into the element goes, and a later start finds nothing of an earlier one.
  const box = document.createElement('div');
  host.replaceChildren(box);
  let later: LaterPart | null = null;
  let loading: Promise<LaterPart> | null = null;
  const format = createFormat(settings.locale);
  const send = (message: Message): void => store.send(message);
  count += 1;
  const id = `hf-${count}`;
  const draw = (state: WidgetState): void => {
    render(viewBooking(state, { id, texts, format, send, contact: contactOf(state, settings) }, later), box);
  };
  const load = async (): Promise<LaterPart> => {
    const loaded = (await import('./later/later.ts')).later;
    adoptStyles(host, loaded.styles);
    later = loaded;
    draw(store.read());
    return loaded;
  };
  const context: EffectContext = {
    api: createApiClient(settings),
    services: settings.services,
    lanes: createLanes<Lane>({
      failed: (lane, problem) => send({ kind: 'failed', lane, problem }),
      stalled: (lane) => send({ kind: 'stalled', lane }),
    }),
    storageKey: ['holdfast', settings.site, settings.service, ...settings.services].join(':'),
    host,
    locale: settings.locale,
    send,
    loadLater: () =>
      (loading ??= load().catch((error: unknown) => {
        loading = null;
        throw new RequestError(createProblem('network'), error);
      })),
  };
  const store = createStore<WidgetState, Message, Effect>({
    state: beginWith(settings),
    decide: (state, message, now) => later?.decide(state, message, now) ?? decide(state, message, now),
    draw,
    run: (effect) => runEffect(context, effect, later),
    now: () => Date.now(),
  });
  signal.addEventListener('abort', () => {
    context.lanes.stop();
    later?.run(context, { kind: 'unmountPayment' });
  });
  draw(store.read());
  return { store, context };
}

/** Whether an earlier page load left something to go on with: a held time in the tab, or a return from the payment in the address. */
function isReturning({ host, storageKey }: EffectContext): boolean {
  // In an editor the element is a picture of itself: what its owner has booked in this tab is not shown there.
  if (host.closest('[inert]')) return false;
  if (location.search.includes('hf_booking=')) return true;
  try {
    return sessionStorage.getItem(storageKey) !== null;
  } catch {
    return false;
  }
}

/** Begins, with the booking of an earlier page load where there is one: that needs the later part first. */
function begin({ store, context }: Running): void {
  if (!isReturning(context)) return store.send({ kind: 'started', remembered: null, returnedBookingId: null });
  context.lanes.run('catalog', async () => (await context.loadLater()).resume(context));
}

/** Starts a booking inside an element, until the signal is aborted. */
export async function mountBooking(
  host: HTMLElement,
  signal: AbortSignal,
  settings: BookingSettings = readSettings(host),
): Promise<void> {
  const texts = await loadTexts(settings.locale);
  if (signal.aborted) return;
  const running = createBooking(host, settings, texts, signal);
  const { store, context } = running;
  // The later part is on its way before it is needed, but not before the visitor acts.
  const fetchLater = (): void => void context.loadLater().catch(() => undefined);
  for (const act of ['pointerdown', 'focusin', 'keydown']) host.addEventListener(act, fetchLater, { once: true, signal });
  const timer = setInterval(() => store.send({ kind: 'ticked' }), 1_000);
  signal.addEventListener('abort', () => clearInterval(timer));
  begin(running);
}
