// Keeps the first part in one file, as in the later part.
import '../holdfast.ts';
import { render } from 'lit-html';
import { createApiClient } from '../api-client.ts';
import type { ApiClient } from '../api-client.ts';
import { createBookingClient } from '../later/booking-client.ts';
import type { BookingClient, BookingKey } from '../later/booking-client.ts';
import { createFormat } from '../display/format.ts';
import { download } from '../effects/download.ts';
import { loadAvailability } from '../effects/load-availability.ts';
import { createLanes } from '../effects/lanes.ts';
import type { Lanes } from '../effects/lanes.ts';
import { readSettings } from '../read-settings.ts';
import { createStore } from '../store.ts';
import later from '../style/later.css';
import { isBookedKind, loadKinds } from '../later/load-kinds.ts';
import { completeTexts } from '../../../core/words/en-later.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { wait } from '../effects/wait.ts';
import { createMoveClient, loadMovePrice } from './move-client.ts';
import { paymentEffectsOf } from '../later/payment-effects.ts';
import { takeReturnedBooking } from '../later/resume.ts';
import { adoptStyles } from '../theme/adopt-styles.ts';
import { keepAgain, mountAgain, readAgain } from './book-again.ts';
import type { Again } from './book-again.ts';
import { decideManage } from './decide-manage.ts';
import { cleanManageAddress, parseBookingKey, readManageAddress } from './manage-address.ts';
import { initialManageState } from './manage-state.ts';
import type { ManageEffect, ManageLane, ManageMessage, ManageState } from './manage-state.ts';
import { viewManage } from './manage-view.ts';

const storageKey = 'holdfast:manage';

/** Takes the link's secret out of the address into the tab's memory; a reload finds it there. */
function takeKey(): BookingKey | null {
  const found = readManageAddress(location.href);
  try {
    if (found === null) return parseBookingKey(sessionStorage.getItem(storageKey));
    sessionStorage.setItem(storageKey, JSON.stringify(found));
  } catch {
    // Without storage the secret stays in the address: better a long address than a page that a reload breaks.
    return found;
  }
  history.replaceState(history.state, '', cleanManageAddress(location.href));
  return found;
}

const targets = { heading: '.hf-heading', day: '.hf-day[tabindex="0"]', notice: '.hf-notice', panel: '.hf-panel' };

type Context = {
  readonly host: HTMLElement;
  readonly locale: string;
  readonly api: ApiClient;
  readonly bookings: BookingClient;
  readonly lanes: Lanes<ManageLane>;
  readonly send: (message: ManageMessage) => void;
  readonly bookAgain: (again: Again) => void;
};

function runPayment(context: Context, effect: ManageEffect): void {
  const { bookings, lanes, send } = context;
  switch (effect.kind) {
    case 'checkout':
      return lanes.run('write', async (signal) =>
        send({ kind: 'checkoutReady', answer: await bookings.startCheckout(effect.booking, effect.quoteHash, signal) }),
      );
    case 'mountPayment':
      return paymentEffectsOf(context).mount(effect.payment);
    case 'unmountPayment':
      return paymentEffectsOf(context).unmount();
    case 'confirmPayment':
      return paymentEffectsOf(context).confirm(effect.bookingId);
    default:
      return undefined;
  }
}

function runEffect(context: Context, effect: ManageEffect): void {
  const { host, locale, api, bookings, lanes, send } = context;
  switch (effect.kind) {
    case 'loadCatalog':
      return lanes.run('catalog', async (signal) => send({ kind: 'catalogLoaded', answer: await api.listServices(signal) }));
    case 'loadBooking':
      return lanes.run('booking', async (signal) => {
        await wait(effect.delayMs ?? 0, signal);
        if (signal.aborted) return;
        const answer = await bookings.loadBooking(effect.booking, signal);
        // What is more than one time is told as what it is, or not told more than others where that cannot be loaded now.
        if (isBookedKind(answer.booking)) await loadKinds(locale).catch(() => undefined);
        if (!signal.aborted) send({ kind: 'bookingLoaded', answer });
      });
    case 'loadKinds':
      return lanes.run('later', async () => {
        await loadKinds(locale);
        send({ kind: 'kindsLoaded' });
      });
    case 'cancel':
      return lanes.run('write', async (signal) =>
        send({ kind: 'cancelled', answer: await bookings.cancelBooking(effect.booking, effect.expected, signal) }),
      );
    case 'move':
      return lanes.run('write', async (signal) => {
        const { booking, startsAt, quoteHash } = effect;
        await bookings.rescheduleBooking(booking, { startsAt, quoteHash }, signal);
        send({ kind: 'moved' });
      });
    case 'loadMovePrice':
      return lanes.run('later', async (signal) => {
        const { booking, startsAt } = effect;
        send({ kind: 'movePriced', startsAt, answer: await loadMovePrice(api.transport, booking, startsAt, signal) });
      });
    case 'loadAvailability':
      return lanes.run('availability', (signal) =>
        loadAvailability(createMoveClient(api.transport, effect.booking), effect, send, signal),
      );
    case 'downloadCalendar':
      return void bookings.loadCalendarFile(effect.booking).then(
        (file) => download(file, 'booking.ics'),
        () => undefined,
      );
    case 'retry':
      return lanes.repeat(effect.lane);
    case 'focus':
      return host.querySelector<HTMLElement>(targets[effect.target])?.focus({ preventScroll: effect.target !== 'panel' });
    case 'bookAgain':
      return context.bookAgain({ service: effect.service, token: effect.booking.manageToken });
    default:
      return runPayment(context, effect);
  }
}

/** Shows the way to another booking in the place of this one, which is shown again by whoever goes back. */
const showAgain = (host: HTMLElement, signal: AbortSignal, again: Again, label: string): Promise<void> =>
  mountAgain(host, signal, again, { label, press: () => void mountManage(host, signal).catch(console.error) });

/** Starts the page of one booking inside an element, until the signal is aborted. */
export async function mountManage(host: HTMLElement, signal: AbortSignal): Promise<void> {
  const settings = readSettings(host);
  const again = readAgain();
  const texts = completeTexts(await loadTexts(settings.locale));
  if (signal.aborted) return;
  if (again !== null) return showAgain(host, signal, again, texts.backToBooking);
  const returned = takeReturnedBooking();
  const key = takeKey();
  const format = createFormat(settings.locale);
  adoptStyles(host, later);
  const box = document.createElement('div');
  host.replaceChildren(box);
  const send = (message: ManageMessage): void => store.send(message);
  const lanes = createLanes<ManageLane>({
    failed: (lane, problem) => send({ kind: 'failed', lane, problem }),
    stalled: (lane) => send({ kind: 'stalled', lane }),
  });
  const api = createApiClient({ ...settings, ...(key && { token: key.manageToken }) });
  const bookings = createBookingClient(api.transport);
  const draw = (state: ManageState): void => {
    const business = state.catalog?.business;
    const contact = { phone: settings.phone ?? business?.phone ?? null, email: settings.email ?? business?.email ?? null };
    render(viewManage(state, contact, { id: 'hf-manage', texts, format, send }), box);
  };
  const stop = (): void => {
    lanes.stop();
    paymentEffectsOf(context).unmount();
  };
  const bookAgain = (wanted: Again): void => {
    stop();
    keepAgain(wanted);
    void showAgain(host, signal, wanted, texts.backToBooking).catch(console.error);
  };
  const context: Context = { host, locale: settings.locale, api, bookings, lanes, send, bookAgain };
  const store = createStore<ManageState, ManageMessage, ManageEffect>({
    state: initialManageState,
    decide: decideManage,
    draw,
    run: (effect) => runEffect(context, effect),
    now: () => Date.now(),
  });
  signal.addEventListener('abort', stop);
  send({ kind: 'started', key, hasReturned: key !== null && returned === key.bookingId });
}
