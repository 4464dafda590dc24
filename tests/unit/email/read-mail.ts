/** One part of a mail as a mail program sees it. */
export type MailPart = {
  /** By lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  /** All header names in order, so that a doubled or smuggled one is seen. */
  readonly names: readonly string[];
  readonly type: string;
  readonly body: string;
  readonly parts: readonly MailPart[];
};

/** Reads a mail by the rules of RFC 5322 and RFC 2045–2047, independently of the library that wrote it. */
export function readMail(raw: string): MailPart {
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('no empty line after the headers');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    if (colon < 1 || /[\r\n]/.test(line)) throw new Error(`not a header: ${JSON.stringify(line)}`);
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())] as const;
  });
  const byName = new Map(headers);
  const type = byName.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  const content = raw.slice(end + 4);
  const parts = boundary === undefined ? [] : splitParts(content, boundary).map(readMail);
  return {
    headers: byName,
    names: headers.map(([name]) => name),
    type,
    body: boundary === undefined ? decodeBody(content, byName) : '',
    parts,
  };
}

function splitParts(content: string, boundary: string): readonly string[] {
  const pieces = `\r\n${content}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith('--')) throw new Error('the last boundary is missing');
  return pieces.slice(1, -1).map((piece) => piece.replace(/^\r\n/, ''));
}

function decodeBody(content: string, headers: ReadonlyMap<string, string>): string {
  switch (headers.get('content-transfer-encoding')) {
    case 'base64':
      return Buffer.from(content, 'base64').toString('utf8');
    case 'quoted-printable':
      return decodeQuoted(content.replace(/=\r\n/g, ''));
    default:
      return content;
  }
}

const decodeQuoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8') : decodeQuoted(word.replaceAll('_', ' ')),
    );
