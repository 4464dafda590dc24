import Stripe from 'stripe';
import { Fault } from '../../core/index.ts';

/** Whether Stripe refused a call because the restricted key may not make it. */
export const isNotAllowed = (error: unknown): boolean =>
  error instanceof Fault && error.cause instanceof Stripe.errors.StripePermissionError;
