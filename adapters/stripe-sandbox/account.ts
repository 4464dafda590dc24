import type { SandboxContext } from './sandbox-context.ts';

/** The id of an account of the sandbox, by its place among them. */
export const nameAccount = (index: number): string => `acct_1HoldfastSandbox${index === 0 ? '' : index + 1}`;

const ACCOUNT_CREATED_SECONDS = 1_767_225_600;

/** Answers `GET /v1/account`: a complete, enabled account, enough to check that a key works. */
export function buildAccount({ options }: SandboxContext): object {
  const id = nameAccount(options.accountIndex);
  const name = options.accountIndex === 0 ? 'Holdfast sandbox' : `Holdfast sandbox ${options.accountIndex + 1}`;
  return {
    id,
    object: 'account',
    business_profile: buildBusinessProfile(name),
    business_type: null,
    capabilities: { card_payments: 'active', ideal_payments: 'active', sepa_debit_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country: 'SE',
    created: ACCOUNT_CREATED_SECONDS,
    default_currency: 'eur',
    details_submitted: true,
    email: 'sandbox@example.com',
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    future_requirements: buildRequirements(),
    metadata: {},
    payouts_enabled: true,
    requirements: buildRequirements(),
    settings: buildSettings(name),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'standard',
  };
}

function buildBusinessProfile(name: string): object {
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return {
    annual_revenue: null,
    estimated_worker_count: null,
    mcc: null,
    minority_owned_business_designation: null,
    name,
    product_description: null,
    specified_commercial_transactions_act_url: null,
    support_address: address,
    support_email: null,
    support_phone: null,
    support_url: null,
    url: null,
  };
}

function buildRequirements(): object {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
}

function buildSettings(name: string): object {
  const prefixes = { statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null };
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: { decline_on: { avs_failure: false, cvc_failure: false }, statement_descriptor_prefix: null, ...prefixes },
    dashboard: { display_name: name, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
    payments: { statement_descriptor: null, statement_descriptor_kana: null, statement_descriptor_kanji: null, ...prefixes },
    payouts: { debit_negative_balances: true, schedule: { delay_days: 2, interval: 'daily' }, statement_descriptor: null },
    sepa_debit_payments: {},
  };
}
