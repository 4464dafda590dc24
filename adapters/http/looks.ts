import type { Order, Outcome, TenantId } from '../../core/index.ts';

/** A payment that is looked at: its business, the provider's account and the provider's id. */
export type LookedAt = { readonly tenantId: TenantId; readonly provider: string; readonly providerId: string };

/** Looks at payments that this process is taking: what a message and the page of whoever has just paid ask at the same moment is asked once. */
export type Looks = {
  /** Takes a look that others may wait for. */
  readonly take: (payment: LookedAt, look: () => Promise<Outcome<Order>>) => Promise<Outcome<Order>>;
  /** Waits for the look that is under way, and answers the order as it found it; null when there is none, or it found nothing. */
  readonly waitFor: (payment: LookedAt) => Promise<Order | null>;
};

/** Creates the memory of what is being looked at; it holds nothing else. */
export function createLooks(): Looks {
  const underWay = new Map<string, Promise<Order | null>>();
  const nameOf = (payment: LookedAt): string => JSON.stringify([payment.tenantId, payment.provider, payment.providerId]);
  return {
    take: async (payment, look) => {
      const name = nameOf(payment);
      const taken = look();
      const ended = taken.then(
        (outcome) => (outcome.ok ? outcome.value : null),
        () => null,
      );
      underWay.set(name, ended);
      try {
        return await taken;
      } finally {
        if (underWay.get(name) === ended) underWay.delete(name);
      }
    },
    waitFor: async (payment) => (await underWay.get(nameOf(payment))) ?? null,
  };
}
