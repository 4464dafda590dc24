import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type Stripe from 'stripe';
import { z } from 'zod';
import { createEmptyState } from './sandbox-state.ts';
import type {
  Delivery,
  SandboxEvent,
  SandboxState,
  SavedAnswer,
  StoredEndpoint,
  StoredIntent,
  StoredMethod,
  StoredSession,
} from './sandbox-state.ts';

/** Keeps the state in a file; every method may be called at any time. */
export interface StateFile {
  /** Answers the kept state, or an empty one when there is no file. */
  load(): Promise<SandboxState>;
  /** Notes that the state changed; the file follows within a moment. */
  schedule(state: SandboxState): void;
  /** Writes what is not yet written. */
  flush(): Promise<void>;
}

const WRITE_DELAY_MS = 100;

const hasText = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'string';
const listOf = <T>(...names: readonly string[]) => z.array(z.custom<T>((value) => names.every((name) => hasText(value, name))));

const fileSchema = z.object({
  version: z.literal(1),
  paymentIntents: listOf<StoredIntent>('id'),
  paymentMethods: listOf<StoredMethod>('id'),
  charges: listOf<Stripe.Charge>('id', 'object'),
  refunds: listOf<Stripe.Refund>('id', 'object'),
  // What a file of an earlier sandbox does not have is empty.
  checkoutSessions: listOf<StoredSession>('id').default([]),
  disputes: listOf<Stripe.Dispute>('id', 'object', 'status').default([]),
  paymentMethodDomains: listOf<Stripe.PaymentMethodDomain>('id', 'object', 'domain_name').default([]),
  webhookEndpoints: listOf<StoredEndpoint>('id', 'secret'),
  events: listOf<SandboxEvent>('id', 'type'),
  deliveries: listOf<Delivery>('id', 'eventId', 'state'),
  savedAnswers: listOf<SavedAnswer>('id', 'fingerprint', 'body'),
});

/**
 * Opens a state file. Writes go to a neighbour file that then takes the place of the old one, so a crash leaves the old or
 * the new state, never half of one.
 *
 * @throws Error on load when the file is not a sandbox's state: it is never overwritten unread.
 */
export function createStateFile(path: string): StateFile {
  let timer: NodeJS.Timeout | undefined;
  let latest: SandboxState | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const state = latest;
    latest = undefined;
    if (state === undefined) return writing;
    const text = JSON.stringify(convertToFile(state));
    writing = writing.catch(() => undefined).then(() => replaceFile(path, text));
    return writing;
  };

  return {
    load: () => loadState(path),
    schedule: (state) => {
      latest = state;
      timer ??= setTimeout(() => {
        write().catch((error: unknown) => process.emitWarning(`The sandbox could not write ${path}: ${String(error)}`));
      }, WRITE_DELAY_MS).unref();
    },
    flush: write,
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const neighbour = `${path}.${process.pid}.new`;
  await writeFile(neighbour, text, { mode: 0o600 });
  await rename(neighbour, path);
}

async function loadState(path: string): Promise<SandboxState> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return createEmptyState();
  const parsed = fileSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path} is not the state of a Stripe sandbox: ${z.prettifyError(parsed.error)}`);
  return convertToState(parsed.data);
}

function convertToFile(state: SandboxState): z.infer<typeof fileSchema> {
  return {
    version: 1,
    paymentIntents: [...state.paymentIntents.values()],
    paymentMethods: [...state.paymentMethods.values()],
    charges: [...state.charges.values()],
    checkoutSessions: [...state.checkoutSessions.values()],
    refunds: [...state.refunds.values()],
    disputes: [...state.disputes.values()],
    paymentMethodDomains: [...state.paymentMethodDomains.values()],
    webhookEndpoints: [...state.webhookEndpoints.values()],
    events: [...state.events.values()],
    deliveries: [...state.deliveries.values()],
    savedAnswers: [...state.savedAnswers.values()],
  };
}

function convertToState(file: z.infer<typeof fileSchema>): SandboxState {
  const index = <T extends { readonly id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
  return {
    paymentIntents: index(file.paymentIntents),
    paymentMethods: index(file.paymentMethods),
    charges: index(file.charges),
    checkoutSessions: index(file.checkoutSessions),
    refunds: index(file.refunds),
    disputes: index(file.disputes),
    paymentMethodDomains: index(file.paymentMethodDomains),
    webhookEndpoints: index(file.webhookEndpoints),
    events: index(file.events),
    deliveries: index(file.deliveries),
    savedAnswers: index(file.savedAnswers),
  };
}
