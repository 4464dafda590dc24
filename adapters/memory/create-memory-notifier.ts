import { Fault } from '../../core/index.ts';
import type { Message, Notifier } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { respond } from './respond.ts';

/** A notifier that keeps what it was given instead of sending it. */
export type MemoryNotifier = Notifier & {
  /** Everything sent so far, in order; a message that was delivered twice stands there twice. */
  readonly listMessages: () => readonly Message[];
  /** Lets the next calls fail, without delivering. */
  readonly failNextCalls: (count: number) => void;
};

/** Builds a notifier that keeps its messages in memory. */
export function createMemoryNotifier(): MemoryNotifier {
  const messages: Message[] = [];
  let failures = 0;
  return {
    senderEmail: 'bookings@memory.example',
    send: (message) =>
      respond(() => {
        if (failures > 0) {
          failures -= 1;
          throw new Fault('provider_unavailable', 'the message could not be sent', { retryable: true, provider: 'memory' });
        }
        messages.push(copyFrozen(message));
      }),
    listMessages: () => [...messages],
    failNextCalls: (count) => {
      failures = count;
    },
  };
}
