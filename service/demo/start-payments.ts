import path from 'node:path';
import { ConfigurationError } from '../config.ts';
import { supervise } from './child-process.ts';
import type { DemoKeys } from './demo-keys.ts';
import { DEMO_SITE_ID } from './demo-tenant.ts';
import { findFreePort } from './free-port.ts';
import { say, sayRestart, showLine } from './terminal.ts';

/** The port that is taken when nothing else asks for it; a free one otherwise. */
const PREFERRED_PORT = 8788;

/** What payments are started with. */
export type PaymentsPlan = {
  readonly root: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly saved: DemoKeys;
  readonly serviceUrl: string;
};

/** Payments of the demo. */
export type Payments = {
  readonly stop: () => Promise<void>;
  readonly sandboxUrl: string | null;
  readonly keys: { readonly publishableKey: string; readonly secretKey: string; readonly webhookSecret: string | null };
  readonly variables: Readonly<Record<string, string>>;
};

/** Stripe itself when its keys are given, else the sandbox. */
export async function startPayments({ root, folder, environment, saved, serviceUrl }: PaymentsPlan): Promise<Payments> {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey } = environment;
  if (secretKey && publishableKey) {
    if (!/^(sk|rk)_test_/.test(secretKey) || !publishableKey.startsWith('pk_test_')) {
      throw new ConfigurationError('The demo takes test keys only (sk_test_…, pk_test_…): it must not charge anybody.');
    }
    say('Payments go to Stripe itself, with your keys.');
    return {
      stop: async () => undefined,
      sandboxUrl: null,
      keys: { publishableKey, secretKey, webhookSecret: environment['STRIPE_WEBHOOK_SECRET'] ?? null },
      variables: {},
    };
  }
  const chosen = environment['HOLDFAST_SANDBOX_PORT'];
  const port = chosen ? Number(chosen) : await findFreePort(PREFERRED_PORT);
  const sandboxUrl = `http://127.0.0.1:${port}`;
  const sandboxPublishableKey = saved.sandboxSecretKey.replace('sk_test_', 'pk_test_');
  say('Starting the payment sandbox …');
  const sandbox = await supervise({
    name: 'The payment sandbox',
    args: ['adapters/stripe-sandbox/main.ts'],
    environment: {
      PORT: String(port),
      SANDBOX_SECRET_KEY: saved.sandboxSecretKey,
      SANDBOX_PUBLISHABLE_KEY: sandboxPublishableKey,
      SANDBOX_WEBHOOK_URL: `${serviceUrl}/webhooks/stripe/${DEMO_SITE_ID}`,
      SANDBOX_WEBHOOK_SECRET: saved.webhookSecret,
      SANDBOX_STATE_FILE: path.join(folder, 'sandbox.json'),
      SANDBOX_PARENT_PID: String(process.pid),
    },
    cwd: root,
    onLine: showLine,
    onRestart: sayRestart,
  });
  return {
    stop: sandbox.stop,
    sandboxUrl,
    keys: { publishableKey: sandboxPublishableKey, secretKey: saved.sandboxSecretKey, webhookSecret: saved.webhookSecret },
    variables: { STRIPE_API_BASE: sandboxUrl, STRIPE_SCRIPT_URL: `${sandboxUrl}/endive/stripe.js` },
  };
}
