/** A comparison of two choices of settings in official words, as it is read on a terminal. */
import { sayRate } from '../../domain/compliance/rate.ts';
import { sayArticle } from '../../domain/rules/clause.ts';
import type { SettingValue } from '../../domain/rules/rulebook.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { sayFullDate, sayTime } from '../../domain/time/wording.ts';
import { inColumns } from '../columns.ts';
import { KIND_NAMES } from '../names.ts';
import { OUTCOME_NAMES } from '../reports/report-words.ts';
import type { ComparedDuty, ComparedOutcome, Side } from './compare-matter.ts';
import { COMPARED_OUTCOMES, type ListedDuties, type NoticeCounts } from './comparison-fold.ts';
import type { ChangedSetting, ComparedDistrict, WhatIf } from './what-if.ts';

/** The names of a report, and one more. */
export const COMPARED_NAMES: Readonly<Record<ComparedOutcome, string>> = {
  ...OUTCOME_NAMES,
  'no-record': '无办理记录',
};

/** Lines end in line breaks. */
export function sayWhatIf(result: WhatIf): string {
  return [
    head(result),
    settings(result),
    overall(result),
    byRule(result),
    list(
      '四、结论有变化的应办事项',
      result.figures.changed,
      result,
      sayChanged,
      '没有应办事项的结论有变化。',
    ),
    added(result),
    notices(result),
    notes(result),
  ].join('\n');
}

function head({ title, period, districts, asOf, zone, named }: WhatIf): string {
  const names = districts.length === 1 ? (districts[0]?.name ?? '') : `${districts.length}个区县`;
  const demonstration = districts.some((one) => one.demonstration) ? '演示数据\n' : '';
  const unit = named.unit === null ? '' : `　承办单位：${named.unit}`;
  const kind = named.kind === null ? '' : `　事项类别：${named.kind}`;
  return `${demonstration}${names}${title}\n按既往记录推算，不作评价。\n统计期：${period}${unit}${kind}\n截止时点：${sayMoment(asOf, zone)}\n`;
}

function settings({ districts }: WhatIf): string {
  const several = districts.length > 1;
  const said = districts.flatMap((one) => {
    const lines = settingLines(one);
    return several && lines.length > 0 ? [`${one.name}：`, ...lines] : lines;
  });
  return `一、试算的调整\n${said.join('\n')}\n`;
}

const MOST_RULES = 30;

function settingLines({ settings: changed, rules, rulebook, otherVersion }: ComparedDistrict): string[] {
  const lines = changed.map(
    ({ name, say, from, to }) => `${say}（${name}）：${sayValue(from)} → ${sayValue(to)}`,
  );
  if (rules.length === 0) return lines;
  const more = rules.length > MOST_RULES ? `等${rules.length}条` : '';
  const version = otherVersion === null ? '' : `，版本${rulebook.version} → ${otherVersion}`;
  return [...lines, `规则文字有调整${version}：${rules.slice(0, MOST_RULES).join('、')}${more}`];
}

function sayValue(value: ChangedSetting['from'] | SettingValue): string {
  if (value === null) return '（无此设置）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

function overall({ figures }: WhatIf): string {
  const { before, after, limitsMoved, gone, added: fresh, movedIn } = figures;
  const found = COMPARED_OUTCOMES.filter((one) => before.outcomes[one] > 0 || after.outcomes[one] > 0);
  const counted = found.filter((one) => one !== 'internal');
  const rows = [
    ['', '现行设置', '试算设置', '增减'],
    row('应办事项', before.due, after.due),
    ...counted.map((one) => row(COMPARED_NAMES[one], before.outcomes[one], after.outcomes[one])),
    ['按时率', before.rate ? sayRate(before.rate) : '—', after.rate ? sayRate(after.rate) : '—', ''],
    ...(found.includes('internal')
      ? [row('另有内部节点', before.outcomes.internal, after.outcomes.internal)]
      : []),
  ];
  const more = [
    `时限有变化的${limitsMoved}项，将不再产生的${gone.count}项，将新增的${fresh.count}项。`,
    movedIn > 0 ? `另有${movedIn}项现行时限不在统计期内、试算时限在统计期内，不计入对照。` : '',
  ].join('');
  return `二、总体对照\n${columns(rows)}${more}\n`;
}

function row(name: string, before: number, after: number): string[] {
  return [name, String(before), String(after), sayDifference(after - before)];
}

function sayDifference(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}

const RULE_COLUMNS: readonly ComparedOutcome[] = ['on-time', 'late', 'overdue', 'undetermined'];

function byRule({ figures }: WhatIf): string {
  const columnsShown = RULE_COLUMNS.filter((one) =>
    figures.byRule.some(({ before, after }) => before.outcomes[one] > 0 || after.outcomes[one] > 0),
  );
  const named = ['应办事项', ...columnsShown.map((one) => COMPARED_NAMES[one])];
  const rows = figures.byRule
    .filter(({ before, after }) => before.due > 0 || after.due > 0)
    .map(({ rule, article, title, before, after }) => [
      rule,
      article === '' ? '' : sayArticle(article),
      pair(before.due, after.due),
      ...columnsShown.map((one) => pair(before.outcomes[one], after.outcomes[one])),
      title,
    ]);
  if (rows.length === 0) return '三、分规则对照\n没有应办事项。\n';
  return `三、分规则对照（现行→试算，相同的只列一数）\n${columns([['规则', '条款', ...named, '名称'], ...rows])}`;
}

function pair(before: number, after: number): string {
  return before === after ? String(before) : `${before}→${after}`;
}

function list(
  title: string,
  { count, duties }: ListedDuties,
  result: WhatIf,
  say: (duty: ComparedDuty, result: WhatIf) => string,
  none: string,
): string {
  if (count === 0) return `${title}\n${none}\n`;
  const said = duties.map((duty, index) => `${index + 1}．${say(duty, result)}`);
  const rest = count > duties.length ? `\n其余${count - duties.length}项见对照表（--format csv）。` : '';
  return `${title}（${count}项）\n${said.join('\n')}${rest}\n`;
}

function sayChanged({ id, before, after }: ComparedDuty, { zone }: WhatIf): string {
  const line = (before ?? after)?.line;
  if (!line || !before || !after) return id;
  const done = line.done === null ? '没有办结' : `实际办理：${sayInterval(line.done, zone)}`;
  return [
    `${line.about}（${id}）`,
    `   现行：${sayLimit(before, zone)}，${COMPARED_NAMES[before.outcome]}`,
    `   试算：${sayLimit(after, zone)}，${COMPARED_NAMES[after.outcome]}`,
    `   ${done}`,
  ].join('\n');
}

/** The limit, the article, and how it was counted. */
function sayLimit({ line, derivation }: Side, zone: string): string {
  const article = line.article === '' ? line.rule : sayArticle(line.article);
  const how = derivation.length === 0 ? '' : `：${derivation.join('，')}`;
  return `${sayMoment(line.dueAt, zone)}（${article}${how}）`;
}

function sayInterval(
  { earliest, latest }: { readonly earliest: Instant | null; readonly latest: Instant | null },
  zone: string,
): string {
  if (earliest !== null && earliest === latest) return sayMoment(earliest, zone);
  const [from, to] = [earliest, latest].map((one) => (one === null ? '时间不明' : sayMoment(one, zone)));
  return `${from}至${to}之间`;
}

function added(result: WhatIf): string {
  const { added: fresh, gone } = result.figures;
  if (fresh.count === 0 && gone.count === 0) return '五、将新增和将不再产生的应办事项\n没有。\n';
  const say = (side: 'before' | 'after') => (duty: ComparedDuty) => {
    const one = duty[side];
    if (!one) return duty.id;
    return `${one.line.about}（${duty.id}），时限${sayMoment(one.line.dueAt, result.zone)}，${COMPARED_NAMES[one.outcome]}`;
  };
  return [
    '五、将新增和将不再产生的应办事项\n',
    fresh.count > 0 ? list('将新增', fresh, result, say('after'), '') : '',
    gone.count > 0 ? list('将不再产生', gone, result, say('before'), '') : '',
  ].join('');
}

function notices({ figures }: WhatIf): string {
  const line = (name: string, { before, after, sent }: NoticeCounts) => [
    ...row(name, before, after),
    String(sent),
  ];
  const rows = [
    ['', '现行设置', '试算设置', '增减', '实际发出'],
    ...figures.notices.map(({ kind, ...counts }) => line(KIND_NAMES[kind], counts)),
    line('合计', figures.noticesInAll),
    line('合并后条数', figures.messages),
  ];
  const fresh =
    figures.noticesOfAdded > 0 ? `试算设置下，将新增的应办事项占${figures.noticesOfAdded}条。\n` : '';
  return `六、提醒条数对照\n${columns(rows)}${fresh}`;
}

function notes({ held, figures }: WhatIf): string {
  const { count, duties } = figures.unlikeRecord;
  const named = `${duties.join('、')}${count > duties.length ? '等' : ''}`;
  const unlike =
    count === 0
      ? '按现行设置重算，时限和结论与台账逐项一致。'
      : `按现行设置重算，有${count}项的时限或结论与台账不同（期间规则、设置、日历有过变化，或有关人员已作认定）：${named}。`;
  return `说明\n${[...held, unlike].map((one, index) => `${index + 1}．${one}`).join('\n')}\n`;
}

function sayMoment(instant: Instant, zone: string): string {
  return `${sayFullDate(dateOf(instant, zone))}${sayTime(instant, zone)}`;
}

function columns(table: readonly (readonly string[])[]): string {
  return `${inColumns(table).join('\n')}\n`;
}
