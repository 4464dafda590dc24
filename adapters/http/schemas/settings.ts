import { z } from 'zod';
import { isCurrency, isLocale } from '../../../core/index.ts';
import { emailSchema, instantTextSchema, lineSchema, timeZoneSchema } from './common.ts';

const localeSchema = z
  .string()
  .refine(isLocale, { message: 'must be a language tag such as sv-SE' })
  .meta({ description: 'A BCP 47 language tag', example: 'sv-SE' });

const currencySchema = z
  .string()
  .refine(isCurrency, { message: 'must be an ISO 4217 currency such as SEK' })
  .meta({ description: 'An ISO 4217 currency', example: 'SEK' });

const phoneSchema = lineSchema(40).regex(/^[+0-9 ()./-]*$/, { message: 'must be a telephone number' });

/** Six digits, as people type them: perhaps with a space in the middle. */
export const confirmationSchema = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, { message: 'must be the six digits from the mail' }))
  .nullish()
  .transform((code) => code ?? null)
  .meta({ description: 'The code from the mail, when the change was refused with confirmation_required' });

/** A key as it was copied; what is empty was not given. */
const keySchema = z.string().trim().max(300);

export const businessBodySchema = z.object({
  name: lineSchema(120),
  timeZone: timeZoneSchema,
  locale: localeSchema,
  currency: currencySchema.nullable(),
  email: emailSchema.nullable(),
  phone: phoneSchema.nullable(),
  confirmation: confirmationSchema,
});

export const ownBusinessSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  currency: z.string().nullable().meta({ description: 'What new services are priced in; null until the owner has said it' }),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

export const businessAnswerSchema = z.object({ business: ownBusinessSchema });

const modeSchema = z.enum(['test', 'live']);

export const paymentKeysBodySchema = z.object({
  publishableKey: keySchema,
  secretKey: keySchema
    .nullish()
    .transform((key) => key || undefined)
    .meta({ description: 'A secret or restricted key; without it the stored one stays' }),
  webhookSecret: keySchema
    .nullish()
    .transform((key) => (key === '' ? undefined : key))
    .meta({
      description:
        'The signing secret of a webhook endpoint that you have made yourself; without it the stored one stays, null forgets it. Without any an endpoint is made for you',
    }),
  confirmation: confirmationSchema,
});

export const paymentModeBodySchema = z.object({ mode: modeSchema.nullable() });

const webhookSchema = z.object({
  state: z.enum(['created', 'kept', 'given', 'not_reachable', 'permission_missing', 'failed', 'waiting']).meta({
    description:
      'How the provider tells of payments: by an endpoint that we made (created by the last look, or kept) or that was given; or why not. Waiting: nobody has looked yet',
  }),
  url: z.string().nullable().meta({ description: 'Where its messages come in' }),
  apiVersion: z.string().nullable().meta({ description: 'The version of its API that they are written in' }),
  detail: z
    .string()
    .nullable()
    .meta({ description: 'The permission that is missing; or the provider’s words, null when it did not answer' }),
});

const domainSchema = z.object({
  domainName: z.string(),
  state: z
    .enum(['active', 'inactive', 'not_reachable', 'permission_missing', 'failed'])
    .meta({ description: 'Whether Apple Pay and Google Pay are shown on this domain’s pages, or why not' }),
  detail: z.string().nullable().meta({ description: 'The provider’s reason, or the permission that is missing' }),
});

const accountSchema = z.object({
  publishableKey: z.string(),
  secretKeyHint: z.string().meta({ example: 'sk_test_…1a2b' }),
  restricted: z.boolean(),
  hasWebhookSecret: z.boolean().meta({ description: 'Whether the provider’s messages can be known to be genuine' }),
  webhook: webhookSchema,
  domains: z.array(domainSchema).meta({ description: 'Domains whose pages show the payment form' }),
  accountName: z.string().nullable(),
  checkedAt: instantTextSchema.nullable().meta({ description: 'When the provider last accepted the keys' }),
});

export const paymentsAnswerSchema = z.object({
  mode: modeSchema.nullable().meta({ description: 'The account that takes payments; null for none' }),
  accounts: z.object({ test: accountSchema.nullable(), live: accountSchema.nullable() }),
  webhookPath: z.string().nullable().meta({ description: 'Where the provider sends its messages, below the public address' }),
  lastWebhookAt: instantTextSchema.nullable(),
  lastWebhookRefusedAt: instantTextSchema.nullable(),
});

const connectionSchema = z.object({
  siteId: z.string(),
  siteUrl: z.string().nullable(),
  keyId: z.string().nullable(),
  connectedAt: instantTextSchema,
  lastTickAt: instantTextSchema.nullable().meta({ description: 'When the website’s clock was last heard' }),
});

const calendarSchema = z.object({
  calendarId: z.string(),
  resourceIds: z.array(z.string()),
  state: z.enum(['ok', 'waiting', 'failing']),
  readAt: instantTextSchema.nullable(),
  errorCode: z.string().nullable(),
});

export const statusAnswerSchema = z.object({
  serviceTime: z.int().meta({ description: 'Milliseconds since 1970-01-01T00:00Z' }),
  connection: connectionSchema.nullable(),
  business: ownBusinessSchema,
  payments: z.object({
    mode: modeSchema.nullable(),
    ready: z.boolean(),
    lastWebhookAt: instantTextSchema.nullable(),
    lastWebhookRefusedAt: instantTextSchema.nullable(),
  }),
  calendars: z.object({
    serviceAccountEmail: z.string().nullable().meta({ description: 'The account that owners share their calendars with' }),
    list: z.array(calendarSchema),
  }),
  work: z.object({
    overdue: z.int(),
    attention: z.int().meta({ description: 'How much waits for the owner himself, see /admin/attention' }),
  }),
  findings: z.array(
    z.object({ level: z.enum(['ok', 'warning', 'error']), code: z.string(), title: z.string(), advice: z.string() }),
  ),
});
