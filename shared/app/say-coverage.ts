/** The coverage of the Rules in words and as data: what each article asks, and what in the product answers to it. */
import type { ClauseType } from '../domain/rules/clause.ts';
import { sayArticle } from '../domain/rules/clause.ts';
import type { ArticleCoverage, ClauseCoverage, ClauseState, Service } from '../domain/rules/coverage.ts';
import type { Rulebook } from '../domain/rules/rulebook.ts';

/** What kind of thing a clause asks for. */
export const CLAUSE_TYPES: Readonly<Record<ClauseType, string>> = {
  HARD: '时限',
  CADENCE: '频次',
  REPORT: '报告',
  GATE: '程序',
  ROUTE: '分送',
  DELEGATION: '代行',
  POLICY: '原则要求',
  DATA: '基础信息',
};

const STATES: Readonly<Record<ClauseState, string>> = {
  on: '已启用',
  off: '未启用',
  listed: '仅列明',
  missing: '未落实',
};

/** How many clauses are in each state. */
export type CoverageCounts = Readonly<Record<ClauseState, number>>;

export function countCoverage(articles: readonly ArticleCoverage[]): CoverageCounts {
  const counts = { on: 0, off: 0, listed: 0, missing: 0 };
  for (const { state } of articles.flatMap(({ clauses }) => clauses)) counts[state] += 1;
  return counts;
}

/** Article by article, for people; ends in a line with the sums. */
export function sayCoverage(rulebook: Rulebook, articles: readonly ArticleCoverage[]): string {
  const counts = countCoverage(articles);
  const total = articles.reduce((sum, { clauses }) => sum + clauses.length, 0);
  const sums = Object.entries(STATES).map(([state, said]) => `${said}${counts[state as ClauseState]}项`);
  return [
    `${rulebook.title}（${rulebook.document}）`,
    ...articles.flatMap(sayOneArticle),
    `共${rulebook.articles}条，登记事项${total}项：${sums.join('，')}。`,
    '',
  ].join('\n');
}

function sayOneArticle({ article, clauses }: ArticleCoverage): string[] {
  const name = sayArticle(String(article));
  if (clauses.length === 0) return [`${name}　原则性规定，无登记事项`];
  return [name, ...clauses.map(sayClause)];
}

function sayClause({ clause, state, timed, gates }: ClauseCoverage): string {
  const ways = [
    ...(timed.length > 0 ? [`计时：${timed.map(sayTimed).join('、')}`] : []),
    ...(gates.length > 0 ? [`程序：${gates.map(sayGate).join('、')}`] : []),
    ...(clause.acts === null ? [] : [`落实：${clause.acts}`]),
  ];
  const way = ways.length === 0 ? '' : `　${ways.join('；')}`;
  return `  ${clause.id}　${clause.title}（${CLAUSE_TYPES[clause.type]}，${clause.priority}）　${STATES[state]}${way}`;
}

function sayTimed(service: Service): string {
  return `${service.id}${service.title}${saySwitch(service)}`;
}

function sayGate(service: Service): string {
  return `${service.title}${saySwitch(service)}`;
}

function saySwitch({ switch: setting, on }: Service): string {
  if (setting === null) return '';
  return `（${setting}：${on ? '已启用' : '未启用'}）`;
}

/** The same as data. */
export function coverageJson(
  { id, version, title, document }: Rulebook,
  articles: readonly ArticleCoverage[],
): Record<string, unknown> {
  return {
    rulebook: id,
    version,
    title,
    document,
    counts: countCoverage(articles),
    articles: articles.map(({ article, clauses }) => ({ article, clauses: clauses.map(clauseJson) })),
  };
}

function clauseJson({ clause, state, timed, gates }: ClauseCoverage): Record<string, unknown> {
  const { id, title, type, priority, article, quote, acts } = clause;
  return {
    id,
    title,
    type,
    priority,
    article,
    quote,
    state,
    timed,
    gates,
    ...(acts === null ? {} : { acts }),
  };
}
