import type { Request } from 'express';
import { accept } from '../../core/index.ts';
import type { Refusal, Site } from '../../core/index.ts';
import { isSigned } from './bridge-signature.ts';
import type { HttpDependencies } from './dependencies.ts';
import { nameSender, verifyBridge } from './verify-bridge.ts';

/** Who sent a request that shows no credential of its own: the address that noise is counted for, and the site that signed it on the way, if one did. */
export type Sender = { readonly address: string; readonly site: Site | null };

/** A sender, or why a signature does not hold and whose try it was. */
export type FoundSender =
  { readonly ok: true; readonly value: Sender } | { readonly ok: false; readonly refusal: Refusal; readonly countedFor: string };

/** Finds out who sent a request: the connection it came over, or whoever the site names that has signed it. Refuses what `verifyBridge` refuses. */
export async function findSender(
  dependencies: Pick<HttpDependencies, 'directory' | 'clock'>,
  request: Request,
): Promise<FoundSender> {
  if (!isSigned(request)) return accept({ address: request.ip ?? '', site: null });
  const verdict = await verifyBridge(dependencies, request);
  if (!verdict.ok) return verdict;
  const { bridge, claim } = verdict.value;
  return accept({ address: nameSender(claim, bridge.site), site: bridge.site });
}
