/** The words of a text, in small letters; a name such as `bkg_1` or an address is none. */
const listWords = (text: string): ReadonlySet<string> =>
  new Set((text.replaceAll(/\S*[_@/]\S*/g, ' ').match(/\p{L}{3,}/gu) ?? []).map((word) => word.toLowerCase()));

/** Words that two of our languages spell alike, so that they betray nothing. */
const alike = new Set(
  'moment ics tab javascript zone just bank hand code name land link mail online person min per plus dec december jan feb apr jun jul aug sep sept nov september november april august warm tag die den der des dem was war will man hat fall dann gift rest info format'.split(
    ' ',
  ),
);

/**
 * Finds what is English in a text that should be in another language: words that the same text has in English, too. `names` are the texts of the data, which stand in
 * both; words that are spelled alike in both languages count for nothing.
 */
export function findEnglish(english: string, other: string, names: readonly string[] = []): readonly string[] {
  const known = listWords(names.join(' '));
  const inEnglish = listWords(english);
  return [...listWords(other)].filter((word) => inEnglish.has(word) && !known.has(word) && !alike.has(word));
}
