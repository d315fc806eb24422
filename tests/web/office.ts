/** A district with its pages on a store in memory, and a browser's worth of requests to them. */

import { layDemonstration } from '../../local/demonstration.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { loopbackGuard } from '../../local/runtime/loopback-guard.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { type Instant, parseInstant } from '../../shared/domain/time/instant.ts';
import { createWeb, type WebOptions } from '../../web/app.ts';

export const TOKEN = 'the-token-of-the-start-line';
const HOST = '127.0.0.1:4180';
export const ORIGIN = `http://${HOST}`;

type Installed = Omit<ReturnType<typeof embeddedInstallation>, 'store'>;
let shipped: Installed | null = null;

/** Read once: rulebooks and calendars do not change between tests. */
function installation(): Installed {
  shipped ??= embeddedInstallation(openSqliteStore({ file: ':memory:' }));
  return shipped;
}

export interface Office {
  readonly engine: Engine;
  now(): Instant;
  /** Time passes, with everything that falls due. */
  until(text: string): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  page(path: string): Promise<string>;
  post(
    path: string,
    body: string | Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Fills in and sends the form that stands on a page. */
  submit(path: string, form: string, typed?: Record<string, string>): Promise<Response>;
}

/** 示例区 as it stands on a Monday morning, 2026-11-23 10:00. */
export async function demoOffice(
  options: Partial<WebOptions> = {},
  from = '2026-11-23T10:00:00+08:00',
): Promise<Office> {
  const engine = createEngine({ ...installation(), store: openSqliteStore({ file: ':memory:' }) });
  const now = parseInstant(from);
  await layDemonstration(engine, now);
  return officeOf(engine, now, options);
}

/** The pages of a district `demo` that is set up already. */
export async function officeOf(
  engine: Engine,
  from: Instant,
  options: Partial<WebOptions> = {},
): Promise<Office> {
  let now = from;
  await beatUntilQuiet(engine, now);
  let ids = 0;
  const web = createWeb(engine, {
    now: () => now,
    authorize: loopbackGuard({ district: 'demo', token: TOKEN, port: () => 4180 }),
    // As many digits each, so that their order is the order in which they were made.
    newCommandId: () => `command-${String(++ids).padStart(6, '0')}`,
    onFault: (fault) => {
      throw fault;
    },
    ...options,
  });
  const own = { host: HOST, cookie: `duban-4180=${TOKEN}` };
  const office: Office = {
    engine,
    now: () => now,
    async until(text) {
      const end = parseInstant(text);
      for (
        let due = await engine.store.nextDue();
        due !== null && due <= end;
        due = await engine.store.nextDue()
      ) {
        now = due > now ? due : now;
        await beatUntilQuiet(engine, now);
      }
      now = end;
    },
    get: async (path, headers = {}) =>
      web.request(`${ORIGIN}${path}`, { headers: present({ ...own, ...headers }) }),
    async page(path) {
      const answer = await office.get(path);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      return answer.text();
    },
    post: async (path, body, headers = {}) =>
      web.request(`${ORIGIN}${path}`, {
        method: 'POST',
        headers: present({
          ...own,
          origin: ORIGIN,
          'content-type': typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded',
          ...headers,
        }),
        body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
      }),
    async submit(path, form, typed = {}) {
      return office.post('/acts', { ...fieldsOf(await office.page(path), form), ...typed });
    },
  };
  return office;
}

/** An empty header is one that is not sent. */
function present(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}

/** What a browser would send for a form: its hidden fields and initial values. */
export function fieldsOf(page: string, form: string): Record<string, string> {
  const found = page.split('<form ').find((part) => part.includes(`id="${form}"`));
  if (found === undefined) throw new Error(`the page has no form '${form}'`);
  const [own = ''] = found.split('</form>');
  const fields: Record<string, string> = {};
  for (const [tag] of own.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (
      name !== undefined &&
      !/type="checkbox"/.test(tag) &&
      !(/type="radio"/.test(tag) && !/ checked/.test(tag))
    )
      fields[name] = unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name = '', options = ''] of own.matchAll(/<select name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen =
      /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    fields[name] = unescaped(chosen?.[1] ?? '');
  }
  return fields;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
