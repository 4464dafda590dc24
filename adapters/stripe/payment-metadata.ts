import { isId } from '../../core/index.ts';
import type { PaymentId, PaymentRequest } from '../../core/index.ts';

/** What Stripe keeps with a payment for us: ids and the reference, nothing personal. */
export const buildPaymentMetadata = (request: PaymentRequest, tenantId: string): Record<string, string> => ({
  holdfast_tenant_id: tenantId,
  holdfast_payment_id: request.paymentId,
  holdfast_order_id: request.orderId,
  holdfast_booking_id: request.bookingId,
  holdfast_reference: request.reference,
});

/** The same for a payment that is made on a page of Stripe's own, which it says. */
export const buildPageMetadata = (request: PaymentRequest, tenantId: string): Record<string, string> => ({
  ...buildPaymentMetadata(request, tenantId),
  holdfast_page: 'true',
});

type Metadata = Readonly<Record<string, string>>;

/** Whether a payment was made on a page of Stripe's own. */
export const isMadeOnPage = (metadata: Metadata): boolean => metadata['holdfast_page'] === 'true';

/** Whether a payment was made for another business on the same account. */
export const isOfAnotherTenant = (metadata: Metadata, tenantId: string): boolean =>
  (metadata['holdfast_tenant_id'] ?? tenantId) !== tenantId;

/** Reads our payment's id; null for a payment that is not ours. */
export function readPaymentId(metadata: Metadata): PaymentId | null {
  const id = metadata['holdfast_payment_id'] ?? '';
  return isId('pay', id) ? id : null;
}

/** Reads our order's id. */
export function readOrderId(metadata: Metadata): string | null {
  const id = metadata['holdfast_order_id'] ?? '';
  return isId('ord', id) ? id : null;
}
