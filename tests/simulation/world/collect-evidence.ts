import { describeOrder } from '../../support/checker/describe-order.ts';
import type { Evidence } from '../../support/checker/evidence.ts';
import type { TimeEvidence } from '../../support/checker/check-time.ts';
import { business } from './business.ts';
import type { World } from './world.ts';

/** Who has which time at this instant. */
export const describeTime = ({ tenant }: World): TimeEvidence => ({
  claims: [...tenant.claims].flatMap(([resourceId, claims]) =>
    claims.map((claim) => ({ resourceId, during: claim.during, holder: claim.holder, isExclusive: claim.exclusive })),
  ),
  sessions: [...tenant.sessions.values()],
  seats: [...tenant.seatClaims].flatMap(([bookingId, { sessionIds, seats }]) =>
    sessionIds.map((sessionId) => ({ bookingId, sessionId, seats })),
  ),
});

/** Collects what is left of a world: rows of the store, the provider's books, messages and calendars. */
export const collectEvidence = (world: World): Evidence => ({
  now: world.scheduler.now(),
  isSettled: true,
  ownerEmail: business.email,
  resources: world.tenant.resources.map(({ id, calendar }) => ({ id, calendarId: calendar?.calendarId ?? null })),
  orders: [...world.tenant.orders.values()].map(describeOrder),
  ...describeTime(world),
  codes: [...world.tenant.codes.values()].map(({ code, redeemed }) => ({
    code: code.code,
    maximumRedemptions: code.maximumRedemptions,
    redeemed,
  })),
  effects: [...world.tenant.effects.values()].map(({ orderId, key, payload, state }) => ({
    orderId,
    key,
    kind: payload.kind,
    isDone: state === 'done',
  })),
  provider: world.providers.flatMap((provider) => provider.showBooks()),
  messages: world.sent.map(({ message, at }) => ({
    key: message.key,
    template: message.key.split('/')[0] ?? '',
    to: message.to.email,
    sentAt: at,
  })),
  calendarEvents: world.shop.hasCalendars ? world.shop.calendarIds.flatMap((id) => world.calendar.listEvents(id)) : null,
  excusedRepeats: Object.fromEntries(world.excusedRepeats),
  lateRepeats: [...world.lateRepeats],
  cancelledBy: Object.fromEntries(world.cancelledBy),
  sold: {
    ...world.shop.specials.sold,
    seatCodes: world.shop.prices.seatCodes.map((code) => ({ code, serviceId: 'svc_yoga' })),
  },
});
