/** The lines of a calendar after unfolding, as RFC 5545 §3.1 defines them; throws when the raw text breaks the line rules. */
export function unfoldStrictly(text: string): readonly string[] {
  if (!text.endsWith('\r\n')) throw new Error('the last line has no CRLF');
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line break in ${JSON.stringify(line)}`);
    if (/(?!\t)\p{Cc}/u.test(line)) throw new Error(`a control character in ${JSON.stringify(line)}`);
    if (!line.isWellFormed()) throw new Error(`half a character in ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line, 'utf8') > 75) throw new Error(`more than 75 octets in ${JSON.stringify(line)}`);
  }
  return raw.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
}

/** Reads a TEXT value back as RFC 5545 §3.3.11 defines it; throws on an escape that does not exist or a character that needs one. */
export function unescapeStrictly(value: string): string {
  if (/^(?:[^\\;,]|\\[\\;,nN])*$/.test(value)) {
    return value.replace(/\\([\\;,nN])/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character));
  }
  throw new Error(`wrongly escaped: ${JSON.stringify(value)}`);
}

/** The raw value of the only line with this name, without parameters; throws when there is none or more than one. */
export function findValue(lines: readonly string[], name: string): string {
  const found = lines.filter((line) => line.startsWith(`${name}:`));
  const [line] = found;
  if (line === undefined || found.length > 1) throw new Error(`${found.length} lines ${name}`);
  return line.slice(name.length + 1);
}
