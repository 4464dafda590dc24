import { refuseParameter } from './api-fault.ts';
import type { CheckedRecord } from './check-parameters.ts';

const LARGEST_KEY_COUNT = 50;

/**
 * Merges sent metadata as Stripe does: keys not sent stay, an empty value deletes its key, an empty `metadata` deletes all.
 *
 * @throws ApiFault 400 past 50 keys.
 */
export function mergeMetadata(current: Readonly<Record<string, string>>, parameters: CheckedRecord): Record<string, string> {
  const sent = parameters['metadata'];
  if (sent === undefined) return { ...current };
  if (sent === '' || typeof sent !== 'object') return {};
  const merged = new Map(Object.entries(current));
  for (const [name, value] of Object.entries(sent)) {
    if (value === '') merged.delete(name);
    else if (typeof value === 'string') merged.set(name, value);
  }
  if (merged.size > LARGEST_KEY_COUNT) throw refuseParameter('Metadata can have up to 50 keys.', 'metadata');
  return Object.fromEntries(merged);
}
