import http from 'node:http';

/** What a server answered; `body` is its JSON. */
export type LightAnswer = { readonly status: number; readonly body: ReturnType<typeof JSON.parse> };

/** What is sent. */
export type LightRequest = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

const agent = new http.Agent({ keepAlive: true });

/** Calls over connections that are kept, with as little work as it can be: whoever buys sits at a computer of his own. */
export function callLightly(url: string, { method, headers, body }: LightRequest): Promise<LightAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = http.request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}
