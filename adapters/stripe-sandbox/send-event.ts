import { createHmac } from 'node:crypto';
import type { ResolvedOptions } from './options.ts';
import type { DeliveryAttempt, SandboxEvent } from './sandbox-state.ts';

/** Where an event goes, and the secret that signs it. */
export interface SignedAddress {
  readonly url: string;
  readonly secret: string;
}

/** Makes the value of the `stripe-signature` header. @see https://docs.stripe.com/webhooks#verify-manually */
export function signPayload(body: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}

/** Sends an event once, signed; never throws: the attempt says what became of it. A redirect is not followed. */
export async function sendEvent(
  event: SandboxEvent,
  target: SignedAddress,
  options: ResolvedOptions,
  stopping: AbortSignal,
): Promise<DeliveryAttempt> {
  const body = JSON.stringify(event, null, 2);
  const atMs = options.clock();
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signPayload(body, target.secret, Math.floor(atMs / 1000)),
        'user-agent': 'Stripe/1.0 (holdfast sandbox)',
      },
      body,
      signal: AbortSignal.any([stopping, AbortSignal.timeout(options.deliveryTimeoutMs)]),
    });
    await response.body?.cancel();
    return { atMs, status: response.status, error: null };
  } catch (error) {
    return { atMs, status: null, error: describe(error) };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
