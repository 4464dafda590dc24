import { z } from 'zod';
import { moneySchema } from './common.ts';

const noticeShape = { minimumNoticeMinutes: z.int() };
const share = { refundPercent: z.number() };
const fee = { fee: moneySchema.meta({ description: 'So much of the price is kept, at most all; per booking' }) };

/** One of two, and no more, so that nobody believes in what is not read. */
const termsSchema = z.union([z.strictObject(share), z.strictObject(fee)], { error: 'needs either refundPercent or fee' });

const tierSchema = z.union([z.strictObject({ ...noticeShape, ...share }), z.strictObject({ ...noticeShape, ...fee })], {
  error: 'needs minimumNoticeMinutes and either refundPercent or fee',
});

const rescheduleTierSchema = z.union(
  [z.strictObject({ ...noticeShape, feePercent: z.number() }), z.strictObject({ ...noticeShape, ...fee })],
  { error: 'needs minimumNoticeMinutes and either feePercent or fee' },
);

/** What it costs to cancel, to stay away and to move, as an owner sends it and visitors read it. */
export const cancellationPolicySchema = z.object({
  tiers: z
    .array(tierSchema)
    .max(10)
    .meta({ description: 'The best whose notice is kept decides; below the last nothing is given back' }),
  noShow: termsSchema.optional().meta({ description: 'For who does not come; without it nothing is given back' }),
  reschedule: z.array(rescheduleTierSchema).max(10).optional().meta({
    description:
      'What moving costs the customer, and until when he may. Without it: free, as long as cancelling would cost nothing; empty: never',
  }),
  unpaidFee: z.literal('owed').optional().meta({
    description:
      'What a fee exceeds the paid part by is owed by the customer, and shown to the owner. Without it at most what was paid is kept',
  }),
});
