import type Stripe from 'stripe';
import { refuseMissing, refuseParameter } from './api-fault.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { isOpenDispute, saveDispute, settleDispute } from './disputes.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { readFlag, readRecord, readText } from './read-parameters.ts';
import type { ApiCall, SandboxContext } from './sandbox-context.ts';

/** What decides a dispute of test mode at once, in `evidence[uncategorized_text]`. @see https://docs.stripe.com/testing#evidence */
const DECIDING: Readonly<Record<string, 'won' | 'lost'>> = { winning_evidence: 'won', losing_evidence: 'lost' };

/** Finds a dispute. @throws ApiFault 404 `resource_missing`. */
export function findDispute(context: SandboxContext, id: string): Stripe.Dispute {
  const dispute = context.state.disputes.get(id);
  if (dispute === undefined) throw refuseMissing('dispute', id);
  return dispute;
}

/**
 * `POST /v1/disputes/{id}`: keeps evidence, and hands it to the bank unless `submit` is false. `winning_evidence` and `losing_evidence`
 * decide the dispute at once, everything else leaves it under review; an inquiry is not lost that way.
 *
 * @throws ApiFault 400 when the dispute is decided already.
 */
export function updateDispute(context: SandboxContext, call: ApiCall): Stripe.Dispute {
  const { parameters, cause } = call;
  const dispute = findDispute(context, call.id);
  const given = readRecord(parameters, 'evidence');
  if (given !== undefined && !isOpenDispute(dispute)) throw refuseParameter('This dispute is already closed.', 'evidence');
  const metadata = mergeMetadata(dispute.metadata, parameters);
  const isSubmitted = given !== undefined && readFlag(parameters, 'submit') !== false;
  const evidence = { ...dispute.evidence, ...given };
  const next = saveDispute(context, { ...dispute, metadata, evidence, ...(isSubmitted ? buildSubmission(dispute) : {}) });
  context.emit('charge.dispute.updated', next, cause, { status: dispute.status });
  const outcome = isSubmitted ? chooseOutcome(dispute, given) : undefined;
  return outcome === undefined ? next : settleDispute(context, next, outcome, cause);
}

function chooseOutcome({ status }: Stripe.Dispute, given: CheckedRecord): 'won' | 'lost' | undefined {
  const outcome = DECIDING[readText(given, 'uncategorized_text') ?? ''];
  return outcome === 'lost' && status.startsWith('warning_') ? undefined : outcome;
}

function buildSubmission({
  status,
  evidence_details: details,
}: Stripe.Dispute): Pick<Stripe.Dispute, 'status' | 'evidence_details'> {
  return {
    status: status.startsWith('warning_') ? 'warning_under_review' : 'under_review',
    evidence_details: {
      ...details,
      has_evidence: true,
      submission_count: details.submission_count + 1,
      submission_method: 'manual',
    },
  };
}
