/** Hands signed JSON to another system and reads its answer. */
import * as z from 'zod';
import type { Hook } from '../../../contract/hook-settings.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { SendOutcome } from '../../../ports/channel.ts';
import type { AskProvider } from '../https.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { signedHeaders } from './signature.ts';

const answer = z.object({
  ok: z.boolean().optional(),
  reference: z.string().max(200).optional(),
  reason: z.string().optional(),
  after: z.number().int().positive().max(86_400).optional(),
});

export interface SignedPost {
  readonly hook: Pick<Hook, 'url' | 'secret' | 'headers'>;
  readonly key: string;
  readonly json: unknown;
  readonly now: Instant;
}

/**
 * 2xx with an empty body, with `OK`, or with JSON that does not say `"ok": false` is taken as received. `"ok": false`
 * and any 4xx is final, unless it says `"after": SECONDS`: then the system as a whole wants to be left alone so long.
 */
export async function postSigned(
  { hook, key, json, now }: SignedPost,
  ask: AskProvider,
  provider: Provider,
): Promise<SendOutcome> {
  const text = JSON.stringify(json);
  const reply = await ask({
    url: hook.url,
    headers: { ...hook.headers, 'idempotency-key': key, ...signedHeaders(text, now, hook.secret) },
    body: { text, type: 'application/json; charset=utf-8' },
    carriesMessage: true,
    plainText: true,
  });
  if (!reply.answered) return reply.notSent;
  const { status, body } = reply;
  if (typeof body === 'string' && /^\s*(ok)?\s*$/i.test(body)) return { outcome: 'sent', reference: null };
  const read = answer.safeParse(body);
  if (!read.success) {
    const reason = `${provider.name}的答复无法识别，是否送达不明。`;
    return { outcome: 'retry', reason, unsure: true };
  }
  const { ok = status < 300, reference = null, reason = '', after } = read.data;
  if (ok && status < 300) return { outcome: 'sent', reference };
  const code = String(status);
  if (after === undefined) return notAccepted(provider, code, reason, new Map());
  const pause = { outcome: 'retry', words: '请稍后再发', after, down: true } as const;
  return notAccepted(provider, code, reason, new Map([[code, pause]]));
}
