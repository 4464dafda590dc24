import type { Evidence, EvidenceOrder, Rule, Violation } from './evidence.ts';
import { addUp, balanceOf, findAtProvider, sum } from './money-facts.ts';

/** Checks the ledger of every order against itself, and once all is settled against the provider's own books. */
export const checkLedger = (evidence: Evidence): readonly Violation[] =>
  evidence.orders.flatMap((order) => [
    ...checkSums(order),
    ...checkOwed(evidence, order),
    ...checkOffered(order),
    ...(evidence.isSettled ? compareWithProvider(evidence, order) : []),
  ]);

const say = (rule: Rule, { id }: EvidenceOrder, words: string): Violation => ({ rule, about: id, words: `${id}: ${words}` });

function checkSums(order: EvidenceOrder): readonly Violation[] {
  const total = sum(order.ledger.map(({ amountMinor }) => amountMinor));
  const keys = order.ledger.map(({ key }) => key);
  return [
    ...(total === 0 ? [] : [say('ledger_sums_to_zero', order, `its ledger sums to ${total}`)]),
    ...(new Set(keys).size === keys.length ? [] : [say('ledger_sums_to_zero', order, 'an entry of its ledger is there twice')]),
  ];
}

/** What is owed back is on its way: each refund under way is owed, and beyond those only what a failed refund left, of which the owner was told. */
function checkOwed({ messages, ownerEmail, isSettled }: Evidence, order: EvidenceOrder): readonly Violation[] {
  const owed = -balanceOf(order, 'refund_due');
  const underWay = sum(order.refunds.filter(({ state }) => state === 'pending').map(({ amountMinor }) => amountMinor));
  const failed = order.refunds.filter(({ state }) => state === 'failed');
  // What was paid at the place goes back there too, by hand.
  const atThePlace = Math.max(0, balanceOf(order, 'on_site'));
  const failedMinor = sum(failed.map(({ amountMinor }) => amountMinor));
  const untold = failed.filter(
    ({ id }) => !messages.some(({ key, template }) => template === 'owner_refund_failed' && key.endsWith(`/${id}`)),
  );
  return [
    ...(owed < underWay
      ? [say('owed_money_is_under_way', order, `${underWay} are on their way back, and only ${owed} are owed`)]
      : []),
    ...(owed > underWay + failedMinor + atThePlace
      ? [
          say(
            'owed_money_is_under_way',
            order,
            `${owed} are owed back, and only ${underWay} are on their way (${failedMinor} failed, ${atThePlace} paid at the place)`,
          ),
        ]
      : []),
    ...(isSettled && ownerEmail !== null
      ? untold.map(({ id }) => say('owed_money_is_under_way', order, `refund ${id} failed, and the owner was not told`))
      : []),
  ];
}

function checkOffered(order: EvidenceOrder): readonly Violation[] {
  const offered = -balanceOf(order, 'offered');
  const open = order.lateOffer?.state === 'open' ? order.lateOffer.amountMinor : 0;
  return offered === open
    ? []
    : [say('offered_money_has_an_offer', order, `${offered} wait for the customer's choice, and ${open} are offered to him`)];
}

function compareWithProvider(evidence: Evidence, order: EvidenceOrder): readonly Violation[] {
  const theirs = addUp(findAtProvider(evidence, order));
  const there = theirs.capturedMinor - theirs.returnedMinor - theirs.openDisputesMinor - theirs.lostDisputesMinor;
  const ours = balanceOf(order, 'provider');
  const disputed = balanceOf(order, 'disputed');
  return [
    ...(ours === there
      ? []
      : [say('ledger_agrees_with_provider', order, `the ledger says that the provider has ${ours}, its books say ${there}`)]),
    ...(disputed === theirs.openDisputesMinor
      ? []
      : [say('disputes_are_booked', order, `the ledger has ${disputed} disputed, the provider ${theirs.openDisputesMinor}`)]),
  ];
}
