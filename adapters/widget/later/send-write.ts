import { isAway, RequestError } from '../problem.ts';
import { sendRequest } from '../send-request.ts';
import type { RequestOptions, Transport } from '../send-request.ts';
import type { ActionKeys } from './action-keys.ts';

/**
 * Sends a write under the idempotency key of its action and answers with its successful response.
 * The key is kept until the service has answered for good, so repeating it (by itself or because the visitor asks again) acts once.
 *
 * @throws RequestError with the problem, `network` and `timeout` included.
 */
export async function sendWrite(transport: Transport, keys: ActionKeys, request: RequestOptions): Promise<Response> {
  const action = JSON.stringify([request.method, request.path, request.body]);
  try {
    const response = await sendRequest(transport, { ...request, key: keys.keyFor(action) });
    keys.settle(action);
    return response;
  } catch (error) {
    const isOpen = !(error instanceof RequestError) || isAway(error.problem) || error.problem.code === 'idempotency_key_in_use';
    if (!isOpen) keys.settle(action);
    throw error;
  }
}
