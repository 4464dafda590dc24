/** One deliberate break of the real code: texts that must each stand exactly once, and what stands there instead. */
export type Mutant = {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
};

const mutant = (name: string, file: string, find: string, replace: string): Mutant => ({
  name,
  edits: [{ file, find, replace }],
});

/** Breaks that the simulation must catch. Each undoes one thing that keeps time and money together. */
export const mutants: readonly Mutant[] = [
  // The store: never two for one time.
  mutant(
    'the version check is forgotten, so older overwrites newer',
    'adapters/memory/write-order.ts',
    'if (stored === undefined || stored.version !== previous.version)',
    'if (stored === undefined)',
  ),
  mutant(
    'a session takes whoever comes while a seat is free (taken < capacity)',
    'adapters/memory/occupancy.ts',
    'session.seatsTaken - freed + wanted > session.capacity',
    'session.seatsTaken - freed >= session.capacity',
  ),
  mutant(
    'only claims that begin at the same moment stand in each other’s way',
    'adapters/memory/occupancy.ts',
    'isOverlapping(held, during) ||',
    'held.from === during.from ||',
  ),
  mutant(
    'an order is written twice',
    'adapters/memory/write-order.ts',
    "if (tenant.orders.has(order.id)) return { kind: 'version_conflict' };",
    '',
  ),
  mutant(
    'a code may be used once more than it may',
    'adapters/memory/occupancy.ts',
    'known.redeemed + uses <= maximum',
    'known.redeemed + uses <= maximum + 1',
  ),
  mutant(
    'a cart takes only the time of its first booking',
    'adapters/memory/write-order.ts',
    'takeTime(tenant, order.bookings);',
    'takeTime(tenant, order.bookings.slice(0, 1));',
  ),
  mutant(
    'the owner’s override guards its time like any other',
    'adapters/memory/occupancy.ts',
    'addClaim(tenant, claim, id, !override)',
    'addClaim(tenant, claim, id, true)',
  ),
  mutant(
    'limits are looked at, and counted without looking again',
    'adapters/memory/limits.ts',
    '(isDouble || used > maximum)',
    'isDouble && used > maximum',
  ),
  mutant(
    'who enrols in a course gets its first session only',
    'core/use-cases/choose-together.ts',
    'sessions: times, steps: []',
    'sessions: times.slice(0, 1), steps: []',
  ),
  mutant(
    'a room is let again the moment somebody leaves',
    'core/availability/stay.ts',
    'to: computeEnd(service, startsAt) + service.bufferAfterMinutes * MINUTE,',
    'to: computeEnd(service, startsAt),',
  ),
  mutant(
    'whoever is needed in two steps is booked for the first',
    'core/availability/need-spans.ts',
    'else if (needed.has(index)) joined.push',
    'else if (needed.has(index) && joined.length === 0) joined.push',
  ),
  // Holds.
  {
    name: 'a time is released before the provider is asked',
    edits: [
      {
        file: 'core/use-cases/expire-holds.ts',
        find: 'if (!(await withdrawPayment(ports, orderId))) return await keep(ports, orderId);',
        replace: '',
      },
      { file: 'core/use-cases/release-holds.ts', find: ' || findOpenPayment(order) !== undefined', replace: '' },
      {
        file: 'core/order/decide-release.ts',
        find: "if (why !== 'by_hand' && findOpenPayment(order) !== undefined)",
        replace: 'if (order.version < 0 && findOpenPayment(order) !== undefined)',
      },
    ],
  },
  {
    name: 'a booking is cancelled without withdrawing its payment',
    edits: [
      { file: 'core/use-cases/cancel-booking.ts', find: 'if (wasUnpaid) await withdrawPayment(ports, before.id);', replace: '' },
      {
        file: 'core/order/decide-release.ts',
        find: "if (why !== 'by_hand' && findOpenPayment(order) !== undefined)",
        replace: "if (why === 'expired' && findOpenPayment(order) !== undefined)",
      },
    ],
  },
  mutant(
    'a hold that ends keeps its code',
    'core/order/decide-release.ts',
    'redemptions: releaseReservedCodes(order) }',
    'redemptions: releaseReservedCodes({ ...order, redemptions: [] }).concat(order.redemptions) }',
  ),
  mutant(
    'a hold that ends keeps its time',
    'core/order/decide-release.ts',
    'release: left.map((booking) => booking.id)',
    'release: left.slice(1).map((booking) => booking.id)',
  ),
  // The confirmer.
  mutant(
    'money that was recorded is recorded again at each look (confirm twice)',
    'core/order/decide-payment.ts',
    'const arrivedMinor = merged.capturedMinor - payment.capturedMinor;',
    'const arrivedMinor = merged.capturedMinor;',
  ),
  mutant(
    'the amount that was asked for is believed, not what was taken',
    'core/order/decide-payment.ts',
    'Math.max(payment.capturedMinor, provider.capturedMinor)',
    "Math.max(payment.capturedMinor, provider.state === 'paid' ? payment.amountMinor : 0)",
  ),
  mutant(
    'any amount buys a booking',
    'core/order/decide-arrival.ts',
    'arrivedMinor >= order.quote.dueNow.amountMinor',
    'arrivedMinor > 0',
  ),
  mutant(
    'the excess is forgotten',
    'core/order/decide-arrival.ts',
    "planRefundOf(arrival.payment, excessOf(arrival), 'amount_differs', arrival.now, arrival.nextId)",
    "planRefundOf(arrival.payment, 0, 'amount_differs', arrival.now, arrival.nextId)",
  ),
  mutant(
    'whoever pays late gets the time without taking it',
    'core/order/decide-arrival.ts',
    '{ ...addExcess(arrival, seated.value), claim }',
    '{ ...addExcess(arrival, seated.value), claim: claim.slice(1) }',
  ),
  mutant(
    'the provider is never told to withdraw a payment',
    'core/use-cases/withdraw-payment.ts',
    'await gateway.cancelPayment(open.providerId);',
    '',
  ),
  {
    name: 'a payment counts as withdrawn without another look (skip the re-fetch)',
    edits: [
      {
        file: 'core/use-cases/withdraw-payment.ts',
        find: 'await gateway.cancelPayment(open.providerId);',
        replace: [
          'await gateway.cancelPayment(open.providerId);',
          "const payments = replaceById<Payment>(order.payments, [{ ...open, state: 'cancelled' }]);",
          "return (await saveDecision(ports.bookings, order, decision({ ...order, payments }))).kind === 'saved';",
        ].join('\n'),
      },
    ],
  },
  mutant(
    'the key of a payment leaves before its id is stored',
    'core/use-cases/open-payment.ts',
    'const stored = await storeProviderId(ports, gateway, order, payment, provider);',
    'const stored: Order | null = order;',
  ),
  mutant(
    'each checkout opens another payment',
    'core/order/decide-checkout.ts',
    'const open = findOpenPayment(order);',
    'const open = findOpenPayment({ ...order, payments: [] });',
  ),
  // Late money.
  mutant(
    'another time is offered when there is none',
    'core/use-cases/record-payment-event.ts',
    "if (kind === 'if_alternatives' && !(await hasAlternatives(ports, order))) continue;",
    "if (kind === 'if_alternatives' && !(await hasAlternatives(ports, order)) && ports.clock.now() < 0) continue;",
  ),
  mutant(
    'offers never lapse',
    'core/use-cases/end-offers.ts',
    "isOfferOver(order, now) ? decideEndOfOffer(order, 'lapsed', now, ports.ids.next) : decision(order)",
    "isOfferOver(order, 0) ? decideEndOfOffer(order, 'lapsed', now, ports.ids.next) : decision(order)",
  ),
  mutant(
    'an offer that is taken leaves its money where it was',
    'core/order/decide-offer.ts',
    'const ledger = [...order.ledger, ...buildEntries(`offer_taken/${offer.paymentId}`, movements, now)];',
    'const ledger = [...order.ledger, ...buildEntries(`offer_taken/${offer.paymentId}`, movements, now).slice(0, 0)];',
  ),
  // Cancelling and moving.
  mutant(
    'the old seat is sold again after a move, and the new one never taken',
    'core/order/decide-reschedule.ts',
    'claim: [bookingId]',
    'claim: []',
  ),
  mutant(
    'whoever is cancelled by the owner pays the fee',
    'core/pricing/refund-by-policy.ts',
    "cause === 'owner' || cause === 'too_few'",
    "cause === 'too_few'",
  ),
  mutant('a cancelled booking keeps its time', 'core/order/decide-cancellation.ts', 'release: [bookingId]', 'release: []'),
  // Refunds and disputes.
  mutant(
    'a pending refund counts as returned',
    'core/order/merge-refunds.ts',
    "if (after.state === 'succeeded' && before.state !== 'succeeded') {",
    "if (after.state !== 'failed' && (before.providerId === null || after.state !== before.state)) {",
  ),
  mutant(
    'a refund that came back is not owed again',
    'core/order/merge-refunds.ts',
    "if (after.state === 'failed' && before.state === 'succeeded') {",
    "if (after.state === 'failed' && before.state === 'pending') {",
  ),
  mutant(
    'a refund has another key at each try (refund twice)',
    'core/use-cases/send-refund.ts',
    'createRefund({ refundId, ',
    'createRefund({ refundId: `${refundId}_${ports.clock.now()}`, ',
  ),
  mutant(
    'a refund by hand is not recognised as one',
    'core/order/merge-refunds.ts',
    'const added = ours === null ? addForeignRefund',
    'const added = ours === null && now < 0 ? addForeignRefund',
  ),
  mutant(
    'disputes are not booked',
    'core/order/decide-payment.ts',
    'mergeDisputes(refunded.order, payment, merged, now)',
    'mergeDisputes(refunded.order, merged, merged, now)',
  ),
  // Messages that were lost.
  mutant(
    'nobody compares with the provider’s own books',
    'core/use-cases/do-due-work.ts',
    'createdFrom === null ? nothingCompared',
    'createdFrom !== undefined ? nothingCompared',
  ),
  // Effects.
  mutant(
    'the customer’s confirmation is dropped',
    'core/order/decide-confirmation.ts',
    "    messageAbout(booking, 'booking_confirmed'),\n",
    '',
  ),
  mutant(
    'the effect of a refund is dropped',
    'core/order/build-refunds.ts',
    '  return { refunds, effects: refunds.map(refundEffect) };\n}\n\n/** Plans the return of an amount of one payment. */',
    '  return { refunds, effects: refunds.slice(1).map(refundEffect) };\n}\n\n/** Plans the return of an amount of one payment. */',
  ),
  mutant(
    'an effect counts as delivered before it is',
    'core/use-cases/deliver-effects.ts',
    '    await deliver(ports, effect, effect.payload);\n    await ports.effects.finishEffect(effect, ports.clock.now());\n',
    '    await ports.effects.finishEffect(effect, ports.clock.now());\n    await deliver(ports, effect, effect.payload);\n',
  ),
  mutant(
    'two workers get the same effect',
    'adapters/memory/create-memory-effect-store.ts',
    '&& (effect.leasedUntil === null || effect.leasedUntil <= now)',
    '',
  ),
  mutant(
    'a message overtakes an earlier one',
    'adapters/memory/create-memory-effect-store.ts',
    'const isFirst = !waiting.has(receiver);',
    'const isFirst = !waiting.has(receiver) || limit > 0;',
  ),
  // Prices.
  mutant(
    'nobody compares the price that was shown with the one that is held',
    'core/use-cases/price-hold.ts',
    'quoteHash === null || quoteHash === priced.value.hash',
    "quoteHash !== ''",
  ),
  mutant(
    'a code that each seat uses once is used once in all',
    'core/pricing/apply-codes.ts',
    "code.countedPer === 'seat' ? countSeats(goods, partsMinor) : 1",
    '1',
  ),
  mutant('what is left over when an amount is split is lost', 'core/money/money.ts', 'if (left > 0) for', 'if (left < 0) for'),
  mutant(
    'the rest of a price with a deposit is forgotten',
    'core/pricing/compute-quote.ts',
    'dueLater: money(totalMinor - dueNowMinor, currency)',
    'dueLater: money(0, currency)',
  ),
  mutant('a calendar keeps what was cancelled', 'core/use-cases/sync-calendar.ts', 'else await sink.removeEvent(place);', ''),
];
