import { openSandboxSubject } from '../support/stripe-subject.ts';
import { controlledPaymentGatewaySuite } from './payment-gateway.suite.ts';

controlledPaymentGatewaySuite('Stripe, over the sandbox', openSandboxSubject);
