/** 日历订阅: the secret calendar addresses in use, for whoever may write; new ones are made and old ones end here. */
import { html } from 'hono/html';
import { type FeedKind, feedToken, type IssuedFeed, issuedFeeds } from '../../shared/app/feeds/feeds.ts';
import type { Outside } from '../options.ts';
import { foldedForm, form, type Option, selectField, textField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { leaderOptions } from '../parts/people-options.ts';
import { sayMoment } from '../words/labels.ts';

const KINDS: readonly (readonly [FeedKind, string])[] = [
  ['unit', '单位'],
  ['person', '人员'],
  ['leader', '区领导'],
];

export async function feedsPage(page: PageContext, outside: Outside | null): Promise<PageContent> {
  const title = '日历订阅';
  if (outside === null) return { title, body: html`<p class="none">本系统未启用日历订阅。</p>` };
  const issued = await issuedFeeds(page.reader, page.district.id);
  const sections = KINDS.map(([kind, name]) => {
    const own = issued.filter((feed) => feed.kind === kind);
    const taken = new Set(own.map(({ of }) => of));
    return html`<section><h2>${name}</h2>${own.length === 0 ? html`<p class="none">尚未生成订阅地址。</p>` : table(page, own, outside)}${issueForm(page, kind, name, taken)}</section>`;
  });
  const body = html`<p class="lead">在手机或电脑的日历程序中添加订阅地址，即可看到应办时限；区领导的日历只显示“有安排”和序号，不显示地点和内容。地址仅交本人或本单位，任何人持有地址即可查看；遗失、交接或人员变动时请停用后重新生成，原地址立即失效。</p>${sections}`;
  return { title, body };
}

function table(page: PageContext, feeds: readonly IssuedFeed[], outside: Outside): Html {
  const rows = feeds.map((feed) => row(page, feed, outside));
  const address = page.mayWrite ? html`<th>订阅地址</th><th></th>` : null;
  return html`<div class="wide"><table class="list"><thead><tr><th>名称</th><th>生成时间</th>${address}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** The address is shown only to whoever may make one: knowing it is having the calendar. */
function row(page: PageContext, feed: IssuedFeed, { baseUrl, signers }: Outside): Html {
  const { district, now } = page;
  const address = `${baseUrl()}/calendars/${feedToken(district.id, feed, signers.feeds)}.ics`;
  const secret = page.mayWrite
    ? html`<td><code class="address">${address}</code></td><td>${revokeForm(page, feed)}</td>`
    : null;
  return html`<tr><td>${nameOf(page, feed)}</td><td>${sayMoment(feed.issuedAt, district.zone, now)}</td>${secret}</tr>`;
}

function revokeForm(page: PageContext, { kind, of }: IssuedFeed): Html | null {
  return foldedForm(page, '停用', {
    verb: 'feed.revoke',
    about: `${kind}/${of}`,
    hidden: { kind, of },
    submit: '停用',
    quiet: true,
    fields: (own) => textField(own, { name: 'why', label: '原因' }),
  });
}

function issueForm(page: PageContext, kind: FeedKind, name: string, taken: ReadonlySet<string>): Html | null {
  const options = optionsOf(page, kind).filter(({ value }) => !taken.has(value));
  return form(page, {
    verb: 'feed.issue',
    about: kind,
    hidden: { kind },
    submit: '生成订阅地址',
    fields: (own) => selectField(own, { name: 'of', label: name, required: true }, options),
  });
}

function optionsOf(page: PageContext, kind: FeedKind): Option[] {
  const { units, people } = page.district.directory;
  if (kind === 'leader') return leaderOptions(page);
  const named =
    kind === 'unit'
      ? [...units.values()].map(({ id, shortName }) => ({ value: id, label: shortName }))
      : [...people.values()].map(({ id }) => ({ value: id, label: personLabel(page, id) }));
  return [{ value: '', label: '请选择' }, ...named];
}

function personLabel({ district: { directory } }: PageContext, id: string): string {
  const post = [...directory.posts.values()].find(({ holder }) => holder === id);
  return `${directory.people.get(id)?.name ?? id}${post === undefined ? '' : `（${post.title}）`}`;
}

/** Whom the directory has no more is shown by id, so that the address can be ended. */
function nameOf(page: PageContext, { kind, of }: IssuedFeed): string {
  return optionsOf(page, kind).find(({ value }) => value === of)?.label ?? of;
}
