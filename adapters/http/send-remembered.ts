import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import type { RememberedAnswer } from './answer-memory.ts';
import { buildEntityTag } from './entity-version.ts';

/** Sends an answer, packed to whoever takes that; to whoever has it already, that it still stands. */
export async function sendRemembered(request: Request, response: Response, answer: RememberedAnswer): Promise<void> {
  const { etag } = answer;
  if (etag !== null) response.set('ETag', etag);
  // Express would send it all to whoever also says `no-cache`, as fetch does; but what is asked for is looked up just now.
  if (etag !== null && namesTag(request.get('if-none-match'), etag)) {
    response.vary('Accept-Encoding');
    return void response.status(304).end();
  }
  await sendBody(request, response, answer);
}

/** A body with its version, of which the strong validators of its two forms are made. */
export type VersionedBody = Sent & { readonly version: string };

/** Sends a body with a strong validator, packed to whoever takes that; the packed form has a tag of its own (RFC 9110, 8.8.3.3). */
export async function sendVersioned(request: Request, response: Response, answer: VersionedBody): Promise<void> {
  response.set('ETag', buildEntityTag(isPackedFor(request, answer.body) ? `${answer.version}-gzip` : answer.version));
  await sendBody(request, response, answer);
}

type Sent = Pick<RememberedAnswer, 'status' | 'contentType' | 'body'>;

async function sendBody(request: Request, response: Response, { status, contentType, body }: Sent): Promise<void> {
  response.vary('Accept-Encoding');
  const isPacked = isPackedFor(request, body);
  const sent = isPacked ? await pack(body) : body;
  if (isPacked) response.set('Content-Encoding', 'gzip');
  response.status(status).set({ 'Content-Type': contentType, 'Content-Length': String(sent.length) });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

const isPackedFor = (request: Request, body: Buffer): boolean =>
  body.length >= PACKED_FROM_BYTES && takesGzip(request.get('accept-encoding'));

const namesTag = (known: string | undefined, etag: string): boolean =>
  known !== undefined && known.split(',').some((tag) => tag.trim() === etag);

/** Less than this fits into the first packet as it is. */
const PACKED_FROM_BYTES = 1_000;

/** Whether a caller takes gzip (RFC 9110, 12.5.3); who names nothing, or only what is not offered, gets it as it is. */
export function takesGzip(accepted: string | undefined): boolean {
  if (accepted === undefined) return false;
  const weights = accepted.split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { name, isTaken: weight === undefined || Number(weight.slice(2)) > 0 };
  });
  const own = weights.find(({ name }) => name === 'gzip' || name === 'x-gzip') ?? weights.find(({ name }) => name === '*');
  return own?.isTaken === true;
}

const compress = promisify(gzip);
const packed = new WeakMap<Buffer, Promise<Buffer>>();

/** Packs a body, once however often it is sent. There is no secret in it that what callers send could be compared with. */
function pack(body: Buffer): Promise<Buffer> {
  const known = packed.get(body);
  if (known !== undefined) return known;
  const made = compress(body, { level: 5 });
  packed.set(body, made);
  made.catch(() => packed.delete(body));
  return made;
}
