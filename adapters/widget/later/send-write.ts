import { isAway, problemOf, RequestError } from '../problem.ts';
import { sendRequest } from '../send-request.ts';
import type { RequestOptions, Transport } from '../send-request.ts';
import type { ActionKeys } from './action-keys.ts';
import { parseDetails } from './parse-details.ts';

/**
 * Sends a write under the idempotency key of its action and answers with the JSON object of its success.
 * The key is kept until the service has answered for good, so repeating it (by itself or because the visitor asks again) acts once.
 *
 * @throws RequestError with the problem, `network` and `timeout` included.
 */
export async function sendWrite(transport: Transport, keys: ActionKeys, request: RequestOptions): Promise<unknown> {
  const action = JSON.stringify([request.method, request.path, request.body]);
  try {
    const answer = await sendRequest(transport, { ...request, key: keys.keyFor(action) });
    keys.settle(action);
    return answer;
  } catch (error) {
    const problem = problemOf(error);
    if (!isAway(problem) && problem.code !== 'idempotency_key_in_use') keys.settle(action);
    throw new RequestError(parseDetails(problem), error);
  }
}
