import { errorCatalogue, Fault } from '../../core/index.ts';
import { ConfigurationError } from '../config.ts';
import { MigrationError } from '../../adapters/postgres/migrate.ts';
import { EmbeddedPostgresError } from '../embedded-postgres/embedded-postgres-error.ts';
import { UsageError } from './usage-error.ts';

const usage = `holdfast – sell time inside the site you already have

  holdfast serve [--embedded]          run the service
  holdfast migrate                     bring the database's schema up to date
  holdfast tenant create NAME [--time-zone ZONE] [--email E] [--phone P] [--locale L] [--currency C]
                                       add a business; prints the link that connects its website
  holdfast tenant change TENANT [--name N] [--time-zone ZONE] [--email E] [--phone P] [--locale L] [--currency C]
  holdfast tenant list
  holdfast tenant link TENANT          print another link that connects a website
  holdfast tenant disconnect TENANT SITE
  holdfast tenant key TENANT [--name N] [--scopes bookings,admin]
  holdfast tenant site TENANT --origins https://example.com[,…]
  holdfast tenant stripe TENANT --publishable-key pk_… (secret key and webhook secret: environment variables, see --help)
  holdfast tenant payments TENANT [test|live|off]  which account takes payments; alone: sets up and shows what stands at Stripe
  holdfast tenant catalog TENANT [FILE.json]   print the catalogue, or replace it
  holdfast order show ID|REFERENCE     print an order with its payments and its ledger
  holdfast order refund ID AMOUNT      give money back, in major units such as 450.00
  holdfast order on-site ID AMOUNT     note what was paid at the place; negative: what was given back there
  holdfast order release BOOKING       release a time that is kept for a payment that nobody knows the end of
  holdfast explain TENANT SERVICE DATE|INSTANT [--time-zone ZONE] [--resource R] [--party-size N] [--minutes N | --days N | --drop-in] [--postcode P [--country C]]
                                       print why times are offered to visitors, or why not
  holdfast quote TENANT SERVICE [INSTANT] [--party-size N] [--person KIND=N]… [--minutes N | --days N | --drop-in] [--extra EXTRA=N]… [--resource R]
                 [--tip 10% | --tip AMOUNT] [--postcode P [--country C]] [SERVICE …] [--code C]… [--pay-all] [--at INSTANT] [--first-visit yes|no] [--explain]
                                       print what bookings of one order cost, and with --explain why; what follows a service is about it
  holdfast doctor                      check that everything it needs is there
  holdfast doctor payments [--tenant TENANT] [--days N]
                                       compare payments with the provider's list, repair what differs, and say what is left

The configuration is read from environment variables; docs/operations.md lists them.
`;

type Command = (args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<number>;

/** Only what is asked for is loaded: most commands need no server, and that takes time at every start. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).runServe,
  migrate: async () => (await import('./migrate.ts')).runMigrate,
  tenant: async () => (await import('./tenant.ts')).runTenant,
  order: async () => (await import('./order.ts')).runOrder,
  explain: async () => (await import('./explain.ts')).runExplain,
  quote: async () => (await import('./quote.ts')).runQuote,
  doctor: async () => (await import('./doctor.ts')).runDoctor,
};

/** Runs one command of the command line and answers its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return print(usage, 0);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) return complain(`There is no command "${name}".\n\n${usage}`, 2);
  try {
    const command = await load();
    return await command(rest, environment);
  } catch (error) {
    if (error instanceof UsageError || isParseError(error))
      return complain(`${error instanceof Error ? error.message : ''}\n\n${usage}`, 2);
    if (error instanceof ConfigurationError || error instanceof MigrationError || error instanceof EmbeddedPostgresError)
      return complain(error.message, 1);
    if (error instanceof Fault) return complain(`${errorCatalogue[error.code].title} (${error.message})`, 1);
    throw error;
  }
}

/** What node:util parseArgs throws for unknown or incomplete options. */
const isParseError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}
