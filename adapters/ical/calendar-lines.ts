import { formatInstant } from '../../core/index.ts';
import type { EpochMillis } from '../../core/index.ts';
import { cleanText } from './calendar-text.ts';

/** The most octets of a line, its line end left out (RFC 5545, 3.1). */
const MAXIMUM_OCTETS = 75;

/**
 * Writes a content line, folded where it is longer than 75 octets, never within a character.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.1
 */
export function foldLine(line: string): string {
  // No character takes more than three octets a code unit.
  if (line.length * 3 <= MAXIMUM_OCTETS) return `${line}\r\n`;

  return /^[\0-\x7f]*$/.test(line) ? foldAscii(line) : foldCharacters(line);
}

function foldAscii(line: string): string {
  let folded = line.slice(0, MAXIMUM_OCTETS);
  // The space that continues a line is an octet of it.
  for (let from = MAXIMUM_OCTETS; from < line.length; from += MAXIMUM_OCTETS - 1) {
    folded += `\r\n ${line.slice(from, from + MAXIMUM_OCTETS - 1)}`;
  }
  return `${folded}\r\n`;
}

function foldCharacters(line: string): string {
  let [folded, octets] = ['', 0];
  for (const character of line) {
    const size = countOctets(character.codePointAt(0) ?? 0);
    if (octets + size > MAXIMUM_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

const countOctets = (codePoint: number): number => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', ';': '\\;', ',': '\\,', '\n': '\\n' };

/** Writes a TEXT property: what people typed, made fit and escaped. Nothing for no text. */
export const writeText = (name: string, text: string | null): string =>
  text === null || text === '' ? '' : foldLine(`${name}:${isPlain(text) ? text : escapeText(text)}`);

/** Whether nothing in a text needs a second look, as in most of ten thousand. */

const isPlain = (text: string): boolean => !/[\0-\x1f\\;,\x7f-\x9f\u2028\u2029\ud800-\udfff]/.test(text);

const escapeText = (text: string): string => cleanText(text).replace(/[\\;,\n]/g, (character) => escapes[character] ?? character);

/** Writes an instant in UTC (`20270328T003000Z`). Seconds are the finest that iCalendar knows: what is finer is left out. */
export function formatStamp(at: EpochMillis): string {
  const text = formatInstant(Math.floor(at / 1000) * 1000);
  const part = (from: number, to: number): string => text.slice(from, to);
  return `${part(0, 4)}${part(5, 7)}${part(8, 13)}${part(14, 16)}${part(17, 20)}`;
}

/** Writes a property whose value is an instant. */
export const writeInstant = (name: string, at: EpochMillis): string => `${name}:${formatStamp(at)}\r\n`;
