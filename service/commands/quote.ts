import { errorCatalogue, explainPrice } from '../../core/index.ts';
import type { Refusal } from '../../core/index.ts';
import { readConfiguration } from '../config.ts';
import { readPriceQuestion, readQuoteArguments } from './read-quote-arguments.ts';
import { requireTenant } from './require-tenant.ts';
import { withDirectory } from './with-directory.ts';
import { writeQuote } from './write-quote.ts';

/** `holdfast quote`: prints what bookings cost, and with `--explain` why. Exit code 1 when a visitor would be refused. */
export async function runQuote(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const typed = readQuoteArguments(args);
  const isExplained = typed.said.some(([name]) => name === 'explain');
  return withDirectory(readConfiguration(environment), async (desk) => {
    const ports = await desk.openMoney(await requireTenant(desk.directory, typed.tenant));
    const explained = await explainPrice(ports, readPriceQuestion(typed, await ports.catalog.loadCatalog()));
    if (!explained.ok) return complain(explained.refusal);
    const { refused } = explained.value;
    if (refused !== null && !isExplained) return complain(refused);
    process.stdout.write(writeQuote(explained.value, isExplained));
    return refused === null ? 0 : complain(refused);
  });
}

function complain({ code, details: { item } }: Refusal): number {
  const { title, advice } = errorCatalogue[code];
  const which = typeof item === 'number' ? ` (service ${item + 1})` : '';
  process.stderr.write(`${title} ${advice} (${code})${which}\n`);
  return 1;
}
