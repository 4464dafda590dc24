/**
 * What a parameter takes. `clearable` may be sent empty to unset it; `free` is taken as it comes; `removed` was dropped from the
 * API version; `unsupported` exists at Stripe, but its effect is not simulated and it is refused in plain words.
 */
export type Parameter =
  | 'text'
  | 'clearable'
  | 'integer'
  | 'flag'
  | 'list'
  | 'clearable_list'
  | 'metadata'
  | 'free'
  | 'removed'
  | 'unsupported'
  | { readonly oneOf: readonly string[] }
  | { readonly items: ParameterTable }
  | { readonly fields: ParameterTable; readonly orInteger?: boolean; readonly orEmpty?: boolean };

/** Parameters of one endpoint (or of one nested record) by name. */
export interface ParameterTable {
  readonly [name: string]: Parameter;
}

const unsupported = (names: string): ParameterTable =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'unsupported' as const]));

const RANGE: Parameter = { fields: { gt: 'integer', gte: 'integer', lt: 'integer', lte: 'integer' }, orInteger: true };
const PAGE: ParameterTable = { limit: 'integer', starting_after: 'text', ending_before: 'text', expand: 'list' };
const CAPTURE_METHOD: Parameter = { oneOf: ['automatic', 'automatic_async', 'manual'] };
const FUTURE_USAGE: Parameter = { oneOf: ['off_session', 'on_session'] };
const REFUND_REASON: Parameter = { oneOf: ['duplicate', 'fraudulent', 'requested_by_customer'] };
const CANCELLATION_REASON: Parameter = { oneOf: ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] };

const ADDRESS: Parameter = {
  fields: {
    city: 'clearable',
    country: 'clearable',
    line1: 'clearable',
    line2: 'clearable',
    postal_code: 'clearable',
    state: 'clearable',
  },
};
const BILLING_DETAILS: Parameter = {
  fields: { address: ADDRESS, email: 'clearable', name: 'clearable', phone: 'clearable', tax_id: 'clearable' },
};
const SHIPPING: Parameter = {
  fields: { address: ADDRESS, carrier: 'clearable', name: 'text', phone: 'clearable', tracking_number: 'clearable' },
  orEmpty: true,
};
const CARD: Parameter = {
  fields: {
    number: 'text',
    exp_month: 'integer',
    exp_year: 'integer',
    cvc: 'text',
    networks: 'unsupported',
    token: 'unsupported',
  },
};
const METHOD_DATA: ParameterTable = {
  type: 'text',
  allow_redisplay: 'text',
  billing_details: BILLING_DETAILS,
  metadata: 'metadata',
  ideal: { fields: { bank: 'text' } },
  sepa_debit: { fields: { iban: 'text' } },
  card: CARD,
};

const MANDATE_DATA: Parameter = {
  fields: {
    customer_acceptance: {
      fields: {
        type: { oneOf: ['offline', 'online'] },
        accepted_at: 'integer',
        offline: 'free',
        online: { fields: { ip_address: 'text', user_agent: 'text' } },
      },
    },
  },
  orEmpty: true,
};

const CREATE_INTENT: ParameterTable = {
  amount: 'integer',
  currency: 'text',
  allowed_payment_method_types: 'list',
  automatic_payment_methods: { fields: { enabled: 'flag', allow_redirects: { oneOf: ['always', 'never'] } } },
  capture_method: CAPTURE_METHOD,
  confirm: 'flag',
  confirmation_method: { oneOf: ['automatic', 'manual'] },
  description: 'clearable',
  error_on_requires_action: 'flag',
  excluded_payment_method_types: 'clearable_list',
  expand: 'list',
  mandate_data: MANDATE_DATA,
  metadata: 'metadata',
  off_session: 'flag',
  payment_method: 'text',
  payment_method_data: { fields: METHOD_DATA },
  payment_method_types: 'removed',
  receipt_email: 'clearable',
  return_url: 'text',
  setup_future_usage: FUTURE_USAGE,
  shipping: SHIPPING,
  statement_descriptor: 'clearable',
  statement_descriptor_suffix: 'clearable',
  transfer_group: 'text',
  use_stripe_sdk: 'flag',
  ...unsupported(
    'amount_details application_fee_amount confirmation_token customer customer_account hooks mandate on_behalf_of ' +
      'payment_details payment_method_configuration payment_method_options radar_options transfer_data',
  ),
};

const UPDATE_INTENT: ParameterTable = {
  allowed_payment_method_types: 'list',
  amount: 'integer',
  capture_method: CAPTURE_METHOD,
  currency: 'text',
  description: 'clearable',
  excluded_payment_method_types: 'clearable_list',
  expand: 'list',
  metadata: 'metadata',
  payment_method: 'text',
  payment_method_data: { fields: METHOD_DATA },
  payment_method_types: 'removed',
  receipt_email: 'clearable',
  setup_future_usage: FUTURE_USAGE,
  shipping: SHIPPING,
  statement_descriptor: 'clearable',
  statement_descriptor_suffix: 'clearable',
  transfer_group: 'text',
  ...unsupported(
    'amount_details application_fee_amount customer customer_account hooks payment_details payment_method_configuration ' +
      'payment_method_options transfer_data',
  ),
};

const CONFIRM_INTENT: ParameterTable = {
  allowed_payment_method_types: 'list',
  capture_method: CAPTURE_METHOD,
  error_on_requires_action: 'flag',
  excluded_payment_method_types: 'clearable_list',
  expand: 'list',
  mandate_data: MANDATE_DATA,
  off_session: 'flag',
  payment_method: 'text',
  payment_method_data: { fields: METHOD_DATA },
  payment_method_types: 'removed',
  receipt_email: 'clearable',
  return_url: 'text',
  setup_future_usage: FUTURE_USAGE,
  shipping: SHIPPING,
  use_stripe_sdk: 'flag',
  ...unsupported(
    'amount_details amount_to_confirm confirmation_token hooks mandate payment_details payment_method_options radar_options',
  ),
};

const WEBHOOK_ENDPOINT: ParameterTable = {
  description: 'clearable',
  enabled_events: 'list',
  expand: 'list',
  metadata: 'metadata',
  url: 'text',
};

const CREATE_METHOD: ParameterTable = {
  ...METHOD_DATA,
  expand: 'list',
  ...unsupported(
    'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto cashapp ' +
      'crypto custom customer customer_balance eps fpx giropay grabpay interac_present kakao_pay klarna konbini kr_card link mb_way ' +
      'mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco payment_method paynow paypal paypay payto pix ' +
      'promptpay radar_options revolut_pay samsung_pay satispay scalapay sequra sofort sunbit swish twint upi ' +
      'us_bank_account wechat_pay zip',
  ),
};

const LINE_ITEM: ParameterTable = {
  price_data: {
    fields: {
      currency: 'text',
      product_data: { fields: { name: 'text', ...unsupported('description images metadata tax_code tax_details unit_label') } },
      unit_amount: 'integer',
      ...unsupported('product recurring tax_behavior unit_amount_decimal'),
    },
  },
  quantity: 'integer',
  ...unsupported('adjustable_quantity dynamic_tax_rates metadata price tax_rates'),
};

const CREATE_SESSION: ParameterTable = {
  adaptive_pricing: { fields: { enabled: 'flag' } },
  allowed_payment_method_types: 'list',
  cancel_url: 'text',
  client_reference_id: 'text',
  customer_email: 'text',
  excluded_payment_method_types: 'list',
  expand: 'list',
  expires_at: 'integer',
  line_items: { items: LINE_ITEM },
  locale: 'text',
  metadata: 'metadata',
  mode: { oneOf: ['payment', 'setup', 'subscription'] },
  payment_intent_data: {
    fields: {
      description: 'text',
      metadata: 'metadata',
      receipt_email: 'text',
      statement_descriptor: 'text',
      statement_descriptor_suffix: 'text',
      transfer_group: 'text',
      ...unsupported('application_fee_amount capture_method on_behalf_of setup_future_usage shipping transfer_data'),
    },
  },
  payment_method_types: 'removed',
  success_url: 'text',
  ui_mode: { oneOf: ['elements', 'embedded_page', 'form', 'hosted_page'] },
  ...unsupported(
    'after_expiration allow_promotion_codes automatic_tax billing_address_collection branding_settings consent_collection currency ' +
      'custom_fields custom_text customer customer_account customer_creation customer_update discounts integration_identifier ' +
      'invoice_creation managed_payments name_collection optional_items origin_context payment_method_collection ' +
      'payment_method_configuration payment_method_data payment_method_options permissions phone_number_collection ' +
      'redirect_on_completion return_url saved_payment_method_options setup_intent_data shipping_address_collection ' +
      'shipping_options submit_type subscription_data tax_id_collection wallet_options',
  ),
};

const clearable = (names: string): ParameterTable =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'clearable' as const]));

const EVIDENCE: ParameterTable = {
  ...clearable(
    'access_activity_log billing_address cancellation_policy_disclosure cancellation_rebuttal customer_email_address customer_name ' +
      'customer_purchase_ip duplicate_charge_explanation duplicate_charge_id product_description refund_policy_disclosure ' +
      'refund_refusal_explanation service_date shipping_address shipping_carrier shipping_date shipping_tracking_number uncategorized_text',
  ),
  ...unsupported(
    'appeal cancellation_policy customer_communication customer_signature duplicate_charge_documentation enhanced_evidence receipt ' +
      'refund_policy service_documentation shipping_documentation uncategorized_file',
  ),
};

const EXPAND_ONLY: ParameterTable = { expand: 'list' };

/** The parameters of every endpoint that the sandbox answers, by `METHOD path`; names as in API version 2026-10-28.endive. */
export const PARAMETER_TABLES = {
  'GET /v1/account': EXPAND_ONLY,
  'GET /v1/charges': { ...PAGE, created: RANGE, payment_intent: 'text', transfer_group: 'text', customer: 'unsupported' },
  'GET /v1/charges/{id}': EXPAND_ONLY,
  'GET /v1/checkout/sessions': {
    ...PAGE,
    created: RANGE,
    payment_intent: 'text',
    status: { oneOf: ['complete', 'expired', 'open'] },
    ...unsupported('customer customer_account customer_details payment_link subscription'),
  },
  'POST /v1/checkout/sessions': CREATE_SESSION,
  'GET /v1/checkout/sessions/{id}': EXPAND_ONLY,
  'POST /v1/checkout/sessions/{id}/expire': EXPAND_ONLY,
  'GET /v1/disputes': { ...PAGE, created: RANGE, charge: 'text', payment_intent: 'text' },
  'GET /v1/disputes/{id}': EXPAND_ONLY,
  'POST /v1/disputes/{id}': {
    ...EXPAND_ONLY,
    evidence: { fields: EVIDENCE },
    metadata: 'metadata',
    submit: 'flag',
    ...unsupported('intended_submission_method'),
  },
  'GET /v1/events': { ...PAGE, created: RANGE, type: 'text', types: 'list', delivery_success: 'flag' },
  'GET /v1/events/{id}': EXPAND_ONLY,
  'GET /v1/payment_intents': { ...PAGE, created: RANGE, customer: 'unsupported', customer_account: 'unsupported' },
  'POST /v1/payment_intents': CREATE_INTENT,
  'GET /v1/payment_intents/{id}': { ...EXPAND_ONLY, client_secret: 'text' },
  'POST /v1/payment_intents/{id}': UPDATE_INTENT,
  'POST /v1/payment_intents/{id}/cancel': { ...EXPAND_ONLY, cancellation_reason: CANCELLATION_REASON },
  'POST /v1/payment_intents/{id}/capture': {
    amount_to_capture: 'integer',
    expand: 'list',
    final_capture: 'flag',
    metadata: 'metadata',
    statement_descriptor: 'text',
    statement_descriptor_suffix: 'text',
    ...unsupported('amount_details application_fee_amount hooks payment_details transfer_data'),
  },
  'POST /v1/payment_intents/{id}/confirm': CONFIRM_INTENT,
  'GET /v1/payment_method_domains': { ...PAGE, domain_name: 'text', enabled: 'flag' },
  'POST /v1/payment_method_domains': { ...EXPAND_ONLY, domain_name: 'text', enabled: 'flag' },
  'GET /v1/payment_method_domains/{id}': EXPAND_ONLY,
  'POST /v1/payment_method_domains/{id}': { ...EXPAND_ONLY, enabled: 'flag' },
  'POST /v1/payment_method_domains/{id}/validate': EXPAND_ONLY,
  'POST /v1/payment_methods': CREATE_METHOD,
  'GET /v1/payment_methods/{id}': EXPAND_ONLY,
  'GET /v1/refunds': { ...PAGE, created: RANGE, charge: 'text', payment_intent: 'text' },
  'POST /v1/refunds': {
    amount: 'integer',
    charge: 'text',
    expand: 'list',
    metadata: 'metadata',
    payment_intent: 'text',
    reason: REFUND_REASON,
    ...unsupported('currency customer instructions_email origin refund_application_fee reverse_transfer'),
  },
  'GET /v1/refunds/{id}': EXPAND_ONLY,
  'POST /v1/refunds/{id}': { ...EXPAND_ONLY, metadata: 'metadata' },
  'GET /v1/webhook_endpoints': PAGE,
  'POST /v1/webhook_endpoints': { ...WEBHOOK_ENDPOINT, api_version: 'text', connect: 'unsupported' },
  'GET /v1/webhook_endpoints/{id}': EXPAND_ONLY,
  'POST /v1/webhook_endpoints/{id}': { ...WEBHOOK_ENDPOINT, disabled: 'flag' },
  'DELETE /v1/webhook_endpoints/{id}': {},
} as const satisfies Readonly<Record<string, ParameterTable>>;

/** The name of an endpoint, as `METHOD path`. */
export type EndpointName = keyof typeof PARAMETER_TABLES;
