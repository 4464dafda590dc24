import { z } from 'zod';
import { isCurrency, isLocale, isTimeZone } from '../../../core/index.ts';
import type { SiteProposal } from '../../../core/index.ts';
import { isPublicKey } from '../bridge-signature.ts';
import { emailSchema } from './common.ts';

const publicKeySchema = z
  .string()
  .refine(isPublicKey, { message: 'must be an Ed25519 public key, base64url of 32 bytes' })
  .meta({ example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' });

const addressSchema = z.string().max(500).meta({ example: 'https://salon.example' });
const proposedSchema = z.string().max(300).nullish();

/** What a site sends to be let in. */
export const connectBodySchema = z.object({
  grant: z.string().max(200).meta({ description: 'The grant hfc_… of a link or of the connect page; good once' }),
  siteUrl: addressSchema,
  publicKey: publicKeySchema,
  manageUrl: addressSchema,
  bookingPageUrl: addressSchema.nullish(),
  proposal: z
    .object({ timeZone: proposedSchema, locale: proposedSchema, currency: proposedSchema, email: proposedSchema })
    .meta({ description: 'Fills only what the business does not know of itself yet; what is no zone, language … is left out' }),
});

/** A site that was let in. */
export const connectAnswerSchema = z.object({
  siteId: z.string(),
  keyId: z.string(),
  serviceTime: z.int().meta({ description: 'Milliseconds since 1970' }),
  business: z.object({
    name: z.string(),
    timeZone: z.string(),
    locale: z.string(),
    currency: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
});

export const replaceKeyBodySchema = z.object({
  publicKey: publicKeySchema,
  proof: z.string().max(100).meta({
    description: 'Ed25519 signature (Base64) of the new key over `holdfast-key:{siteId}:{publicKey}`',
  }),
});

export const tickBodySchema = z.object({ manageUrl: addressSchema.optional(), bookingPageUrl: addressSchema.nullish() });

/** Whether everything was done; false when there was more than fits into one answer. */
export const doneAnswerSchema = z.object({ done: z.boolean() });

/** Keeps of a proposal what can be believed. A site that knows no zone or currency must not be kept out for it. */
export function readProposal({
  timeZone,
  locale,
  currency,
  email,
}: z.output<typeof connectBodySchema>['proposal']): SiteProposal {
  // WordPress writes sv_SE.
  const tag = locale?.replaceAll('_', '-');
  const code = currency?.toUpperCase();
  return {
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : null,
    locale: tag !== undefined && isLocale(tag) ? tag : null,
    currency: code !== undefined && isCurrency(code) ? code : null,
    email: emailSchema.safeParse(email).data ?? null,
  };
}
