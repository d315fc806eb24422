/** The pages and the API as one app that runs wherever there is fetch: on one machine, behind a gateway, in a test. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { Engine } from '../shared/app/engine.ts';
import { pendingChanges } from '../shared/app/pending-editions.ts';
import type { Rulebook } from '../shared/domain/rules/rulebook.ts';
import { apiOf, type Env } from './api.ts';
import { SCRIPT } from './assets/script.ts';
import { STYLE } from './assets/style.ts';
import { carryOut } from './carry-out.ts';
import type { WebOptions } from './options.ts';
import { absencesPage } from './pages/absences.ts';
import { assignmentsPage, newAssignmentPage } from './pages/assignments.ts';
import { calendarPage } from './pages/calendar.ts';
import { callsPage } from './pages/calls.ts';
import { newCasePage, newCasesPage } from './pages/cases.ts';
import { checksPage } from './pages/checks.ts';
import { coveragePage } from './pages/coverage.ts';
import { directoryPage } from './pages/directory.ts';
import { dutiesPage, dutyPage } from './pages/duties.ts';
import { dutyRoomPage } from './pages/duty-room.ts';
import { newEventPage } from './pages/event.ts';
import { feedsPage } from './pages/feeds.ts';
import { handoverPage } from './pages/handover.ts';
import { homePage } from './pages/home.ts';
import { inboxPage } from './pages/inbox.ts';
import { matterPage, mattersPage } from './pages/matters.ts';
import { newMeetingPage } from './pages/meeting.ts';
import { noticesPage } from './pages/notices.ts';
import { periodsPage } from './pages/periods.ts';
import { ruleChangesPage } from './pages/rule-changes.ts';
import { rulesPage } from './pages/rules.ts';
import { sheetPage } from './pages/sheet.ts';
import { slipsPage } from './pages/slips.ts';
import { todayPage } from './pages/today.ts';
import { weeksPage } from './pages/weeks.ts';
import { paperFile } from './papers.ts';
import { matterPath } from './parts/duty.ts';
import { layout } from './parts/layout.ts';
import type { Attempt, PageContent, PageContext } from './parts/page.ts';
import { publicRoutes } from './public/routes.ts';
import { reportFile, reportPages } from './reports.ts';

export type { WebOptions } from './options.ts';

const MOST_BYTES = 1024 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

type PageOf = (page: PageContext, c: Context<Env>) => PageContent | null | Promise<PageContent | null>;

/** Everything is asked of `options`: who may come in, what time it is, where ids come from. */
export function createWeb(engine: Engine, options: WebOptions): Hono<Env> {
  const app = new Hono<Env>();
  const query = (c: Context<Env>) => new URL(c.req.url).searchParams;

  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  app.get('/assets/page.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/assets/page.js', (c) =>
    c.body(SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );

  // Before anybody is asked for an account: each of these has a proof of its own.
  app.route('/', publicRoutes(engine, options));
  app.use(async (c, next) => {
    const access = await options.authorize(c.req.raw, c.env);
    if (!access.allowed) return refuse(c, access.status, access.reason);
    const mayWrite = access.mayWrite && options.readOnly !== true;
    if (!isReading(c) && !mayWrite) return refuse(c, 403, '无权登记：请从启动时显示的地址打开本页后再登记。');
    c.set('access', { ...access, mayWrite });
    return next();
  });
  app.use(
    bodyLimit({ maxSize: MOST_BYTES, onError: (c) => refuse(c, 413, '提交的内容超过1MB，未作处理。') }),
  );

  app.route('/api', apiOf(engine, options));

  const pages: readonly (readonly [string, PageOf])[] = [
    ['/', (page) => homePage(page)],
    ['/checks', (page) => checksPage(page)],
    ['/duties', (page, c) => dutiesPage(page, query(c))],
    ['/duties/:id{.+}', (page, c) => dutyPage(page, c.req.param('id') ?? '')],
    ['/matters', (page, c) => mattersPage(page, query(c))],
    ['/matters/:id', (page, c) => matterPage(page, c.req.param('id') ?? '')],
    ['/cases/new', (page) => newCasesPage(page)],
    ['/cases/new/:procedure', (page, c) => newCasePage(page, c.req.param('procedure') ?? '')],
    ['/matters/:id/sheet', (page, c) => sheetPage(page, c.req.param('id') ?? '')],
    ['/meetings/new', (page) => newMeetingPage(page)],
    ['/events/new', (page) => newEventPage(page)],
    ['/duty-room', (page) => dutyRoomPage(page)],
    ['/periods', (page) => periodsPage(page)],
    ['/assignments', (page, c) => assignmentsPage(page, query(c))],
    ['/assignments/new', (page) => newAssignmentPage(page)],
    ['/today', (page) => todayPage(page)],
    ['/weeks', (page) => weeksPage(page)],
    ['/notices', (page, c) => noticesPage(page, query(c))],
    ['/inbox', (page, c) => inboxPage(page, query(c))],
    ['/calls', (page) => callsPage(page)],
    ['/slips', (page) => slipsPage(page)],
    ['/absences', (page) => absencesPage(page)],
    ['/directory', (page) => directoryPage(page)],
    ['/directory/handover/:post', (page, c) => handoverPage(page, c.req.param('post') ?? '')],
    ['/rules', (page) => rulesPage(page)],
    ['/rules/coverage', (page) => coveragePage(page, wholeRulebook(engine, page))],
    [
      '/rules/changes',
      async (page) => ruleChangesPage(page, await pendingChanges(engine, page.district.id, page.now)),
    ],
    ['/calendar', (page, c) => calendarPage(page, query(c))],
    ['/calendars', (page) => feedsPage(page, options.outside ?? null)],
    ...reportPages(engine),
  ];
  for (const [path, make] of pages) app.get(path, (c) => answer(c, make, attemptOf(c)));
  app.get('/papers/:name', (c) => download(c, c.req.param('name')));
  app.get('/reports/:id/:format{docx|csv|json}', (c) => downloadReport(c, c.req.param()));
  app.post('/acts', (c) => act(c));

  app.notFound((c) => refuse(c, 404, '没有这个页面。'));
  app.onError((fault, c) => {
    options.onFault?.(fault);
    return refuse(c, 500, '系统暂时不能处理，请稍后再试；已登记的内容不受影响。');
  });
  return app;

  async function answer(c: Context<Env>, make: PageOf, attempt: Attempt | null): Promise<Response> {
    const page = await contextOf(c, attempt);
    const content = await make(page, c);
    if (content === null) return refuse(c, 404, '没有这个事项。');
    return c.html(layout(page, content), attempt === null ? 200 : 422);
  }

  /** A paper as a file; nobody is told of papers where nothing makes them. */
  async function download(c: Context<Env>, name: string): Promise<Response> {
    const { papers } = options;
    const district = await engine.districts.open(c.var.access.district);
    const page = { reader: engine.store, district, now: options.now() };
    const file = papers ? await paperFile({ name, query: query(c) }, page, papers) : null;
    if (file === null) return refuse(c, 404, '没有这种文书。');
    return 'refused' in file ? refuse(c, 404, file.refused) : file;
  }

  async function downloadReport(c: Context<Env>, wanted: { id: string; format: string }): Promise<Response> {
    const district = await engine.districts.open(c.var.access.district);
    const desk = { district, writer: options.papers };
    const file = await reportFile(engine, { ...wanted, unit: query(c).get('unit') }, desk);
    if (file === null) return refuse(c, 404, '没有这种文书。');
    return 'refused' in file ? refuse(c, 404, file.refused) : file;
  }

  async function contextOf(c: Context<Env>, attempt: Attempt | null): Promise<PageContext> {
    const { access } = c.var;
    const url = new URL(c.req.url);
    const said = url.searchParams.get('said');
    url.searchParams.delete('said');
    return {
      reader: engine.store,
      district: await engine.districts.open(access.district),
      now: options.now(),
      path: `${url.pathname}${url.search}`,
      // The page of a refused form is asked for by the form's own request, which was let in to write.
      mayWrite: access.mayWrite,
      attempt,
      said: said === 'done' || said === 'again' ? said : null,
      newCommandId: options.newCommandId,
      speed: options.speed ?? 1,
      trouble: options.trouble?.() ?? null,
      makesPapers: options.papers !== undefined,
    };
  }

  /** Carries out a form and goes back; a refused one is shown again with what was typed. */
  async function act(c: Context<Env>): Promise<Response> {
    const typed = await typedIn(c);
    const { access } = c.var;
    const district = await engine.districts.open(access.district);
    const back = ownPath(typed.get('back'));
    const outcome = await carryOut(engine, { typed, ground: district, access }, options.now());
    if ('refusal' in outcome)
      return again(c, back, { form: typed.get('form') ?? '', typed, refusal: outcome.refusal });
    const path = typed.get('opens') === 'matter' ? matterPath(typed.get('id') ?? '') : back;
    const target = new URL(path, 'http://page');
    target.searchParams.set('said', outcome.said);
    return c.redirect(`${target.pathname}${target.search}`, 303);
  }

  /** The page that the form stood on, with the refusal beside the form. */
  async function again(c: Context<Env>, back: string, attempt: Attempt): Promise<Response> {
    const url = new URL(back, c.req.url);
    const request = new Request(url, { headers: c.req.raw.headers });
    return app.fetch(request, { ...(c.env as object), [ATTEMPT]: attempt });
  }
}

/** A symbol, so that nothing from outside can pose as a refused form. */
const ATTEMPT = Symbol('attempt');

function attemptOf(c: Context<Env>): Attempt | null {
  return ((c.env ?? {}) as { [ATTEMPT]?: Attempt })[ATTEMPT] ?? null;
}

/** The district's rulebook with all that it does not use. */
function wholeRulebook({ installation }: Engine, { district }: PageContext): Rulebook {
  const found = [...installation.rulebooks.values()].find(
    ({ rulebook }) => rulebook.id === district.rulebook.id,
  );
  return found?.rulebook ?? district.rulebook;
}

function isReading(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD';
}

async function typedIn(c: Context): Promise<ReadonlyMap<string, string>> {
  const body = await c.req.parseBody().catch(() => ({}));
  return new Map(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}

/** Only a path of these pages; anything else leads home. */
function ownPath(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(given) ? given : '/';
}

/** One sentence, as a page for people and as JSON for programs. */
function refuse(
  c: Context,
  status: 401 | 403 | 404 | 413 | 500,
  reason: string,
): Response | Promise<Response> {
  if (c.req.path.startsWith('/api/')) return c.json({ error: reason }, status);
  return c.html(
    html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${reason}</title><link rel="stylesheet" href="/assets/page.css"></head><body><main><p class="refusal">${reason}</p><p><a href="/">返回首页</a></p></main></body></html>`,
    status,
  );
}
