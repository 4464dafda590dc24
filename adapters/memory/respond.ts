/**
 * Answers as a real store does: later, so that callers who race interleave. The work itself runs without a pause and is
 * therefore atomic; what it throws rejects the promise.
 */
export async function respond<Value>(work: () => Value): Promise<Value> {
  await Promise.resolve();
  return work();
}
