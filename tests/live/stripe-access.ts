/** Test keys and the place of Stripe's API, or why there are none. */
export type StripeAccessFound =
  | { readonly kind: 'given'; readonly secretKey: string; readonly publishableKey: string; readonly apiBase: string }
  | { readonly kind: 'missing'; readonly advice: string }
  | { readonly kind: 'refused'; readonly reason: string };

const STRIPE_API = 'https://api.stripe.com';

/** Reads Stripe's keys from the environment. Live keys are refused: the suite makes payments and gives them back. */
export function readStripeAccess(environment: NodeJS.ProcessEnv): StripeAccessFound {
  const {
    STRIPE_SECRET_KEY: secretKey = '',
    STRIPE_PUBLISHABLE_KEY: publishableKey = '',
    STRIPE_API_BASE: apiBase,
  } = environment;
  if ([secretKey, publishableKey].some((key) => /^(sk|rk|pk)_live_/.test(key))) {
    return {
      kind: 'refused',
      reason: 'this is a live key; the suite makes payments and runs with test keys only (sk_test_… or rk_test_…)',
    };
  }
  if (secretKey === '' || publishableKey === '') {
    return { kind: 'missing', advice: 'set STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to test keys of a Stripe account' };
  }
  if (!/^(sk|rk)_test_/.test(secretKey) || !publishableKey.startsWith('pk_test_')) {
    return {
      kind: 'refused',
      reason: 'STRIPE_SECRET_KEY must begin with sk_test_ or rk_test_, and STRIPE_PUBLISHABLE_KEY with pk_test_',
    };
  }
  return { kind: 'given', secretKey, publishableKey, apiBase: apiBase === undefined || apiBase === '' ? STRIPE_API : apiBase };
}
