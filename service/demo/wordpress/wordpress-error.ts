/** Why there is no WordPress, in words for the person at the terminal, with what to do about it. */
export class WordPressError extends Error {
  override readonly name = 'WordPressError';
}
