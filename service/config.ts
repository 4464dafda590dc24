import { z } from 'zod';

/** A mistake in the configuration, told in words that say what to set. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOLDFAST_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOLDFAST_HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().optional(),
  HOLDFAST_SECRET: z.string().min(32, 'must have at least 32 characters; make one with: openssl rand -base64 32').optional(),
  HOLDFAST_PUBLIC_URL: address.optional(),
  HOLDFAST_BOOKING_PAGE_URL: address.optional(),
  HOLDFAST_SMTP_URL: z.string().optional(),
  HOLDFAST_MAIL_FROM: z.email().default('bookings@localhost.localdomain'),
  HOLDFAST_MAIL_DIRECTORY: z.string().optional(),
  HOLDFAST_TRUSTED_PROXIES: z.string().optional(),
  HOLDFAST_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(16),
  HOLDFAST_SWEEP_SECONDS: z.coerce.number().int().min(1).max(3_600).default(60),
  HOLDFAST_VISITOR_READS: z.coerce.number().int().min(1).default(600),
  HOLDFAST_VISITOR_WRITES: z.coerce.number().int().min(1).default(60),
  HOLDFAST_VISITOR_HOLDS_FREE: z.coerce.number().int().min(0).default(3),
  HOLDFAST_VISITOR_HOLDS: z.coerce.number().int().min(1).default(10),
  HOLDFAST_VISITOR_CODES: z.coerce.number().int().min(1).default(10),
  HOLDFAST_STRANGER_LIMIT: z.coerce.number().int().min(1).default(300),
  HOLDFAST_ANSWER_MEGABYTES: z.coerce.number().int().min(0).max(10_000).default(32),
  HOLDFAST_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  HOLDFAST_PARENT_PID: z.coerce.number().int().min(2).optional(),
  /** Another place than Stripe's own: the sandbox. */
  STRIPE_API_BASE: address.optional(),
  STRIPE_SCRIPT_URL: z.url().optional(),
  /** The JSON key of the service account that owners share their calendars with. */
  HOLDFAST_GOOGLE_KEY_FILE: z.string().optional(),
  /** Another place than Google's own: the sandbox. */
  GOOGLE_API_BASE: address.optional(),
  NODE_ENV: z.string().optional(),
});

/** The service's configuration, from the environment. */
export type Configuration = Readonly<z.infer<typeof environmentSchema>>;

/** Reads the configuration from environment variables. Throws `ConfigurationError` that names each wrong variable. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  // An empty variable is an unset one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`The configuration is wrong:\n  ${lines.join('\n  ')}`);
  }
  for (const name of ['STRIPE_API_BASE', 'GOOGLE_API_BASE'] as const) {
    if (parsed.data.NODE_ENV === 'production' && parsed.data[name] !== undefined)
      throw new ConfigurationError(`${name} points to a sandbox and is not allowed with NODE_ENV=production. Unset it.`);
  }
  return parsed.data;
}

/** The secret, or a sentence that says how to make one. */
export function requireSecret({ HOLDFAST_SECRET: secret }: Configuration): string {
  if (secret === undefined)
    throw new ConfigurationError(
      'Set HOLDFAST_SECRET to a random text of at least 32 characters, and keep it: openssl rand -base64 32',
    );
  return secret;
}

/** The database, or a sentence that says how to give one. */
export function requireDatabaseUrl({ DATABASE_URL: url }: Configuration): string {
  if (url === undefined) {
    throw new ConfigurationError(
      'Set DATABASE_URL to a PostgreSQL database, or use --embedded to try Holdfast with one of its own.',
    );
  }
  return url;
}
