import { accept, DAY, differenceWords, listAttention, OWNER_PATIENCE, reconcilePayments } from '../../../core/index.ts';
import type { Difference, Order, Ports } from '../../../core/index.ts';
import { presentAttention } from '../present/present-attention.ts';
import { defineRoute } from '../route.ts';
import { attentionAnswerSchema, reconcileBodySchema, reconciledAnswerSchema } from '../schemas/money.ts';

const isOwner = { kind: 'owner' } as const;

/** The most orders that are looked through for the owner's queue. */
const MAXIMUM_ORDERS = 100;

type QueuePorts = Pick<Ports, 'bookings' | 'clock'>;

const listOrders = ({ bookings, clock }: QueuePorts): Promise<readonly Order[]> =>
  bookings.listOrdersToLookAt(clock.now() - OWNER_PATIENCE, MAXIMUM_ORDERS);

/** Counts what waits in the owner's queue. */
export async function countAttention(ports: QueuePorts): Promise<number> {
  const orders = await listOrders(ports);
  return orders.reduce((sum, order) => sum + listAttention(order, ports.clock.now() - OWNER_PATIENCE).length, 0);
}

/** Lists what the owner should know of or decide. */
export const attentionRoute = defineRoute({
  method: 'get',
  path: '/admin/attention',
  summary:
    'What needs the owner: late money, refunds that failed, disputes, times that are stuck; each with what to do. The newest order first',
  access: isOwner,
  query: null,
  body: null,
  status: 200,
  answer: attentionAnswerSchema,
  refusals: [],
  handle: async ({ ports }) => {
    const [orders, catalog] = await Promise.all([listOrders(ports), ports.catalog.loadCatalog()]);
    return accept({ items: orders.flatMap((order) => presentAttention(catalog, order, ports.clock.now())) });
  },
});

/** Compares our books with the provider's. */
export const reconcileRoute = defineRoute({
  method: 'post',
  path: '/admin/reconcile',
  summary:
    'Compare the payments of the last days with the provider’s own list; what differs is repaired where that can be done, and told',
  access: isOwner,
  query: null,
  body: reconcileBodySchema,
  status: 200,
  answer: reconciledAnswerSchema,
  refusals: [],
  handle: async ({ ports, body }) => {
    const now = ports.clock.now();
    const { compared, differences, silent } = await reconcilePayments(ports, {
      createdFrom: now - body.days * DAY,
      createdUntil: now + DAY,
    });
    return accept({ compared, differences: differences.map(presentDifference), silent });
  },
});

const presentDifference = (difference: Difference) => {
  const { title, done, advice } = differenceWords[difference.kind];
  return { ...difference, title, advice: difference.repaired ? done : advice };
};
