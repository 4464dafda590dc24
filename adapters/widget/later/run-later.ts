import { download } from '../effects/download.ts';
import type { EffectContext } from '../view/later-part.ts';
import { wait } from '../effects/wait.ts';
import type { Transport } from '../send-request.ts';
import type { Effect } from '../state/effect.ts';
import { createBookingClient } from './booking-client.ts';
import type { BookingClient } from './booking-client.ts';
import { endHold } from './end-hold.ts';
import { letGo, placeHold } from './give-back.ts';
import { paymentEffectsOf } from './payment-effects.ts';
import { createTabStorage } from './tab-storage.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

const clients = new WeakMap<Transport, BookingClient>();

/** One client for one connection, so that an action keeps its key from one try to the next. */
function bookingsOf({ api }: EffectContext): BookingClient {
  const client = clients.get(api.transport) ?? createBookingClient(api.transport);
  clients.set(api.transport, client);
  return client;
}

async function saveAndCheckout(context: EffectContext, effect: EffectOf<'saveAndCheckout'>, signal: AbortSignal): Promise<void> {
  const { send } = context;
  const bookings = bookingsOf(context);
  const saved = await bookings.updateBooking(effect.booking, effect.body, signal);
  if (effect.shownHash !== null && saved.quote.hash !== effect.shownHash) {
    return send({ kind: 'saved', quote: saved.quote, expiresAt: saved.expiresAt });
  }
  send({ kind: 'checkoutReady', answer: await bookings.startCheckout(effect.booking, saved.quote.hash, signal) });
}

async function loadBooking(context: EffectContext, effect: EffectOf<'loadBooking'>, signal: AbortSignal): Promise<void> {
  await wait(effect.delayMs, signal);
  if (!signal.aborted)
    context.send({ kind: 'bookingLoaded', answer: await bookingsOf(context).loadBooking(effect.booking, signal) });
}

function runRequest(context: EffectContext, effect: Effect): boolean {
  const { api, lanes, send } = context;
  const bookings = bookingsOf(context);
  switch (effect.kind) {
    case 'loadQuote':
      lanes.run('quote', async (signal) =>
        send({ kind: 'quoteLoaded', quote: (await bookings.computeQuote(effect.body, signal)).quote }),
      );
      return true;
    case 'placeHold':
      lanes.run('write', (signal) => placeHold(context, bookings, effect, signal));
      return true;
    case 'releaseHold':
      lanes.run('write', () => letGo(context, bookings, effect.hold));
      return true;
    case 'endHold':
      lanes.run('booking', async (signal) => send(await endHold(api, bookings, effect, signal)));
      return true;
    case 'saveAndCheckout':
      lanes.run('write', (signal) => saveAndCheckout(context, effect, signal));
      return true;
    case 'resumeCheckout':
      lanes.run('write', async (signal) =>
        send({ kind: 'checkoutReady', answer: await bookings.startCheckout(effect.booking, effect.quoteHash, signal) }),
      );
      return true;
    case 'loadBooking':
      lanes.run('booking', (signal) => loadBooking(context, effect, signal));
      return true;
    case 'joinWaitingList':
      lanes.run('waiting', async (signal) => {
        await bookings.joinWaitingList(effect.body, signal);
        send({ kind: 'waitingJoined' });
      });
      return true;
    default:
      return false;
  }
}

function runInPage(context: EffectContext, effect: Effect): void {
  switch (effect.kind) {
    case 'mountPayment':
      return paymentEffectsOf(context).mount(effect.payment);
    case 'unmountPayment':
      return paymentEffectsOf(context).unmount();
    case 'confirmPayment':
      return paymentEffectsOf(context).confirm(effect.bookingId);
    case 'downloadCalendar':
      return void bookingsOf(context)
        .loadCalendarFile(effect.booking)
        .then(
          (file) => download(file, 'booking.ics'),
          () => undefined,
        );
    case 'remember':
      return createTabStorage(context.storageKey).write(effect.remembered);
    case 'forget':
      return createTabStorage(context.storageKey).clear();
    default:
      return undefined;
  }
}

/** Runs one effect of the steps from the held time on; what comes of it is sent as messages. */
export function runLaterEffect(context: EffectContext, effect: Effect): void {
  if (!runRequest(context, effect)) runInPage(context, effect);
}
