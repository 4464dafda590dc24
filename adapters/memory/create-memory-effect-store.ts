import type { EffectStore, EpochMillis, LeasedEffect, TenantId } from '../../core/index.ts';
import { openTenant, type MemoryDatabase, type MemoryEffect, type MemoryTenant } from './memory-database.ts';
import { respond } from './respond.ts';

/** Builds the effect store of one tenant in memory. */
export function createMemoryEffectStore(database: MemoryDatabase, tenantId: TenantId): EffectStore {
  const tenant = openTenant(database, tenantId);
  const change = (key: string, changes: Partial<MemoryEffect>): void => {
    const effect = tenant.effects.get(key);
    if (effect !== undefined) tenant.effects.set(key, { ...effect, ...changes });
  };
  const changeLeased = ({ key, leasedUntil }: LeasedEffect, changes: Partial<MemoryEffect>): void => {
    if (tenant.effects.get(key)?.leasedUntil === leasedUntil) change(key, changes);
  };
  return {
    leaseEffects: (now, leasedUntil, limit) => respond(() => leaseEffects(tenant, now, leasedUntil, limit)),
    finishEffect: (effect) => respond(() => changeLeased(effect, { state: 'done', leasedUntil: null })),
    retryEffect: (effect, retryAt, errorCode) =>
      respond(() => changeLeased(effect, { leasedUntil: null, retryAt, lastErrorCode: errorCode })),
    reopenEffect: (key, retryAt, errorCode) =>
      respond(() => change(key, { state: 'pending', leasedUntil: null, retryAt, lastErrorCode: errorCode })),
    countOverdue: (dueBy, attempts) =>
      respond(() => [...tenant.effects.values()].filter((effect) => isOverdue(effect, dueBy, attempts)).length),
  };
}

/** Whether an effect waits for a worker. */
export const isDue = (effect: MemoryEffect, now: EpochMillis): boolean =>
  effect.state === 'pending' && effect.retryAt <= now && (effect.leasedUntil === null || effect.leasedUntil <= now);

const isOverdue = ({ state, retryAt, attempts }: MemoryEffect, dueBy: EpochMillis, maximum: number): boolean =>
  state === 'pending' && ((retryAt > 0 && retryAt <= dueBy) || attempts >= maximum);

/** About which booking a message is, and whether it speaks to the owner; null for what is no message. */
const nameReceiver = ({ orderId, payload }: MemoryEffect): string | null =>
  payload.kind === 'send_message' ? JSON.stringify([orderId, payload.bookingId, payload.template.startsWith('owner_')]) : null;

function leaseEffects(tenant: MemoryTenant, now: EpochMillis, leasedUntil: EpochMillis, limit: number): readonly LeasedEffect[] {
  // A map keeps the order of writing, and a change of an effect keeps its place.
  const waiting = new Set<string>();
  const isFirstOfItsKind = (effect: MemoryEffect): boolean => {
    const receiver = nameReceiver(effect);
    if (effect.state !== 'pending' || receiver === null) return true;
    const isFirst = !waiting.has(receiver);
    waiting.add(receiver);
    return isFirst;
  };
  const due = [...tenant.effects.values()].filter((effect) => isFirstOfItsKind(effect) && isDue(effect, now)).slice(0, limit);
  return due.map((effect) => {
    const attempts = effect.attempts + 1;
    tenant.effects.set(effect.key, { ...effect, attempts, leasedUntil });
    return { orderId: effect.orderId, key: effect.key, payload: effect.payload, attempts, leasedUntil };
  });
}
