import type { Lane } from '../state/booking-state.ts';
import type { Effect } from '../state/effect.ts';
import type { EffectContext, LaterPart } from '../view/later-part.ts';
import { focusInside } from './focus.ts';
import { limitServices } from './limit-services.ts';
import { loadAvailability } from './load-availability.ts';

const lanesOfLater: Readonly<Partial<Record<Effect['kind'], Lane>>> = { loadBooking: 'booking', loadQuote: 'quote' };

/** Effects of the later part wait for its code, in the lane of what they change, so that a failed load is shown and can be tried again. */
function runLater(context: EffectContext, effect: Effect): void {
  context.lanes.run(lanesOfLater[effect.kind] ?? 'write', async () => (await context.loadLater()).run(context, effect));
}

/** Runs one effect; what comes of it is sent as messages. */
export function runEffect(context: EffectContext, effect: Effect, later: LaterPart | null): void {
  const { api, lanes, send } = context;
  switch (effect.kind) {
    case 'loadCatalog':
      return lanes.run('catalog', async (signal) =>
        send({ kind: 'catalogLoaded', answer: limitServices(await api.listServices(signal), context.services) }),
      );
    case 'loadAvailability':
      return lanes.run('availability', (signal) => loadAvailability(api, effect, send, signal));
    case 'retry':
      return lanes.repeat(effect.lane);
    case 'focus':
      return focusInside(context.host, effect.target);
    case 'loadLaterSteps':
      return lanes.run('later', async () => (await context.loadLater()).prepare(context, effect.service));
    default:
      return later ? later.run(context, effect) : runLater(context, effect);
  }
}
