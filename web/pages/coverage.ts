/** 条文落实: the Rules article by article, what in the product answers to each clause, and what is switched on. */
import { html } from 'hono/html';
import { CLAUSE_TYPES, countCoverage } from '../../shared/app/say-coverage.ts';
import { fullWidth } from '../../shared/domain/notices/full-width.ts';
import { sayArticle } from '../../shared/domain/rules/clause.ts';
import {
  type ArticleCoverage,
  type ClauseCoverage,
  type ClauseState,
  coverage,
  type Service,
} from '../../shared/domain/rules/coverage.ts';
import type { Rulebook } from '../../shared/domain/rules/rulebook.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { ruleTabs } from '../parts/rule-tabs.ts';

const STATES: Readonly<Record<ClauseState, string>> = {
  on: '✓ 已启用',
  off: '○ 未启用',
  listed: '— 仅列明',
  missing: '！ 未落实',
};

/** `whole` is the rulebook with everything in it, also what the district has switched off or does not use. */
export function coveragePage(page: PageContext, whole: Rulebook): PageContent {
  const articles = coverage(whole, page.district.settings);
  const counts = countCoverage(articles);
  const total = articles.reduce((sum, { clauses }) => sum + clauses.length, 0);
  const body = html`${ruleTabs('/rules/coverage')}
  <p class="lead">${whole.title}（${whole.document}）共${String(whole.articles)}条，登记事项${String(total)}项：已启用${String(counts.on)}项，未启用${String(counts.off)}项，仅列明${String(counts.listed)}项，未落实${String(counts.missing)}项。</p>
  ${switches(page)}
  <div class="wide"><table class="list coverage"><thead><tr><th>条</th><th>事项</th><th>类型</th><th>状态</th><th>落实方式</th></tr></thead><tbody>${articles.map(rowsOf)}</tbody></table></div>`;
  return { title: '条文落实', body };
}

/** What may be switched on by a setting, and how it stands in this district. */
function switches({ district }: PageContext): Html | null {
  const named = [...district.rulebook.settings.values()].filter(({ name }) => name.startsWith('on.'));
  if (named.length === 0) return null;
  const rows = named.map(
    ({ name, say }) =>
      html`<tr><td>${name}</td><td>${say}</td><td>${district.settings.get(name) === true ? '✓ 已启用' : '○ 未启用'}</td></tr>`,
  );
  return html`<details class="switches"><summary>可选事项的开关（${String(named.length)}项）</summary><p class="lead">开关在本区设置中调整，由维护人员办理；启用后的事项照常登记、提醒。</p><table class="list"><thead><tr><th>设置</th><th>内容</th><th>现状</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function rowsOf({ article, clauses }: ArticleCoverage): Html {
  const name = sayArticle(String(article));
  if (clauses.length === 0)
    return html`<tr id="article-${String(article)}"><th>${name}</th><td colspan="4" class="none">原则性规定，无登记事项</td></tr>`;
  return html`${clauses.map((one, index) => clauseRow(one, index === 0 ? html`<th id="article-${String(article)}" rowspan="${String(clauses.length)}">${name}</th>` : null))}`;
}

function clauseRow({ clause, state, timed, gates }: ClauseCoverage, head: Html | null): Html {
  const ways = [
    timed.length > 0 ? `计时：${timed.map(sayTimed).join('、')}` : null,
    gates.length > 0
      ? `程序：${[...new Set(gates.map((one) => `${one.title}${saySwitch(one)}`))].join('、')}`
      : null,
    clause.acts,
  ].filter((one) => one !== null);
  return html`<tr>${head}<td><details><summary>${clause.id}　${clause.title}</summary><p class="clause">${fullWidth(sayArticle(clause.article))}“${fullWidth(clause.quote)}”</p></details></td><td>${CLAUSE_TYPES[clause.type]}${clause.priority === 'P3' ? '（可选）' : ''}</td><td>${STATES[state]}</td><td>${ways.map((one) => html`<div>${one}</div>`)}</td></tr>`;
}

function sayTimed(service: Service): string {
  return `${service.title}（${service.id}）${saySwitch(service)}`;
}

function saySwitch({ on }: Service): string {
  return on ? '' : '（未启用）';
}
