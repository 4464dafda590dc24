import { isAway, problemOf, RequestError } from '../problem.ts';
import { sendRequest } from '../send-request.ts';
import type { RequestOptions, Transport } from '../send-request.ts';
import type { ActionKeys } from './action-keys.ts';
import { parseDetails } from './parse-details.ts';
import { readChallenge, solveChallenge } from './proof-of-work.ts';

/**
 * Sends a write under the idempotency key of its action and answers with the JSON object of its success.
 * A puzzle that the service asks for is solved on the way. The key is kept until the service has answered for good, so repeating it (by itself or because the visitor asks again) acts once.
 *
 * @throws RequestError with the problem, `network` and `timeout` included.
 */
export async function sendWrite(transport: Transport, keys: ActionKeys, request: RequestOptions): Promise<unknown> {
  const action = JSON.stringify([request.method, request.path, request.body]);
  try {
    const answer = await sendProving(transport, { ...request, key: keys.keyFor(action) });
    keys.settle(action);
    return answer;
  } catch (error) {
    const problem = problemOf(error);
    if (!isAway(problem) && problem.code !== 'idempotency_key_in_use') keys.settle(action);
    throw new RequestError(parseDetails(problem), error);
  }
}

/** How many puzzles are solved for one request: meanwhile another page of the same visitor may have made it harder. */
const mostPuzzles = 3;

/** Sends a request; when the service wants a proof of work first, the very same request goes out again with it. */
async function sendProving(transport: Transport, request: RequestOptions, puzzles = mostPuzzles): Promise<unknown> {
  try {
    return await sendRequest(transport, request);
  } catch (error) {
    const challenge = readChallenge(problemOf(error));
    if (challenge === null || puzzles === 0 || request.signal?.aborted) throw error;
    const proof = await solveChallenge(challenge, request.signal);
    return sendProving(transport, { ...request, proof }, puzzles - 1);
  }
}
