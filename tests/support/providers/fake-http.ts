/** The HTTP side of fake providers: a server on loopback that can be told to misbehave. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Delivered, type FakeProvider, type ProviderMode, REFUSAL_WORDS } from './fake-provider.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface FakeAnswer {
  /** 200 where left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as it is, everything else as JSON. */
  readonly body: unknown;
}

export interface FakeHttpProvider extends FakeProvider {
  readonly received: readonly ReceivedRequest[];
}

/** How one provider differs from another. */
export interface ProviderManual {
  /** Whether the request carries a message; all others are answered well in every mode. */
  readonly carriesMessage: (request: ReceivedRequest) => boolean;
  /** The answer to any request while all is well; `deliver` is called for what reaches a person. */
  readonly well: (request: ReceivedRequest, deliver: (delivered: Delivered) => void) => FakeAnswer;
  /** HTTP 200 with an error in the body that no repetition mends. */
  readonly refusal: (words: string) => FakeAnswer;
  /** Too many messages. */
  readonly throttling: () => FakeAnswer;
  readonly secrets: () => readonly string[];
}

type Act = (request: ReceivedRequest, response: ServerResponse) => unknown;

const PORTAL_PAGE = '<html><head><title>登录</title></head><body>请先登录上网认证系统</body></html>';

/** On a free port of 127.0.0.1; whoever starts it closes it. */
export async function startFakeHttp(manual: ProviderManual): Promise<FakeHttpProvider> {
  const received: ReceivedRequest[] = [];
  const delivered: Delivered[] = [];
  let mode: ProviderMode = 'well';
  const server = createServer((incoming, response) => {
    void readRequest(incoming).then((request) => {
      received.push(request);
      acts[manual.carriesMessage(request) ? mode : 'well'](request, response);
    });
  });
  const well = (request: ReceivedRequest) => manual.well(request, (copy) => delivered.push(copy));

  const acts: Record<ProviderMode, Act> = {
    well: (request, response) => reply(response, well(request)),
    refusing: (_request, response) => reply(response, manual.refusal(REFUSAL_WORDS)),
    throttled: (_request, response) => reply(response, manual.throttling()),
    'too-many': (_request, response) =>
      reply(response, { status: 429, headers: { 'retry-after': '7' }, body: 'slow down' }),
    down: (_request, response) => reply(response, { status: 503, body: 'Service Unavailable' }),
    // What hangs has often done its work: the person gets the message and the sender never hears of it.
    hanging: (request) => well(request),
    garbage: (_request, response) => reply(response, { body: PORTAL_PAGE }),
    truncated: (request, response) => breakOff(response, well(request)),
    resetting: (_request, response) => response.socket?.resetAndDestroy(),
    echoing: (request, response) => reply(response, manual.refusal(everythingKnown(request, manual))),
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    delivered,
    secrets: manual.secrets,
    answer(next) {
      mode = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://fake');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function reply(response: ServerResponse, { status = 200, headers = {}, body }: FakeAnswer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

/** Promises the whole answer and ends after half of it. */
function breakOff(response: ServerResponse, { body }: FakeAnswer): void {
  const whole = Buffer.from(JSON.stringify(body));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.destroy());
}

function everythingKnown({ path, query, headers, body }: ReceivedRequest, manual: ProviderManual): string {
  const known = manual.secrets();
  const forms = [...known, ...known.map(encodeURIComponent)];
  return `${forms.join(' ')} http://fake${path}?${query} ${JSON.stringify(headers)} ${body}`;
}
