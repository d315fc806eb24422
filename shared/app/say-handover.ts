/** 交接清单 as plain text to print and sign. */

import { fullWidth } from '../domain/notices/full-width.ts';
import { sayAbsenceDays, titleOf } from '../domain/routing/absences.ts';
import type { Directory } from '../domain/routing/directory.ts';
import { dateOf } from '../domain/time/instant.ts';
import { sayDateTime, sayFullDate, sayTime } from '../domain/time/wording.ts';
import type { HandoverEntry, HandoverList, HandoverPart } from './handover-list.ts';
import { BASIS_NAMES } from './names.ts';

export const PART_NAMES: Readonly<Record<HandoverPart, string>> = {
  owes: '承办',
  receives: '接收核对',
  serves: '协助区领导',
  'in-charge': '分管联系',
};

export const STATE_NAMES: Readonly<Record<HandoverEntry['state'], string>> = {
  overdue: '已超时',
  'to-check': '待核对',
  today: '今日到期',
  upcoming: '办理中',
  resting: '暂停计时',
};

/** In lines, with places to sign at the end. */
export function sayHandover(list: HandoverList, directory: Directory, zone: string): string {
  const { title, unit, holder, at, entries, confined } = list;
  const since = holder?.since ?? null;
  const lines = [
    `${list.district}应办事项交接清单`,
    `职务：${title}${unit === null ? '' : `（${unit}）`}`,
    `现任：${holder === null ? '暂缺' : `${holder.name}，电话${holder.phone}${since === null ? '' : `，${sayFullDate(dateOf(since, zone))}起任职`}`}`,
    `清单时间：${sayFullDate(dateOf(at, zone))}${sayTime(at, zone)}`,
    `未办结事项：${entries.length}项`,
    ...entries.flatMap((entry, index) => sayEntry(entry, index + 1, zone)),
    ...(confined > 0 ? [`另有党组内部事项${confined}项，不列入清单，请当面交接。`] : []),
    ...sayAbsences(list, directory, zone),
    `补位或主持工作：${list.standIn === null ? '未明确' : titleOf(list.standIn, directory)}`,
    '事项随职务移交，时限不变；此前的办理记录保留原经办人姓名；原任人员的办理链接自变更登记时失效。',
    '移交人：＿＿＿＿＿＿　接收人：＿＿＿＿＿＿　监交人：＿＿＿＿＿＿　日期：＿＿＿＿＿＿',
  ];
  return `${lines.join('\n')}\n`;
}

function sayEntry(entry: HandoverEntry, number: number, zone: string): string[] {
  const due =
    entry.dueAt === null
      ? '时间待定'
      : `${sayDateTime(entry.dueAt, zone)}${entry.provisional ? '（未确认）' : ''}`;
  return [
    `${number}. ${entry.title}（${entry.duty}）`,
    `   ${PART_NAMES[entry.part]}；承办单位：${entry.owedBy}；时限：${due}；状态：${STATE_NAMES[entry.state]}${entry.acknowledgedBy === null ? '' : '，已签收'}`,
    `   依据：${entry.clause === null ? '' : `${fullWidth(entry.clause)}，`}${BASIS_NAMES[entry.basis]}${entry.evidence === null ? '' : `；办结凭据：${fullWidth(entry.evidence)}`}`,
  ];
}

function sayAbsences({ absences }: HandoverList, directory: Directory, zone: string): string[] {
  return absences.map((absence) => {
    const acting = absence.standIn === undefined ? '' : `，由${titleOf(absence.standIn, directory)}代行`;
    const waiting = absence.status === 'requested' ? '（待批准）' : '';
    return `外出：${sayAbsenceDays(absence, zone)}，${absence.reason}${waiting}${acting}`;
  });
}
