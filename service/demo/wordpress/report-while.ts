const PAUSE_MILLIS = 5_000;

/** Says every few seconds how far some work is, so that nobody thinks it hangs. Answers what the work answers. */
export async function reportWhile<Value>(
  work: Promise<Value>,
  describe: (seconds: number) => string | Promise<string>,
  onProgress: (text: string) => void,
): Promise<Value> {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    void Promise.resolve(describe(Math.round((performance.now() - startedAt) / 1_000))).then(onProgress, () => undefined);
  }, PAUSE_MILLIS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
