/** The one HTTPS client of channels: every way in which a provider fails to answer becomes an outcome in plain words. */
import type { SendOutcome } from '../../ports/channel.ts';
import { type Provider, providerWords } from './provider-words.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type NotSent = Exclude<SendOutcome, { readonly outcome: 'sent' }>;

export interface HttpsRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Posted as it is given; without it the request is a GET. */
  readonly body?: { readonly json: unknown } | { readonly text: string; readonly type: string };
  /** `false` for whatever goes before, such as asking for a token: then nobody can have got anything. */
  readonly carriesMessage: boolean;
  /** Tells the provider's own answers from JSON that something in between has given; any JSON where left out. */
  readonly isOwn?: (body: unknown) => boolean;
  /** For providers that answer `OK` in plain text: the body is then a text where it is not JSON. */
  readonly plainText?: true;
}

export type HttpsReply =
  /** HTTP 2xx, or 4xx with JSON in the body: the provider itself has spoken, and its code decides. */
  | { readonly answered: true; readonly status: number; readonly body: unknown }
  | { readonly answered: false; readonly notSent: NotSent };

export type AskProvider = (request: HttpsRequest) => Promise<HttpsReply>;

export interface HttpsOptions {
  readonly fetch?: Fetch;
  readonly timeoutMilliseconds?: number;
}

const TIMEOUT_MILLISECONDS = 10_000;
/** No provider says as much; what is longer is not read to its end. */
const MOST_BYTES = 256 * 1024;
/** Nothing has left this machine, or it reached nobody that may answer for the provider. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

/**
 * Asks the provider and waits at most `timeoutMilliseconds` (10 seconds) for the whole answer; never throws. Redirections
 * are not followed, because credentials would go along. What could not be delivered is said in Chinese, without addresses
 * and secrets; `unsure` only for requests that carry a message. HTTP as in RFC 9110 §15, `Retry-After` as in §10.2.3.
 */
export function httpsClient(provider: Provider, options: HttpsOptions = {}): AskProvider {
  const { fetch = globalThis.fetch, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = options;
  return async (request) => {
    try {
      const response = await fetch(request.url, {
        ...contentOf(request),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      return replyOf(response, await textOf(response), provider, request);
    } catch (fault) {
      return unanswered(faultSentence(fault, provider.name, timeoutMilliseconds), request);
    }
  };
}

function contentOf({ headers = {}, body }: HttpsRequest): RequestInit {
  if (!body) return { method: 'GET', headers };
  const isJson = 'json' in body;
  const type = isJson ? 'application/json; charset=utf-8' : body.type;
  return {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body: isJson ? JSON.stringify(body.json) : body.text,
  };
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function replyOf(response: Response, text: string, provider: Provider, request: HttpsRequest): HttpsReply {
  const { status } = response;
  if (status === 429) {
    return notSent({
      reason: `${provider.name}要求降低发送频率（HTTP 429）。`,
      down: true,
      ...afterOf(response),
    });
  }
  if (status >= 500 || status === 408) {
    const unsure = request.carriesMessage && (status === 502 || status === 504);
    const reason = `${provider.name}暂时不能受理（HTTP ${status}）。`;
    return notSent({ reason, down: true, ...(unsure ? { unsure } : {}), ...afterOf(response) });
  }
  if (status >= 300 && status < 400) {
    return notSent({
      reason: `${provider.name}的网址已变更或者被网络设备转接（HTTP ${status}）。`,
      down: true,
    });
  }
  const body = jsonOf(text);
  if (body !== undefined && (request.isOwn?.(body) ?? true)) return { answered: true, status, body };
  if (status >= 400) {
    const words = providerWords(text.replace(/<[^>]*>/g, ' '), provider);
    const said = words === '' ? `HTTP ${status}` : `HTTP ${status}：${words}`;
    return { answered: false, notSent: { outcome: 'failed', reason: `${provider.name}未接受（${said}）。` } };
  }
  if (request.plainText) return { answered: true, status, body: text };
  const doubt = request.carriesMessage ? '，是否送达不明' : '';
  return unanswered({ reason: `${provider.name}的答复无法识别${doubt}。`, isSent: true }, request);
}

function notSent(parts: Omit<Extract<NotSent, { readonly outcome: 'retry' }>, 'outcome'>): HttpsReply {
  return { answered: false, notSent: { outcome: 'retry', ...parts } };
}

/** Seconds, or a date that is compared with the provider's own; at most a day, because some send nonsense. */
function afterOf({ headers }: Response): { readonly after?: number } {
  const asked = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(asked)
    ? Number(asked)
    : Math.ceil((Date.parse(asked) - Date.parse(headers.get('date') ?? '')) / 1000);
  return seconds > 0 ? { after: Math.min(seconds, 86_400) } : {};
}

interface Fault {
  readonly reason: string;
  /** The request may have reached the provider. */
  readonly isSent: boolean;
}

function unanswered({ reason, isSent }: Fault, { carriesMessage }: HttpsRequest): HttpsReply {
  return notSent({ reason, down: true, ...(isSent && carriesMessage ? { unsure: true } : {}) });
}

/** Only codes are looked at: what a fault says may contain the address with its key. */
function faultSentence(fault: unknown, name: string, timeoutMilliseconds: number): Fault {
  if (fault instanceof Error && fault.name === 'TimeoutError') {
    return { reason: `${name}未答复（超过${timeoutMilliseconds / 1000}秒）。`, isSent: true };
  }
  const code = codeOf(fault);
  if (NOT_CONNECTED.test(code)) return { reason: `${name}无法连接（${code}）。`, isSent: false };
  return { reason: `与${name}的连接中断${code === '' ? '' : `（${code}）`}。`, isSent: true };
}

function codeOf(fault: unknown): string {
  const causes = [fault instanceof Error ? fault.cause : undefined, fault];
  const codes = causes.map((cause) =>
    typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '',
  );
  return codes.find((code) => /^[A-Z][A-Z0-9_]*$/.test(code)) ?? '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
