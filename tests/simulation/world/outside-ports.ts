import { Fault } from '../../../core/index.ts';
import type { CalendarSink, Notifier, Ports } from '../../../core/index.ts';
import { takeTurn } from './process.ts';
import type { Process } from './process.ts';
import { excuseRepeat, noteFault } from './world.ts';
import type { World } from './world.ts';
import { wrapPort } from './wrap-port.ts';

/** A mail server that refuses mails, or takes them and does not say so. */
export function buildNotifier(world: World, own: () => Process): Notifier {
  return {
    senderEmail: 'bookings@holdfast.example',
    send: async (message) => {
      const process = own();
      await takeTurn(world, process);
      const isFailing = world.weather.mail > 0 && world.random.chance(world.weather.mail);
      const when = isFailing ? world.random.pick(['before', 'before', 'after'] as const) : null;
      const lost = (): Fault => new Fault('provider_unavailable', 'the mail server did not answer', { retryable: true });
      if (when === 'before') {
        noteFault(world, process.name, `mail ${message.key} is refused`);
        throw lost();
      }
      world.sent.push({ message, at: world.scheduler.now() });
      world.tell(process.name, `mails ${message.key} to ${message.to.email}`);
      if (when === 'after') {
        excuseRepeat(world, message.key);
        noteFault(world, process.name, `mail ${message.key} went out, and the answer was lost`);
        throw lost();
      }
      process.unnoted.add(message.key);
    },
  };
}

/** Calendars that do not answer, whether they did what they were asked or not. */
export function buildCalendars(world: World, own: () => Process): NonNullable<Ports['calendars']> {
  const call = async (method: string, work: () => Promise<unknown>): Promise<unknown> => {
    const process = own();
    await takeTurn(world, process);
    const isFailing = world.weather.calendar > 0 && world.random.chance(world.weather.calendar);
    if (!isFailing) return work();
    const isAfter = world.random.chance(0.5);
    if (isAfter) await work();
    noteFault(world, process.name, `the calendar does not answer ${method} (it was ${isAfter ? 'done' : 'not done'})`);
    throw new Fault('provider_unavailable', 'the calendar did not answer', { retryable: true });
  };
  const sink: CalendarSink = wrapPort(world.calendar, call);
  return { accountEmail: 'calendars@holdfast.example', sink, busyTimeSource: wrapPort(world.calendar, call) };
}
