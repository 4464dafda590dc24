import fc from 'fast-check';

/** What people may type, and what programs may send in their name: characters that lines, escapes and folds could break at. */
export const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        ',',
        ';',
        '\\',
        '\\n',
        ':',
        '"',
        '😀',
        '🏳️‍🌈',
        'שלום',
        '\u202e',
        '\0',
        '\x7f',
        '\ud83d',
        ' ',
        '\t',
        'BEGIN:VEVENT',
        'a',
      ),
      { maxLength: 120 },
    )
    .map((parts) => parts.join('')),
  // Slides a four-octet character over the fold.
  fc.nat({ max: 160 }).map((length) => `${'a'.repeat(length)}😀é${'b'.repeat(80)}`),
);
/** What of a text belongs into a calendar. */
export const meantText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '');
