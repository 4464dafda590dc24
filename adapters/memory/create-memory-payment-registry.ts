import { Fault } from '../../core/index.ts';
import type { DomainStanding, PaymentRegistry, Registered, RegisteredEndpoint } from '../../core/index.ts';
import { respond } from './respond.ts';

/** The calls that can be made to end otherwise. */
export type RegistryCall = keyof PaymentRegistry;

/** A registry that tests can look into and disturb. Each secret key is an account of its own, unless it is said to be another one's. */
export type MemoryPaymentRegistry = PaymentRegistry & {
  readonly listAll: (secretKey: string) => readonly (RegisteredEndpoint & { readonly secret: string })[];
  readonly listDomains: (secretKey: string) => readonly string[];
  /** What was called so far, by name. */
  readonly listCalls: () => readonly RegistryCall[];
  /** Lets another key open the same account. */
  readonly shareAccount: (secretKey: string, otherKey: string) => void;
  /** Adds or changes an endpoint, as somebody at the provider would. */
  readonly putEndpoint: (secretKey: string, endpoint: RegisteredEndpoint) => void;
  /** Forbids or refuses a call from now on; null allows it again. */
  readonly answerTo: (call: RegistryCall, answer: Exclude<Registered<never>, { readonly kind: 'done' }> | null) => void;
  /** Lets calls fail from now on: the provider does not answer, `before` it did it or `after`. */
  readonly silence: (call: RegistryCall, when: 'before' | 'after' | null) => void;
  /** How wallets stand on a domain from now on. */
  readonly setDomain: (domainName: string, standing: DomainStanding) => void;
  /** Runs something while the next call of that name is under way, before it takes effect. */
  readonly interrupt: (call: RegistryCall, work: () => Promise<unknown>) => void;
};

type Account = {
  readonly endpoints: Map<string, RegisteredEndpoint & { readonly secret: string }>;
  readonly domains: Set<string>;
};

/** Builds a registry in memory. */
export function createMemoryPaymentRegistry(): MemoryPaymentRegistry {
  const accounts = new Map<string, Account>();
  const calls: RegistryCall[] = [];
  const answers = new Map<RegistryCall, Exclude<Registered<never>, { readonly kind: 'done' }>>();
  const silences = new Map<RegistryCall, 'before' | 'after'>();
  const interruptions = new Map<RegistryCall, () => Promise<unknown>>();
  const standings = new Map<string, DomainStanding>();
  let made = 0;

  const open = (secretKey: string): Account => {
    const account = accounts.get(secretKey) ?? { endpoints: new Map(), domains: new Set() };
    accounts.set(secretKey, account);
    return account;
  };
  const call = async <Value>(name: RegistryCall, work: () => Value): Promise<Registered<Value>> => {
    calls.push(name);
    const interruption = interruptions.get(name);
    interruptions.delete(name);
    await interruption?.();
    return respond(() => {
      const silence = silences.get(name);
      const answer = answers.get(name);
      if (answer !== undefined && silence === undefined) return answer;
      if (silence === 'before') throw silent();
      const value = work();
      if (silence === 'after') throw silent();
      return { kind: 'done', value };
    });
  };
  return {
    listEndpoints: (secretKey) => call('listEndpoints', () => [...open(secretKey).endpoints.values()].map(withoutSecret)),
    createEndpoint: (secretKey, { siteId, url }) =>
      call('createEndpoint', () => {
        made += 1;
        const endpoint = {
          endpointId: `we_${made}`,
          url,
          siteId,
          apiVersion: 'memory-1',
          isSound: true,
          secret: `whsec_${made}`,
        };
        open(secretKey).endpoints.set(endpoint.endpointId, endpoint);
        return endpoint;
      }),
    deleteEndpoint: (secretKey, endpointId) =>
      call('deleteEndpoint', () => {
        open(secretKey).endpoints.delete(endpointId);
        return null;
      }),
    registerDomain: (secretKey, domainName) =>
      call('registerDomain', () => {
        open(secretKey).domains.add(domainName);
        return standings.get(domainName) ?? { isActive: true, reason: null };
      }),
    listAll: (secretKey) => [...open(secretKey).endpoints.values()],
    listDomains: (secretKey) => [...open(secretKey).domains],
    listCalls: () => [...calls],
    shareAccount: (secretKey, otherKey) => void accounts.set(otherKey, open(secretKey)),
    putEndpoint: (secretKey, endpoint) =>
      void open(secretKey).endpoints.set(endpoint.endpointId, { ...endpoint, secret: 'whsec_unknown' }),
    answerTo: (name, answer) => void (answer === null ? answers.delete(name) : answers.set(name, answer)),
    silence: (name, when) => void (when === null ? silences.delete(name) : silences.set(name, when)),
    setDomain: (domainName, standing) => void standings.set(domainName, standing),
    interrupt: (name, work) => void interruptions.set(name, work),
  };
}

const withoutSecret = ({ endpointId, url, siteId, apiVersion, isSound }: RegisteredEndpoint): RegisteredEndpoint => ({
  ...{ endpointId, url, siteId, apiVersion, isSound },
});

const silent = (): Fault =>
  new Fault('provider_unavailable', 'the provider did not answer', { retryable: true, provider: 'memory' });
