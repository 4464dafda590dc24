import { afterEach, describe, expect, test } from '@jest/globals';
import { controlledGatewayCases } from './payment-gateway/controlled-cases.ts';
import { sharedGatewayCases } from './payment-gateway/shared-cases.ts';
import type { ControlledSubject, GatewayCase, PaymentGatewaySubject } from './payment-gateway/subject.ts';

export type { ControlledSubject, PaymentGatewaySubject, ProviderControls } from './payment-gateway/subject.ts';

/** Checks what `PaymentGateway` promises, at any provider. The factory makes a subject for every case. */
export function paymentGatewaySuite(name: string, factory: () => Promise<PaymentGatewaySubject>): void {
  describe(`PaymentGateway: ${name}`, () => registerCases(sharedGatewayCases, factory));
}

/** Checks the same, and what only a provider shows that can be told what to do. */
export function controlledPaymentGatewaySuite(name: string, factory: () => Promise<ControlledSubject>): void {
  paymentGatewaySuite(name, factory);
  describe(`PaymentGateway: ${name}, its provider told what to do`, () => registerCases(controlledGatewayCases, factory));
}

/** The names of the cases that `paymentGatewaySuite` leaves out. */
export const controlledCaseNames: readonly string[] = controlledGatewayCases.map(({ name }) => name);

function registerCases<Subject extends PaymentGatewaySubject>(
  cases: readonly GatewayCase<Subject>[],
  factory: () => Promise<Subject>,
): void {
  let current: Subject | undefined;
  afterEach(async () => {
    await current?.stop();
    current = undefined;
  });
  test.each(cases)('$name', async ({ run }) => {
    current = await factory();
    await run(current);
    expect(current.findMistakes()).toEqual([]);
  });
}
