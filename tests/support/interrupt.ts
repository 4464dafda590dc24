import type fc from 'fast-check';
import { createMemoryPaymentGateways } from '../../adapters/memory/create-memory-ports.ts';
import type { MemoryPorts } from '../../adapters/memory/create-memory-ports.ts';
import { Fault } from '../../core/errors/fault.ts';
import type { World } from './build-world.ts';

// fast-check decides at every await of the store and the provider who goes on next: before the call and after it.

type Scheduler = fc.Scheduler<unknown>;

/** A port whose every call may be overtaken by others before it is made and before its answer is read. */
function interrupt<Port extends object>(port: Port, scheduler: Scheduler, isAsked: (name: string) => boolean = () => true): Port {
  const wrap = ([name, member]: readonly [string, unknown]): readonly [string, unknown] => {
    if (typeof member !== 'function' || !isAsked(name)) return [name, member];
    const interrupted = async (...given: readonly unknown[]): Promise<unknown> => {
      await scheduler.schedule(Promise.resolve(), `${name} asked`);
      const answer: unknown = await Reflect.apply(member, port, given);
      await scheduler.schedule(Promise.resolve(), `${name} answered`);
      return answer;
    };
    return [name, interrupted];
  };
  return Object.assign({ ...port }, Object.fromEntries(Object.entries(port).map(wrap)));
}

const gatewayCalls = new Set(['createPayment', 'fetchPayment', 'cancelPayment', 'createRefund']);

/** The ports of a world whose store, effects and provider may be overtaken at every call. */
export const interruptAll = ({ ports }: World, scheduler: Scheduler): MemoryPorts => ({
  ...ports,
  bookings: interrupt(ports.bookings, scheduler),
  effects: interrupt(ports.effects, scheduler),
  payments: createMemoryPaymentGateways(interrupt(ports.payments.current, scheduler, (name) => gatewayCalls.has(name))),
});

/** A fault that may be tried again is an answer; everything else is a mistake. */
const settle = async <Value>(work: Promise<Value>): Promise<Value | 'fault'> =>
  work.catch((error: unknown) => {
    if (error instanceof Fault && error.retryable) return 'fault' as const;
    throw error;
  });

/** Lets all of them run, in the order that the scheduler chooses. */
export const runAll = async <Value>(
  scheduler: Scheduler,
  works: readonly (() => Promise<Value>)[],
): Promise<readonly (Value | 'fault')[]> => {
  const all = Promise.all(works.map((work) => settle(work())));
  return scheduler.waitFor(all);
};
