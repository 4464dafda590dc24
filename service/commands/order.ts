import { errorCatalogue, formatMoney, isId, money, recordOnSite, refundByOwner, releaseByHand } from '../../core/index.ts';
import type { Order, Outcome, Refusal } from '../../core/index.ts';
import { readConfiguration, requireSecret } from '../config.ts';
import type { Configuration } from '../config.ts';
import { describeOrder } from './describe-order.ts';
import { parseAmount } from './parse-amount.ts';
import { UsageError } from './usage-error.ts';
import { withDirectory } from './with-directory.ts';
import type { Desk, MoneyPorts } from './with-directory.ts';

/** An order that was found, and the ports of its tenant. */
type Found = { readonly order: Order; readonly ports: MoneyPorts; readonly businessName: string };

type Action = (found: Found, rest: readonly string[], named: string) => Promise<Outcome<Order>>;

const actions: Readonly<Record<string, Action>> = {
  show: async ({ order }) => ({ ok: true, value: order }),
  refund: giveBack,
  'on-site': noteOnSite,
  release,
};

/** `holdfast order …`: shows an order as its books have it, and does with its money what its owner may. Exit code 1 when a rule says no. */
export async function runOrder(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name, named, ...rest] = args;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) throw new UsageError('order takes show, refund, on-site or release.');
  if (named === undefined)
    throw new UsageError('Give the id of an order or a booking, or the reference that its customer reads out.');
  const configuration = readConfiguration(environment);
  return withDirectory(configuration, async (desk) => {
    const found = await findOne(configuration, desk, named);
    const done = await action(found, rest, named);
    if (!done.ok) return complain(done.refusal, found.order.currency);
    const { ports, businessName } = found;
    process.stdout.write(describeOrder(done.value, await ports.catalog.loadCatalog(), businessName, ports.clock.now()));
    return 0;
  });
}

/** Finds the one order that is meant, in any tenant. */
async function findOne(configuration: Configuration, desk: Desk, named: string): Promise<Found> {
  const found = await desk.findOrders(named);
  const [only] = found;
  if (only === undefined) throw new UsageError(`There is no order "${named}".`);
  if (found.length > 1) {
    const choices = found.map(({ tenantId, orderId }) => `  ${orderId} of ${tenantId}`);
    throw new UsageError([`"${named}" is the reference of several orders; give the id of one:`, ...choices].join('\n'));
  }
  requireSecret(configuration);
  const ports = await desk.openMoney(only.tenantId);
  const [order, business] = await Promise.all([ports.bookings.loadOrder(only.orderId), desk.directory.loadTenant(only.tenantId)]);
  if (order === null) throw new UsageError(`There is no order "${named}".`);
  return { order, ports, businessName: `${business?.name ?? ''} (${only.tenantId})` };
}

async function giveBack({ order, ports }: Found, [amount]: readonly string[]): Promise<Outcome<Order>> {
  const amountMinor = parseAmount(amount, order.currency);
  if (amountMinor <= 0) throw new UsageError('Give an amount above zero.');
  return refundByOwner(ports, { orderId: order.id, amountMinor, refundId: ports.ids.next('ref') });
}

async function noteOnSite({ order, ports }: Found, [amount]: readonly string[]): Promise<Outcome<Order>> {
  const amountMinor = parseAmount(amount, order.currency);
  if (amountMinor === 0) throw new UsageError('Give an amount other than zero.');
  return recordOnSite(ports, { orderId: order.id, amountMinor, key: ports.ids.next('key') });
}

async function release({ ports }: Found, _rest: readonly string[], named: string): Promise<Outcome<Order>> {
  if (!isId('bkg', named)) throw new UsageError('Give the id of the booking whose time is to be released.');
  return releaseByHand(ports, named);
}

function complain({ code, details }: Refusal, currency: string): number {
  const { title, advice } = errorCatalogue[code];
  const { maximumMinor } = details;
  const most = typeof maximumMinor === 'number' ? ` The most is ${formatMoney(money(maximumMinor, currency), 'en')}.` : '';
  process.stderr.write(`${title} ${advice}${most} (${code})\n`);
  return 1;
}
