/** Another system that receives signed JSON, as docs/channels.md tells its makers to do. */
import { createHmac } from 'node:crypto';
import { type FakeAnswer, type FakeHttpProvider, startFakeHttp } from './fake-http.ts';
import { type FakeTime, fakeTime } from './pace-window.ts';

export const HOOK = {
  secret: 'fake-hook-secret-0123456789',
  token: 'fake-hook-token-Xy7',
  nobody: '0431-00000000',
};

/** Checks signature and age, drops what has an idempotency key it knows, and gives a number to each message. */
export function startFakeHook(time: FakeTime = fakeTime()): Promise<FakeHttpProvider> {
  const references = new Map<string, string>();
  const refusal = (reason: string, more: object = {}): FakeAnswer => ({
    body: { ok: false, reason, ...more },
  });
  return startFakeHttp({
    carriesMessage: () => true,
    secrets: () => [HOOK.secret, HOOK.token],
    refusal: (words) => refusal(words),
    throttling: () => refusal('busy', { after: 45 }),
    well: ({ headers, body }, deliver) => {
      const timestamp = String(headers['x-duban-timestamp']);
      const hex = createHmac('sha256', HOOK.secret).update(`${timestamp}.${body}`).digest('hex');
      if (headers['x-duban-signature'] !== `v1=${hex}`)
        return { status: 401, body: { ok: false, reason: 'sign' } };
      if (Math.abs(Number(timestamp) - time.now() / 1000) > 300) return refusal('too old');
      const sent = JSON.parse(body) as { phone?: string; text?: string; to: string; short?: string };
      if (sent.phone === HOOK.nobody.replace('-', ''))
        return { status: 404, body: { ok: false, reason: '空号' } };
      const key = String(headers['idempotency-key']);
      const known = references.get(key);
      if (known === undefined) deliver({ to: sent.phone ?? sent.to, text: sent.text ?? sent.short ?? '' });
      const reference = known ?? `r-${references.size + 1}`;
      references.set(key, reference);
      return { body: { ok: true, reference } };
    },
  });
}
