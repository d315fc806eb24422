/** Every paper the office can have made: its name, what it is called, and what it is about. */
import type { OfficialPaper } from '../../domain/papers/official-paper.ts';
import { caseFile } from './case-file.ts';
import { assignmentLedger, supervisionCircular } from './circular.ts';
import { callList, dutyInformation } from './emergency-papers.ts';
import { holidayPlan } from './holiday-plan.ts';
import { leaveReceipt } from './leave-receipt.ts';
import { decisionList, meetingPlan, topicForm } from './meeting-papers.ts';
import { handoverPaper, morningPage, rulesForm } from './office-lists.ts';
import type { PaperDesk, PaperOrder, PaperOutcome } from './paper-desk.ts';
import { hastenNotice, supervisionSlip } from './supervision-papers.ts';
import { weeklyTable, weeklyWallTable } from './weekly-table.ts';

/** What a paper has to be told. */
export type PaperNeed =
  | '会议编号'
  | '应办事项编号'
  | '交办事项编号'
  | '事件编号'
  | '外出编号'
  | '职务编号'
  | '事项编号'
  | '周'
  | null;

export interface PaperEntry {
  readonly title: string;
  readonly needs: PaperNeed;
  readonly build: (desk: PaperDesk, order: PaperOrder) => Promise<PaperOutcome>;
}

export const PAPERS: ReadonlyMap<string, PaperEntry> = new Map<string, PaperEntry>([
  ['week', { title: '区长、副区长一周主要政务活动安排表', needs: '周', build: weeklyTable }],
  [
    'week-by-leader',
    { title: '一周主要政务活动安排表（按区领导，挂墙）', needs: '周', build: weeklyWallTable },
  ],
  ['holiday', { title: '节日期间区领导活动和值班安排', needs: '周', build: holidayPlan }],
  ['topics', { title: '区政府常务会议议题征集单', needs: '会议编号', build: topicForm }],
  ['meeting-plan', { title: '区政府常务会议方案', needs: '会议编号', build: meetingPlan }],
  ['decisions', { title: '议定事项清单', needs: '会议编号', build: decisionList }],
  ['hasten', { title: '催办通知', needs: '应办事项编号', build: hastenNotice }],
  ['slip', { title: '督办通知单', needs: '交办事项编号', build: supervisionSlip }],
  ['circular', { title: '督查通报', needs: null, build: supervisionCircular }],
  ['ledger', { title: '交办事项台账（电子表格）', needs: null, build: assignmentLedger }],
  ['duty-info', { title: '值班信息、续报', needs: '事件编号', build: dutyInformation }],
  ['call-list', { title: '值班电话通知单', needs: '事件编号', build: callList }],
  ['leave-receipt', { title: '外出备案回执', needs: '外出编号', build: leaveReceipt }],
  ['handover', { title: '应办事项交接清单', needs: '职务编号', build: handoverPaper }],
  ['confirm-form', { title: '规则核定表', needs: null, build: rulesForm }],
  ['morning', { title: '今日办理事项', needs: null, build: morningPage }],
  ['case-file', { title: '办理案卷', needs: '事项编号', build: caseFile }],
]);

/** Builds a paper; `null` for a name that there is none of. What is made up says so on every paper. */
export async function buildPaper(
  name: string,
  desk: PaperDesk,
  order: PaperOrder,
): Promise<PaperOutcome | null> {
  const entry = PAPERS.get(name);
  if (!entry) return null;
  const outcome = await entry.build(desk, order);
  if (!desk.district.directory.demonstration || 'refused' in outcome) return outcome;
  return 'paper' in outcome
    ? { paper: demonstrated(outcome.paper) }
    : { ...outcome, name: `${outcome.name}（演示数据）` };
}

function demonstrated(paper: OfficialPaper): OfficialPaper {
  const [first, ...more] = paper.marks;
  return { ...paper, marks: [first === undefined ? '演示数据' : `${first}　演示数据`, ...more] };
}
