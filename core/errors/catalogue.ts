/** What is known about one code: its HTTP status and the sentence that tells a person what to do next. */
type CatalogueEntry = { readonly status: number; readonly title: string; readonly advice: string };

/**
 * Every code that Holdfast answers with, in one place.
 *
 * `title` says what happened, `advice` what to do next; both are plain English and shown by clients
 * that have no text of their own for the code. Codes are stable: clients branch on them, never on texts.
 */
export const errorCatalogue = {
  // The time
  slot_taken: { status: 409, title: 'This time has just been taken.', advice: 'Choose one of the nearest free times.' },
  slot_not_offered: {
    status: 422,
    title: 'This time is not offered.',
    advice: 'Choose one of the times in the list of free times.',
  },
  slot_in_past: { status: 422, title: 'This time has already passed.', advice: 'Choose a later time.' },
  limit_reached: {
    status: 409,
    title: 'You have booked this as often as one person may.',
    advice: 'Choose a date in another week or month, give up a booking you have, or contact the business.',
  },
  hold_expired: {
    status: 409,
    title: 'Your time was released because the hold ended.',
    advice: 'Take the time again if it is still free, or choose another.',
  },
  party_too_large: {
    status: 422,
    title: 'The party is larger than this service can take.',
    advice: 'Book for fewer people, or contact the business.',
  },
  party_too_small: {
    status: 422,
    title: 'The party is smaller than this service needs.',
    advice: 'Book for more people, or choose another service.',
  },
  range_too_long: { status: 422, title: 'The range of dates is too long.', advice: 'Ask for a shorter range.' },
  invalid_range: {
    status: 422,
    title: 'The range of dates ends before it starts.',
    advice: 'Give a "to" that is later than "from".',
  },
  invalid_time_zone: {
    status: 422,
    title: 'This is not a known time zone.',
    advice: 'Give an IANA time zone such as Europe/Stockholm.',
  },
  resource_not_offered: {
    status: 422,
    title: 'This person or place does not offer the service.',
    advice: 'Choose one from the list, or leave the choice to us.',
  },
  duration_not_offered: {
    status: 422,
    title: 'The service is not offered in this length.',
    advice: 'Choose one of the durations in the list of services, or leave it out for the first.',
  },
  session_not_found: {
    status: 404,
    title: 'There is no such session.',
    advice: 'Take its id from the list of sessions.',
  },
  drop_in_not_offered: {
    status: 422,
    title: 'Single sessions of this course are not sold.',
    advice: 'Book the whole course, or another class.',
  },
  resource_conflict: {
    status: 409,
    title: 'The person or place is already occupied at that time.',
    advice: 'Free the time first, or choose another.',
  },
  // The price
  quote_changed: {
    status: 409,
    title: 'The price has changed since it was shown.',
    advice: 'Look at the new price and confirm again.',
  },
  code_invalid: { status: 422, title: 'This code cannot be used here.', advice: 'Check the spelling, or go on without a code.' },
  code_used_up: { status: 409, title: 'This code has been used up.', advice: 'Go on without the code.' },
  extra_not_offered: { status: 422, title: 'This extra does not belong to the service.', advice: 'Choose extras from the list.' },
  currency_mismatch: {
    status: 422,
    title: 'Amounts in different currencies cannot be added.',
    advice: 'Use one currency for everything in an order.',
  },
  invalid_amount: {
    status: 422,
    title: 'This amount is not a whole number of minor units.',
    advice: 'Give an integer in the currency’s smallest unit.',
  },
  unknown_currency: { status: 422, title: 'This currency is not known.', advice: 'Give an ISO 4217 code such as EUR.' },
  // States
  illegal_transition: {
    status: 409,
    title: 'This is not possible in the present state.',
    advice: 'Load the booking again to see where it stands.',
  },
  already_paid: { status: 409, title: 'This order is already paid.', advice: 'Load the booking to see its confirmation.' },
  not_cancellable: { status: 409, title: 'This booking can no longer be cancelled.', advice: 'Contact the business.' },
  not_reschedulable: { status: 409, title: 'This booking can no longer be moved.', advice: 'Contact the business.' },
  offer_ended: {
    status: 409,
    title: 'The offer to choose another time has ended.',
    advice: 'Your money is on its way back. Book again if you still want to come.',
  },
  customer_required: {
    status: 422,
    title: 'Name and e-mail are needed before the payment.',
    advice: 'Fill in your name and e-mail.',
  },
  // Payments
  payments_not_configured: {
    status: 503,
    title: 'Online payment is not set up for this business.',
    advice: 'Contact the business.',
  },
  payment_declined: { status: 402, title: 'The payment was declined.', advice: 'Try another card or payment method.' },
  payment_disputed: {
    status: 409,
    title: 'Your bank is looking into this payment.',
    advice: 'Nothing can be paid back until the bank has decided. Contact the business.',
  },
  not_payable_on_site: {
    status: 409,
    title: 'No booking of this order stands.',
    advice: 'Book the time first, then record the payment.',
  },
  refund_changed: {
    status: 409,
    title: 'Less is paid back now than was shown.',
    advice: 'Look at the amount and confirm again.',
  },
  refund_too_large: {
    status: 422,
    title: 'More cannot be paid back than the order still holds.',
    advice: 'Give at most the amount that is named.',
  },
  payment_in_progress: {
    status: 409,
    title: 'A payment for this order is being processed.',
    advice: 'Wait for its outcome, then load the booking again.',
  },
  amount_too_small: {
    status: 422,
    title: 'The amount is below the smallest that can be charged.',
    advice: 'Contact the business.',
  },
  provider_unavailable: {
    status: 503,
    title: 'A service we depend on cannot be reached.',
    advice: 'Try again in a moment; your time is kept meanwhile.',
  },
  provider_rejected: { status: 502, title: 'A service we depend on refused the request.', advice: 'Contact the business.' },
  calendars_not_configured: {
    status: 503,
    title: 'The booking service has no account for calendars.',
    advice: 'Ask whoever runs the service to set HOLDFAST_GOOGLE_KEY_FILE.',
  },
  // Finding and asking
  not_found: { status: 404, title: 'There is nothing here.', advice: 'Check the address or the id.' },
  service_not_found: { status: 404, title: 'This service does not exist.', advice: 'Load the list of services again.' },
  booking_not_found: { status: 404, title: 'This booking does not exist.', advice: 'Check the link in your confirmation mail.' },
  unauthorized: {
    status: 401,
    title: 'This needs a key or a link that proves who you are.',
    advice: 'Send an API key, or the manage token of the booking.',
  },
  forbidden: { status: 403, title: 'This key may not do that.', advice: 'Use a key that has the needed scope.' },
  origin_not_allowed: {
    status: 403,
    title: 'This website may not use this site id.',
    advice: 'Add the website’s address to the allowed origins of the site.',
  },
  invalid_request: { status: 422, title: 'Some fields are missing or wrong.', advice: 'Correct the fields that are named.' },
  invalid_json: { status: 400, title: 'The body is not valid JSON.', advice: 'Send a JSON object.' },
  unsupported_media_type: { status: 415, title: 'The body has a type that is not understood.', advice: 'Send application/json.' },
  body_too_large: { status: 413, title: 'The body is too large.', advice: 'Send less than 64 kB.' },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take that method.',
    advice: 'See /v1/openapi.json for what it takes.',
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'The first request with this key is still running.',
    advice: 'Wait a moment and send it again.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This key was already used for another request.',
    advice: 'Use a new Idempotency-Key for each new request.',
  },
  proof_required: {
    status: 428,
    title: 'Your browser has to solve a small puzzle first.',
    advice: 'Solve the challenge and send the request again with its proof.',
  },
  too_many_holds: {
    status: 429,
    title: 'You are holding too many times at once.',
    advice: 'Finish or give up one of your bookings, then try again.',
  },
  cart_too_large: {
    status: 422,
    title: 'These are too many bookings for one order.',
    advice: 'Book some of them in another order.',
  },
  rate_limited: { status: 429, title: 'Too many requests.', advice: 'Wait for the stated time, then try again.' },
  webhook_signature_invalid: {
    status: 400,
    title: 'The signature of this message is not valid.',
    advice: 'Check the webhook’s signing secret.',
  },
  signature_invalid: {
    status: 401,
    title: 'The signature of this request is not valid.',
    advice: 'Connect the website again in its settings; if it stays, update the plugin.',
  },
  site_not_connected: {
    status: 401,
    title: 'This website is not connected to the booking service.',
    advice: 'Connect it in the website’s settings.',
  },
  clock_skewed: {
    status: 401,
    title: 'The website’s clock differs too much from the service’s.',
    advice: 'Sign again with the time of the service, and set the server’s clock.',
  },
  site_moved: {
    status: 403,
    title: 'This website has another address than the one that was connected.',
    advice: 'If it is a copy, connect it on its own; if it has moved, connect it again.',
  },
  request_repeated: { status: 409, title: 'This request was received before.', advice: 'Send it again as a new request.' },
  grant_invalid: {
    status: 403,
    title: 'This connection link is not valid any more.',
    advice: 'Ask for a new link, or press Connect again.',
  },
  insecure_address: {
    status: 422,
    title: 'The address is not encrypted.',
    advice: 'Use an https:// address; http:// is accepted only on one’s own machine.',
  },
  confirmation_required: {
    status: 403,
    title: 'This change needs a code that has just been mailed to the business.',
    advice: 'Enter the code from the mail and save again.',
  },
  confirmation_invalid: {
    status: 422,
    title: 'This code is wrong or too old.',
    advice: 'Check the mail for the newest code, or save again to get a new one.',
  },
  confirmation_unavailable: {
    status: 409,
    title: 'This change needs a code by mail, and the business has no e-mail address.',
    advice: 'Set one where the booking service runs: holdfast tenant change TENANT --email ADDRESS. Then save again.',
  },
  payment_keys_missing: {
    status: 409,
    title: 'There are no keys for this kind of payment yet.',
    advice: 'Enter the keys of the payment account first.',
  },
  payment_keys_invalid: {
    status: 422,
    title: 'The payment provider does not accept these keys.',
    advice: 'Copy both keys again from the provider’s dashboard; they must belong together.',
  },
  service_unavailable: {
    status: 503,
    title: 'The booking service cannot be reached.',
    advice: 'Try again in a moment, or contact the business.',
  },
  https_required: { status: 403, title: 'This service answers only over HTTPS.', advice: 'Use an https:// address.' },
  catalog_invalid: { status: 422, title: 'The catalogue has mistakes.', advice: 'Correct the fields that are named.' },
  catalog_changed: {
    status: 412,
    title: 'This is no longer what you loaded: it was changed meanwhile.',
    advice: 'Load it again, make your change there, and save that.',
  },
  catalog_item_exists: {
    status: 412,
    title: 'There is already one with this id.',
    advice: 'Choose another id, or load the one that is there and change it.',
  },
  catalog_item_in_use: {
    status: 409,
    title: 'Something else still needs this.',
    advice: 'Take it out of what is named first, or retire that too.',
  },
  address_required: {
    status: 422,
    title: 'This takes place at your address.',
    advice: 'Say where: the postcode to see times, the whole address to book one.',
  },
  outside_area: {
    status: 422,
    title: 'We do not come to this postcode.',
    advice: 'Choose another address or another service, or contact the business.',
  },
  too_many_slots: { status: 422, title: 'The answer would be too large.', advice: 'Ask for a shorter range.' },
  busy_store: { status: 503, title: 'Too many people changed this at the same moment.', advice: 'Try again in a moment.' },
  internal_error: {
    status: 500,
    title: 'Something went wrong on our side.',
    advice: 'Try again; if it stays, contact the business.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** A stable code from the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** Whether a word is one of the catalogue's codes. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);
