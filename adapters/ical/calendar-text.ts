/**
 * Makes what people typed fit for an iCalendar TEXT value: control characters (which RFC 5545 forbids) and broken surrogates go,
 * every kind of line break becomes a newline. Escaping is left to the writer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

/**
 * Makes a person's name fit for a quoted parameter value (CN="…"): one line, without double quotes and backslashes.
 *
 * A parameter value knows no backslash escape, and few calendars read the caret escape of RFC 6868, so the two characters are replaced.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.2
 */
export const cleanParameter = (text: string): string =>
  cleanText(text).replace(/\s+/g, ' ').replaceAll('"', '’').replaceAll('\\', '/').trim();

/**
 * Makes an e-mail address fit for a mailto URI: characters that a URI or an iCalendar line would read otherwise are percent-encoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6068#section-2
 */
export const encodeMailAddress = (email: string): string =>
  email.toWellFormed().replace(/[^\p{L}\p{N}.!#$'*+/=?^_`{|}~@-]|[#?/^`{|}]/gu, (character) => encodeURIComponent(character));
