import { afterAll, jest } from '@jest/globals';
import { controlledCaseNames, paymentGatewaySuite } from '../conformance/payment-gateway.suite.ts';
import { openStripeSubject } from '../support/stripe-subject.ts';
import { readStripeAccess } from './stripe-access.ts';

// A network lies between, and some cases take a dozen calls.
jest.setTimeout(90_000);

const access = readStripeAccess(process.env);
if (access.kind !== 'given') throw new Error('Run it with: npm run test:live -- stripe');

paymentGatewaySuite(`Stripe at ${access.apiBase}`, () => openStripeSubject(access));

// What only a provider shows that can be told what to do, and which the sandbox alone is.
afterAll(() => {
  process.stdout.write(controlledCaseNames.map((name) => `stripe: not run live: ${name}\n`).join(''));
});
