/** What taking over existing matters comes to, and the 核对清单 of the overdue ones, in words and as rows. */
import { ANSWERS } from '../domain/baseline/check-list.ts';
import type { BaselineItem, BaselinePlan } from '../domain/baseline/plan-baseline.ts';
import type { Directory } from '../domain/routing/directory.ts';
import { dateOf } from '../domain/time/instant.ts';
import { daysBetween, type LocalDate } from '../domain/time/local-date.ts';
import { sayFullDate } from '../domain/time/wording.ts';

export interface BaselineSaid {
  readonly on: LocalDate;
  readonly zone: string;
  readonly directory: Pick<Directory, 'units'>;
}

/** How many are taken over and how many are not, then the 核对清单. */
export function sayBaseline({ accepted, overdue, leftOut }: BaselinePlan, said: BaselineSaid): string {
  const count = (state: BaselineItem['state']) => accepted.filter((item) => item.state === state).length;
  const lines = [
    `存量事项（${sayFullDate(said.on)}起启用）：${accepted.length}项`,
    `  在办${count('open')}项，其中已过时限${overdue.length}项；中止${count('resting')}项；长期坚持${count('long-term')}项（不计数）`,
    ...(leftOut.length > 0 ? [`  已办结或已销号${leftOut.length}项，不转入`] : []),
    `  ${sayFullDate(said.on)}前的提醒一律不发`,
    '',
    ...sayCheckList(overdue, said),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Each to be answered with one of three; none of them counts in the rate. */
function sayCheckList(overdue: readonly BaselineItem[], said: BaselineSaid): string[] {
  if (overdue.length === 0) return ['核对清单：无已过时限的事项。'];
  const box = Object.values(ANSWERS).map((answer) => `□${answer}`);
  return [
    `核对清单：${overdue.length}项，不计入按时率，请逐项核定`,
    ...overdue.flatMap((item, index) => [
      `${index + 1}. ${item.id}　${item.title}`,
      `   ${unitOf(item, said)}；${item.source}；原时限${limitOf(item, said)}，已过${daysPast(item, said)}日；${item.stateSaid}`,
      `   ${box.join('　')}：新时限＿＿＿＿　说明＿＿＿＿＿＿＿＿`,
    ]),
    '督查室核对人：＿＿＿＿＿＿　办公室主任：＿＿＿＿＿＿　日期：＿＿＿＿＿＿',
  ];
}

/** The 核对清单 for a spreadsheet; the last three columns are filled in and read back. */
export function checkListRows({ overdue }: BaselinePlan, said: BaselineSaid): string[][] {
  return [
    ['编号', '事项', '依据/来源', '责任单位', '原时限', '已过天数', '状态', '核对结果', '新时限', '说明'],
    ...overdue.map((item) => [
      item.id,
      item.title,
      item.source,
      unitOf(item, said),
      limitOf(item, said),
      String(daysPast(item, said)),
      item.stateSaid,
      '',
      '',
      '',
    ]),
  ];
}

function unitOf({ unit }: BaselineItem, { directory }: BaselineSaid): string {
  return directory.units.get(unit)?.name ?? unit;
}

function limitOf({ dueAt }: BaselineItem, { zone }: BaselineSaid): string {
  return dueAt === null ? '' : sayFullDate(dateOf(dueAt, zone));
}

function daysPast({ dueAt }: BaselineItem, { on, zone }: BaselineSaid): number {
  return dueAt === null ? 0 : daysBetween(dateOf(dueAt, zone), on);
}
