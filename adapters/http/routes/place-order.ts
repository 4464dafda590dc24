import type { z } from 'zod';
import { placeHold, refuse } from '../../../core/index.ts';
import type { HoldRequest, Order, OrderId, Outcome, Refusal } from '../../../core/index.ts';
import { admitHolds } from '../admit-holds.ts';
import { signManageToken } from '../manage-token.ts';
import { readLastWith } from '../read-last-with.ts';
import type { RouteContext } from '../route.ts';
import { pickAddress } from '../schemas/places.ts';
import type { orderBodySchema } from '../schemas/requests.ts';

/** What the two ways to hold times have in common, once parsed. */
export type OrderBody = z.output<typeof orderBodySchema>;

/** Holds the times of an order for whoever asks, if he may take so many. */
export async function placeOrder(context: RouteContext<unknown, unknown>, body: OrderBody): Promise<Outcome<Order>> {
  const { ports, repeatKey } = context;
  // The same request sent again finds its own order, also when the first answer was lost in a crash.
  const orderId: OrderId = repeatKey === null ? ports.ids.next('ord') : `ord_${repeatKey}`;
  const request: HoldRequest = {
    orderId,
    isFirst: repeatKey === null,
    items: body.bookings.map(({ resourceId = null, postcode, country, address, ...booking }) => ({
      ...booking,
      resourceId,
      ...pickAddress({ postcode, country, address }),
    })),
    codes: body.codes,
    isAllPaid: body.isAllPaid,
    customerTimeZone: body.timeZone,
    customer: body.customer ?? null,
    quoteHash: body.quoteHash ?? null,
    lastWith: await readLastWith(
      context,
      body.bookings.map(({ serviceId }) => serviceId),
    ),
  };
  const { principal, dependencies } = context;
  return admitHolds(context, { orderId, times: request.items.length }, () =>
    dependencies.codeTries.run(principal, request.codes, () => placeHold(ports, request)),
  );
}

/** What whoever has just held times needs to come back to them. */
export function presentKeys({ principal, dependencies, ports }: RouteContext<unknown, unknown>, order: Order) {
  const claim = { tenantId: principal.tenantId, orderId: order.id, manageVersion: order.manageVersion };
  return { manageToken: signManageToken(claim, dependencies.keys.manageToken), manageUrl: ports.links.manageUrl(order) };
}

/** Names the field of the one booking in a list that a refusal is about. */
export function refuseField({ code, details }: Refusal, list: 'bookings' | 'items'): Outcome<never> {
  const { item, path } = details;
  const isOfItem = typeof item === 'number' && typeof path === 'string' && path !== 'codes';
  return refuse(code, isOfItem ? { ...details, path: `${list}.${item}.${path}` } : details);
}
