/** The official names of what stands in a compliance report, the same in text, tables, pages and documents. */
import type { Outcome } from '../../domain/compliance/outcome.ts';
import type { Procedure } from '../../domain/procedures/procedure.ts';
import type { Basis } from '../../domain/rules/rulebook.ts';

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  'on-time': '按时办结',
  late: '超时办结',
  overdue: '超时未办结',
  'deviation-explained': '偏离已说明',
  'deviation-unexplained': '偏离未说明',
  'not-attributable': '不归责单列',
  'outside-rate': '不计入按时率',
  'start-unconfirmed': '起算待确认',
  undetermined: '无法判定',
  waived: '免予办理',
  'not-applicable': '不适用',
  'to-check': '待核对',
  resting: '暂停计时',
  internal: '内部节点',
  'not-due': '未到时限',
};

export const BASIS_SAID: Readonly<Record<Basis, string>> = {
  clause: '条文',
  law: '上位规定',
  instruction: '批示纪要方案通知',
  internal: '内部节点',
};

export const EXTENSION_SAID = {
  none: '',
  asked: '已申请延期',
  granted: '经批准延期',
  refused: '延期未获批准',
} as const;

export const KINDS: Readonly<Record<string, string>> = {
  meeting: '会议',
  event: '事件',
  week: '周安排',
  period: '定期事项',
  case: '程序事项',
  assignment: '交办事项',
};

/** The kind of matter, or the title of the procedure that a case goes through. */
export function kindSaid(kind: string, procedures: ReadonlyMap<string, Pick<Procedure, 'title'>>): string {
  return KINDS[kind] ?? procedures.get(kind)?.title ?? kind;
}

/** The clocks that stand side by side in the record. */
export const START_NAMES: Readonly<Record<string, string>> = {
  occurrence: '按事发',
  report: '按接报',
  classification: '按定级',
  awareness: '按获知',
};

/** What nobody has written yet: an empty line to fill in. */
export const BLANK = '（由办理人员填写）';
