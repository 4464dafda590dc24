/** Waits until a look gives something, at most some seconds. */
export async function waitFor<Value>(look: () => Promise<Value | null | undefined | false>, seconds = 10): Promise<Value> {
  const until = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
