/** What programs of ours get of this environment beside what a test gives them: where programs are, and where Node keeps what it has compiled. */
export function baseEnvironment(): Readonly<Record<string, string>> {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? { PATH } : { PATH, NODE_COMPILE_CACHE };
}
