/** What people and providers reach without an account; every way in has a proof of its own. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { KEYS } from '../../shared/app/district.ts';
import type { Engine } from '../../shared/app/engine.ts';
import type { WebOptions } from '../options.ts';
import { calendarAnswer } from './calendars.ts';
import { takeCallback } from './callbacks.ts';
import { linkPage, useLink } from './links.ts';
import { PLAIN_STYLE } from './plain-page.ts';

/** More than any provider reports at once, and far more than a form of three buttons. */
const MOST_BYTES = 64 * 1024;

/** The three ways in: what providers report, one-time links, calendars. Where nothing is set up, none of them is there. */
export function publicRoutes(engine: Engine, options: WebOptions): Hono {
  const app = new Hono();
  const { outside } = options;
  if (!outside) return app;
  const nothing = (c: Context) => c.text('没有这个页面。', 404, PRIVATE);
  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.text('提交的内容过长。', 413, PRIVATE) });
  app.use('/callbacks/*', limit);
  app.use('/links/*', limit);

  app.post('/callbacks/:channel/:district?', async (c) => {
    const reader = outside.callbacks.get(c.req.param('channel'));
    const district = c.req.param('district') ?? outside.district;
    if (!reader || district === undefined) return nothing(c);
    const request = {
      body: await c.req.text(),
      headers: new Map([...c.req.raw.headers].map(([name, value]) => [name.toLowerCase(), value])),
      query: new Map(new URL(c.req.url).searchParams),
      at: options.now(),
    };
    const contents = reader(request);
    if (contents === null) return c.text('无法验证来源。', 403, PRIVATE);
    // Known only to whoever has proven himself: the provider tells nothing again that no district waits for.
    if (!(await engine.store.get(KEYS.settings(district)))) return nothing(c);
    const channel = c.req.param('channel');
    await takeCallback(engine, { channel, district, contents }, options.now());
    const { type, body } = contents.answer ?? { type: 'text/plain; charset=utf-8', body: 'ok' };
    return c.body(body, 200, { ...PRIVATE, 'content-type': type });
  });

  app.get('/links/plain.css', (c) =>
    c.body(PLAIN_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' }),
  );
  app.get('/links/:token', async (c) => {
    const { status, page } = await linkPage(
      engine,
      c.req.param('token'),
      outside.signers.links,
      options.now(),
    );
    return c.html(page, status, PRIVATE);
  });
  app.post('/links/:token', async (c) => {
    const body = await c.req.parseBody().catch(() => ({}));
    const answer = 'answer' in body && typeof body.answer === 'string' ? body.answer : '';
    const token = c.req.param('token');
    const { status, page } = await useLink(engine, { token, answer }, outside.signers.links, options.now());
    return c.html(page, status, PRIVATE);
  });

  app.get('/calendars/:file{.+\\.ics}', async (c) => {
    const token = c.req.param('file').slice(0, -'.ics'.length);
    const found = await calendarAnswer(engine, token, outside, options.now());
    if (found === null) return nothing(c);
    const headers = { ...FEED, etag: found.etag };
    if (sameAsKnown(c.req.header('if-none-match'), found.etag)) return c.body(null, 304, headers);
    return c.body(found.text, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
  });
  for (const room of ['callbacks', 'links', 'calendars']) app.all(`/${room}/:rest{.+}`, nothing);
  return app;
}

/** The address itself is the secret: it goes to no other site, into no index and into nobody's cache. */
const SECRET_ADDRESS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' } as const;
const PRIVATE = { ...SECRET_ADDRESS, 'cache-control': 'no-store' } as const;
/** Kept by the one program that subscribes, and asked about every time. */
const FEED = { ...SECRET_ADDRESS, 'cache-control': 'private, no-cache' } as const;

/** RFC 9110 §13.1.2: a list of tags, weak ones included, or any. */
function sameAsKnown(known: string | undefined, etag: string): boolean {
  const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
