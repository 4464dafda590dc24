/**
 * Who can meet a code at the widest: `visitor`, whoever books, and everybody else too; `owner`, who runs the business; `operator`, who runs the service or writes a
 * program that asks it. What visitors meet has words in every language.
 */
export type CodeReader = 'visitor' | 'owner' | 'operator';

/** What is known about one code: who can meet it, its HTTP status and the sentence that tells a person what to do next. */
type CatalogueEntry = { readonly reader: CodeReader; readonly status: number; readonly title: string; readonly advice: string };

/**
 * Every code that Holdfast answers with, in one place.
 *
 * `title` says what happened, `advice` what to do next; both are plain English and shown by clients
 * that have no text of their own for the code. Codes are stable: clients branch on them, never on texts.
 */
export const errorCatalogue = {
  // The time
  slot_taken: {
    reader: 'visitor',
    status: 409,
    title: 'This time has just been taken.',
    advice: 'Choose one of the nearest free times.',
  },
  slot_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'This time is not offered.',
    advice: 'Choose one of the times in the list of free times.',
  },
  slot_in_past: { reader: 'visitor', status: 422, title: 'This time has already passed.', advice: 'Choose a later time.' },
  limit_reached: {
    reader: 'visitor',
    status: 409,
    title: 'You have booked this as often as one person may.',
    advice: 'Choose a date in another week or month, give up a booking you have, or contact the business.',
  },
  hold_expired: {
    reader: 'visitor',
    status: 409,
    title: 'Your time was released because the hold ended.',
    advice: 'Take the time again if it is still free, or choose another.',
  },
  party_too_large: {
    reader: 'visitor',
    status: 422,
    title: 'The party is larger than this service can take.',
    advice: 'Book for fewer people, or contact the business.',
  },
  party_too_small: {
    reader: 'visitor',
    status: 422,
    title: 'The party is smaller than this service needs.',
    advice: 'Book for more people, or choose another service.',
  },
  range_too_long: {
    reader: 'visitor',
    status: 422,
    title: 'The range of dates is too long.',
    advice: 'Ask for a shorter range.',
  },
  invalid_range: {
    reader: 'visitor',
    status: 422,
    title: 'The range of dates ends before it starts.',
    advice: 'Choose a later end.',
  },
  invalid_time_zone: {
    reader: 'visitor',
    status: 422,
    title: 'This is not a known time zone.',
    advice: 'Choose one from the list, such as Europe/Stockholm.',
  },
  resource_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'This person or place does not offer the service.',
    advice: 'Choose one from the list, or leave the choice to us.',
  },
  duration_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'The service is not offered in this length.',
    advice: 'Choose one of the durations in the list of services.',
  },
  session_not_found: {
    reader: 'owner',
    status: 404,
    title: 'There is no such session.',
    advice: 'Take its id from the list of sessions.',
  },
  drop_in_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'Single sessions of this course are not sold.',
    advice: 'Book the whole course, or another class.',
  },
  resource_conflict: {
    reader: 'owner',
    status: 409,
    title: 'The person or place is already occupied at that time.',
    advice: 'Free the time first, or choose another.',
  },
  // The price
  quote_changed: {
    reader: 'visitor',
    status: 409,
    title: 'The price has changed since it was shown.',
    advice: 'Look at the new price and confirm again.',
  },
  person_type_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'So many people of each kind cannot be booked.',
    advice: 'Choose how many of each kind come; together they are the party.',
  },
  price_too_high: {
    reader: 'visitor',
    status: 422,
    title: 'This costs more than can be booked at once.',
    advice: 'Book less at once, or contact the business.',
  },
  tip_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'This tip cannot be given here.',
    advice: 'Choose one of the tips that are offered, or go on without.',
  },
  code_not_applicable: {
    reader: 'visitor',
    status: 422,
    title: 'This code does not count for what you chose.',
    advice: 'Look at what the code is for, or go on without it.',
  },
  code_invalid: {
    reader: 'visitor',
    status: 422,
    title: 'This code cannot be used here.',
    advice: 'Check the spelling, or go on without a code.',
  },
  code_used_up: { reader: 'visitor', status: 409, title: 'This code has been used up.', advice: 'Go on without the code.' },
  extra_sold_out: {
    reader: 'visitor',
    status: 409,
    title: 'Not so many of an extra are left for that time.',
    advice: 'Take as many as are left, go on without it, or choose one of the alternatives.',
  },
  extra_not_offered: {
    reader: 'visitor',
    status: 422,
    title: 'This extra does not belong to the service.',
    advice: 'Choose extras from the list.',
  },
  currency_mismatch: {
    reader: 'visitor',
    status: 422,
    title: 'Amounts in different currencies cannot be added.',
    advice: 'Book them in separate orders.',
  },
  invalid_amount: {
    reader: 'owner',
    status: 422,
    title: 'This amount is not a whole number of minor units.',
    advice: 'Give an integer in the currency’s smallest unit.',
  },
  unknown_currency: {
    reader: 'owner',
    status: 422,
    title: 'This currency is not known.',
    advice: 'Give an ISO 4217 code such as EUR.',
  },
  // States
  illegal_transition: {
    reader: 'visitor',
    status: 409,
    title: 'This is not possible in the present state.',
    advice: 'Look at the booking again to see where it stands.',
  },
  already_paid: {
    reader: 'visitor',
    status: 409,
    title: 'This order is already paid.',
    advice: 'Look at the booking to see its confirmation.',
  },
  not_cancellable: {
    reader: 'visitor',
    status: 409,
    title: 'This booking can no longer be cancelled.',
    advice: 'Contact the business.',
  },
  not_begun: {
    reader: 'owner',
    status: 409,
    title: 'This booking has not begun yet.',
    advice: 'Wait until it has begun, or cancel it.',
  },
  not_reschedulable: {
    reader: 'visitor',
    status: 409,
    title: 'This booking can no longer be moved.',
    advice: 'Contact the business.',
  },
  offer_ended: {
    reader: 'visitor',
    status: 409,
    title: 'The offer to choose another time has ended.',
    advice: 'Your money is on its way back. Book again if you still want to come.',
  },
  customer_required: {
    reader: 'visitor',
    status: 422,
    title: 'Name and e-mail are needed before the payment.',
    advice: 'Fill in your name and e-mail.',
  },
  // Payments
  payments_not_configured: {
    reader: 'visitor',
    status: 503,
    title: 'Online payment is not set up for this business.',
    advice: 'Contact the business.',
  },
  payment_declined: {
    reader: 'visitor',
    status: 402,
    title: 'The payment was declined.',
    advice: 'Try another card or payment method.',
  },
  payment_disputed: {
    reader: 'visitor',
    status: 409,
    title: 'Your bank is looking into this payment.',
    advice: 'Nothing can be paid back until the bank has decided. Contact the business.',
  },
  not_payable_on_site: {
    reader: 'owner',
    status: 409,
    title: 'No booking of this order stands.',
    advice: 'Book the time first, then record the payment.',
  },
  refund_changed: {
    reader: 'visitor',
    status: 409,
    title: 'Cancelling costs more now than was shown.',
    advice: 'Look at the amounts and confirm again.',
  },
  refund_too_large: {
    reader: 'owner',
    status: 422,
    title: 'More cannot be paid back than the order still holds.',
    advice: 'Give at most the amount that is named.',
  },
  payment_in_progress: {
    reader: 'visitor',
    status: 409,
    title: 'A payment for this order is being processed.',
    advice: 'Wait for its outcome, then look at the booking again.',
  },
  amount_too_small: {
    reader: 'visitor',
    status: 422,
    title: 'The amount is below the smallest that can be charged.',
    advice: 'Contact the business.',
  },
  provider_unavailable: {
    reader: 'visitor',
    status: 503,
    title: 'A service we depend on cannot be reached.',
    advice: 'Try again in a moment; your time is kept meanwhile.',
  },
  provider_rejected: {
    reader: 'visitor',
    status: 502,
    title: 'A service we depend on refused the request.',
    advice: 'Contact the business.',
  },
  calendars_not_configured: {
    reader: 'owner',
    status: 503,
    title: 'The booking service has no account for calendars.',
    advice: 'Ask whoever runs the service to set HOLDFAST_GOOGLE_KEY_FILE.',
  },
  // Finding and asking
  not_found: { reader: 'visitor', status: 404, title: 'There is nothing here.', advice: 'Check the address or the id.' },
  service_not_found: {
    reader: 'visitor',
    status: 404,
    title: 'This service does not exist.',
    advice: 'Look at the list of services again.',
  },
  booking_not_found: {
    reader: 'visitor',
    status: 404,
    title: 'This booking does not exist.',
    advice: 'Check the link in your confirmation mail.',
  },
  unauthorized: {
    reader: 'visitor',
    status: 401,
    title: 'This needs a key or a link that proves who you are.',
    advice: 'Use the link in your latest confirmation mail; programs send an API key.',
  },
  forbidden: {
    reader: 'operator',
    status: 403,
    title: 'This key may not do that.',
    advice: 'Use a key that has the needed scope.',
  },
  origin_not_allowed: {
    reader: 'visitor',
    status: 403,
    title: 'This website may not use this site id.',
    advice: 'Contact the business; it adds the website’s address to the allowed origins of the site.',
  },
  invalid_request: {
    reader: 'visitor',
    status: 422,
    title: 'Some fields are missing or wrong.',
    advice: 'Correct the fields that are named.',
  },
  invalid_json: { reader: 'operator', status: 400, title: 'The body is not valid JSON.', advice: 'Send a JSON object.' },
  unsupported_media_type: {
    reader: 'operator',
    status: 415,
    title: 'The body has a type that is not understood.',
    advice: 'Send application/json.',
  },
  body_too_large: {
    reader: 'visitor',
    status: 413,
    title: 'The body is too large.',
    advice: 'Send less: shorten what you typed.',
  },
  method_not_allowed: {
    reader: 'operator',
    status: 405,
    title: 'This address does not take that method.',
    advice: 'See /v1/openapi.json for what it takes.',
  },
  idempotency_key_in_use: {
    reader: 'visitor',
    status: 409,
    title: 'The first request with this key is still running.',
    advice: 'Wait a moment and send it again.',
  },
  idempotency_key_reused: {
    reader: 'visitor',
    status: 422,
    title: 'This key was already used for another request.',
    advice: 'Load the page again; programs use a new Idempotency-Key for each new request.',
  },
  proof_required: {
    reader: 'visitor',
    status: 428,
    title: 'Your browser has to solve a small puzzle first.',
    advice: 'Load the page again and wait a moment; programs solve the challenge and send its proof.',
  },
  too_many_codes: {
    reader: 'visitor',
    status: 429,
    title: 'Too many codes were tried that do not count.',
    advice: 'Go on without a code, or try again in ten minutes.',
  },
  too_many_holds: {
    reader: 'visitor',
    status: 429,
    title: 'You are holding too many times at once.',
    advice: 'Finish or give up one of your bookings, then try again.',
  },
  cart_too_large: {
    reader: 'visitor',
    status: 422,
    title: 'These are too many bookings for one order.',
    advice: 'Book some of them in another order.',
  },
  rate_limited: {
    reader: 'visitor',
    status: 429,
    title: 'Too many requests.',
    advice: 'Wait for the stated time, then try again.',
  },
  webhook_signature_invalid: {
    reader: 'operator',
    status: 400,
    title: 'The signature of this message is not valid.',
    advice: 'Check the webhook’s signing secret.',
  },
  signature_invalid: {
    reader: 'owner',
    status: 401,
    title: 'The signature of this request is not valid.',
    advice: 'Connect the website again in its settings; if it stays, update the plugin.',
  },
  site_not_connected: {
    reader: 'visitor',
    status: 401,
    title: 'This website is not connected to the booking service.',
    advice: 'Contact the business; it connects the website in its settings.',
  },
  clock_skewed: {
    reader: 'owner',
    status: 401,
    title: 'The website’s clock differs too much from the service’s.',
    advice: 'Sign again with the time of the service, and set the server’s clock.',
  },
  site_moved: {
    reader: 'owner',
    status: 403,
    title: 'This website has another address than the one that was connected.',
    advice: 'If it is a copy, connect it on its own; if it has moved, connect it again.',
  },
  request_repeated: {
    reader: 'owner',
    status: 409,
    title: 'This request was received before.',
    advice: 'Send it again as a new request.',
  },
  grant_invalid: {
    reader: 'owner',
    status: 403,
    title: 'This connection link is not valid any more.',
    advice: 'Ask for a new link, or press Connect again.',
  },
  insecure_address: {
    reader: 'owner',
    status: 422,
    title: 'The address is not encrypted.',
    advice: 'Use an https:// address; http:// is accepted only on one’s own machine.',
  },
  confirmation_required: {
    reader: 'owner',
    status: 403,
    title: 'This change needs a code that has just been mailed to the business.',
    advice: 'Enter the code from the mail and save again.',
  },
  confirmation_invalid: {
    reader: 'owner',
    status: 422,
    title: 'This code is wrong or too old.',
    advice: 'Check the mail for the newest code, or save again to get a new one.',
  },
  confirmation_unavailable: {
    reader: 'owner',
    status: 409,
    title: 'This change needs a code by mail, and the business has no e-mail address.',
    advice: 'Set one where the booking service runs: holdfast tenant change TENANT --email ADDRESS. Then save again.',
  },
  payment_keys_missing: {
    reader: 'owner',
    status: 409,
    title: 'There are no keys for this kind of payment yet.',
    advice: 'Enter the keys of the payment account first.',
  },
  payment_keys_invalid: {
    reader: 'owner',
    status: 422,
    title: 'The payment provider does not accept these keys.',
    advice: 'Copy both keys again from the provider’s dashboard; they must belong together.',
  },
  service_unavailable: {
    reader: 'visitor',
    status: 503,
    title: 'The booking service cannot be reached.',
    advice: 'Try again in a moment, or contact the business.',
  },
  https_required: {
    reader: 'visitor',
    status: 403,
    title: 'This service answers only over HTTPS.',
    advice: 'Use an https:// address.',
  },
  catalog_invalid: {
    reader: 'owner',
    status: 422,
    title: 'The catalogue has mistakes.',
    advice: 'Correct the fields that are named.',
  },
  catalog_changed: {
    reader: 'owner',
    status: 412,
    title: 'This is no longer what you loaded: it was changed meanwhile.',
    advice: 'Load it again, make your change there, and save that.',
  },
  catalog_item_exists: {
    reader: 'owner',
    status: 412,
    title: 'There is already one with this id.',
    advice: 'Choose another id, or load the one that is there and change it.',
  },
  catalog_item_in_use: {
    reader: 'owner',
    status: 409,
    title: 'Something else still needs this.',
    advice: 'Take it out of what is named first, or retire that too.',
  },
  too_many_feeds: {
    reader: 'owner',
    status: 409,
    title: 'There are as many calendar links as there may be.',
    advice: 'Revoke links that nobody uses any more.',
  },
  address_required: {
    reader: 'visitor',
    status: 422,
    title: 'This takes place at your address.',
    advice: 'Say where: the postcode to see times, the whole address to book one.',
  },
  outside_area: {
    reader: 'visitor',
    status: 422,
    title: 'We do not come to this postcode.',
    advice: 'Choose another address or another service, or contact the business.',
  },
  too_many_slots: { reader: 'visitor', status: 422, title: 'The answer would be too large.', advice: 'Ask for a shorter range.' },
  busy_store: {
    reader: 'visitor',
    status: 503,
    title: 'Too many people changed this at the same moment.',
    advice: 'Try again in a moment.',
  },
  internal_error: {
    reader: 'visitor',
    status: 500,
    title: 'Something went wrong on our side.',
    advice: 'Try again; if it stays, contact the business.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** A stable code from the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** A code that visitors can meet. */
export type VisitorCode = {
  [Code in ErrorCode]: (typeof errorCatalogue)[Code]['reader'] extends 'visitor' ? Code : never;
}[ErrorCode];

/** Whether a word is one of the catalogue's codes. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);
