import { Fault } from '../errors/fault.ts';
import type { KnownPaymentAccount } from '../payment/payment-account.ts';
import type { PaymentPlaces } from '../payment/payment-places.ts';
import { SETUP_PATIENCE } from '../payment/payment-setup.ts';
import type { AccountWebhook, WebhookState } from '../payment/payment-setup.ts';
import type { RegisteredEndpoint } from '../ports/payment-registry.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';

type WebhookPorts = Pick<SettingsPorts, 'settings' | 'clock' | 'secrets' | 'registry'>;
type Place = PaymentPlaces['webhooks'][number];

/** An account, its key in plain text, and where messages for it can come in. */
export type WebhookTask = {
  readonly account: KnownPaymentAccount;
  readonly secretKey: string;
  /** The key that the stored one has replaced, if it has. */
  readonly replacedSecretKey: string | null;
  readonly webhooks: PaymentPlaces['webhooks'];
};

/** How the webhook stands now, and whether the provider did not answer. */
export type WebhookLook = { readonly value: AccountWebhook; readonly isSilent: boolean };

/** What is known while one account is looked at. */
type Scene = { readonly ports: WebhookPorts; readonly task: WebhookTask; readonly before: AccountWebhook };
type Listed = Scene & { readonly place: Place; readonly listed: readonly RegisteredEndpoint[] };

const nothing: AccountWebhook = {
  state: 'not_reachable',
  url: null,
  apiVersion: null,
  endpointId: null,
  sealedSecret: null,
  former: null,
  detail: null,
};

/**
 * Sees to it that an account has a webhook endpoint whose secret we have. One that stands and is sound is kept; else a new one is made, stored, and
 * only then those before it are taken away, so that at no moment there is none. Null when somebody else has stored other keys or
 * another endpoint in the meantime; then the one just made is taken away again.
 */
export async function setUpWebhook(ports: WebhookPorts, task: WebhookTask): Promise<WebhookLook | null> {
  const scene: Scene = { ports, task, before: task.account.setup?.webhook ?? nothing };
  try {
    return task.account.sealedWebhookSecret === null ? await lookForOwn(scene) : await yieldToOwner(scene);
  } catch (error) {
    if (error instanceof Fault && error.provider !== undefined) return { ...stay(scene, 'failed', null), isSilent: true };
    throw error;
  }
}

/** What stands stays, and is shown as it was found. */
function stay({ before, task }: Scene, state: WebhookState, detail: string | null): WebhookLook {
  const url = before.endpointId === null ? (findReachable(task)?.url ?? null) : before.url;
  return { value: { ...before, url, state, detail }, isSilent: false };
}

const findReachable = ({ webhooks }: WebhookTask): Place | undefined => webhooks.find(({ isReachable }) => isReachable);

/** The owner has an endpoint of his own: ours would tell everything twice. */
async function yieldToOwner(scene: Scene): Promise<WebhookLook | null> {
  const { endpointId, sealedSecret, former } = scene.before;
  let left: AccountWebhook['former'] = null;
  for (const ended of [former, endpointId === null ? null : { endpointId, sealedSecret }])
    if (ended !== null && !(await takeAway(scene, ended.endpointId))) left = ended;
  const value: AccountWebhook = { ...nothing, state: 'given', former: left };
  return (await store(scene, value)) ? { value, isSilent: false } : null;
}

async function lookForOwn(scene: Scene): Promise<WebhookLook | null> {
  const { ports, task, before } = scene;
  const place = findReachable(task);
  if (place === undefined) return leaveUnreachable(scene);
  const listed = await ports.registry.listEndpoints(task.secretKey);
  if (listed.kind === 'forbidden') return stay(scene, 'permission_missing', listed.permission);
  if (listed.kind === 'refused') return stay(scene, 'failed', listed.reason);
  const found: Listed = { ...scene, place, listed: listed.value };
  const stored = listed.value.find(({ endpointId }) => endpointId === before.endpointId);
  return stored !== undefined && isGood(found, stored) ? keepEndpoint(found) : replaceEndpoint(found);
}

/** What stands is left alone: an address that is not known here may be known to another process. */
function leaveUnreachable({ before, task }: Scene): WebhookLook {
  const value = before.endpointId === null ? { ...nothing, url: task.webhooks[0]?.url ?? null, former: before.former } : before;
  return { value, isSilent: false };
}

function isGood({ ports, before, place }: Listed, { isSound, url, siteId }: RegisteredEndpoint): boolean {
  const canRead = before.sealedSecret !== null && ports.secrets.open(before.sealedSecret) !== null;
  return isSound && canRead && url === place.url && siteId === place.siteId;
}

async function keepEndpoint(found: Listed): Promise<WebhookLook> {
  const { ports, task, before, listed } = found;
  await takeLeftoversAway(found, before.endpointId);
  const { former } = before;
  const isGone = former === null || !listed.some(({ endpointId }) => endpointId === former.endpointId);
  // Its last messages may still be on their way.
  const isOver = ports.clock.now() - (task.account.setup?.lookedAt ?? 0) >= SETUP_PATIENCE;
  return {
    value: { ...before, state: 'kept', detail: null, former: isGone && isOver ? null : former },
    isSilent: false,
  };
}

async function replaceEndpoint(found: Listed): Promise<WebhookLook | null> {
  const { ports, task, before, place, listed } = found;
  const made = await ports.registry.createEndpoint(task.secretKey, { siteId: place.siteId, url: place.url });
  if (made.kind === 'forbidden') return stay(found, 'permission_missing', made.permission);
  if (made.kind === 'refused') return stay(found, 'failed', made.reason);
  const { endpointId, apiVersion, secret } = made.value;
  const value: AccountWebhook = {
    ...{ state: 'created', url: place.url, apiVersion, endpointId, detail: null },
    sealedSecret: ports.secrets.seal(secret),
    former: before.endpointId === null ? before.former : { endpointId: before.endpointId, sealedSecret: before.sealedSecret },
  };
  if (!(await store(found, value))) {
    await takeAway(found, endpointId);
    return null;
  }
  await takeLeftoversAway(found, endpointId);
  const isElsewhere = before.endpointId !== null && !listed.some((other) => other.endpointId === before.endpointId);
  if (isElsewhere && task.replacedSecretKey !== null) await takeAway(found, before.endpointId, task.replacedSecretKey);
  return { value, isSilent: false };
}

/**
 * Takes away what we have made before: what is replaced, and what is at the same address with a secret that was lost. Only of what was listed
 * before anything was made: what another process has made meanwhile may be what stands.
 */
async function takeLeftoversAway(found: Listed, keptId: string | null): Promise<void> {
  const { before, place, listed } = found;
  const known = [before.endpointId, before.former?.endpointId];
  for (const { endpointId, url, siteId } of listed) {
    const isOurs = known.includes(endpointId) || (url === place.url && siteId === place.siteId);
    if (isOurs && endpointId !== keptId) await takeAway(found, endpointId);
  }
}

const store = ({ ports, task, before }: Scene, webhook: AccountWebhook): Promise<boolean> =>
  ports.settings.savePaymentSetup(
    task.account.mode,
    { sealedSecretKey: task.account.sealedSecretKey, endpointId: before.endpointId },
    { webhook, domains: task.account.setup?.domains ?? [], lookedAt: ports.clock.now() },
  );

/** Takes an endpoint away, as far as that can be done now; whether it is gone. */
async function takeAway({ ports, task }: Scene, endpointId: string, secretKey = task.secretKey): Promise<boolean> {
  try {
    return (await ports.registry.deleteEndpoint(secretKey, endpointId)).kind === 'done';
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}
