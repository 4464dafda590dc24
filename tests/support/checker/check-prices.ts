import type { Evidence, EvidenceOrder, EvidencePrice, Violation } from './evidence.ts';
import { sum } from './money-facts.ts';

/** Checks that every price adds up: its lines, what is sold for it, what is due when, and the seats that its codes count. */
export const checkPrices = (evidence: Evidence): readonly Violation[] =>
  evidence.orders.flatMap((order) => (order.price === undefined ? [] : checkPrice(evidence, order, order.price)));

function checkPrice({ sold }: Evidence, order: EvidenceOrder, price: EvidencePrice): readonly Violation[] {
  const { totalMinor, laterMinor, linesMinor, codes, people } = price;
  const wrong = (isWrong: boolean, words: string): readonly Violation[] =>
    isWrong ? [{ rule: 'prices_add_up', about: order.id, words: `${order.id}: ${words}` }] : [];
  const soldMinor = sum(order.lines.map(({ netMinor }) => netMinor));
  return [
    ...wrong(sum(linesMinor) !== totalMinor, `its lines sum to ${sum(linesMinor)}, and it costs ${totalMinor}`),
    ...wrong(soldMinor !== totalMinor, `what is sold costs ${soldMinor}, and its price is ${totalMinor}`),
    ...wrong(
      order.dueMinor + laterMinor !== totalMinor || order.dueMinor < 0 || laterMinor < 0,
      `${order.dueMinor} is due now and ${laterMinor} later, of ${totalMinor}`,
    ),
    ...(sold?.seatCodes ?? []).flatMap(({ code, serviceId }) => {
      const seats = sum(people.flatMap((item) => (item.serviceId === serviceId ? item.partySize : [])));
      const uses = sum(codes.flatMap((used) => (used.code === code ? used.uses : [])));
      return wrong(uses > 0 && uses !== seats, `${code} counts ${uses} uses for ${seats} seats`);
    }),
  ];
}
