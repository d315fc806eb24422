/** 督查通报 and the 台账: what was assigned, how far it has come, by unit in protocol order; nobody is ranked. */

import type { ExistingDuty } from '../../domain/duties/duty.ts';
import { type Assignment, leadOf, presentParties, stageOf } from '../../domain/matters/assignment.ts';
import {
  type Block,
  blankNumber,
  column,
  heading,
  officialPaper,
  paragraph,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { headOf, leaderInCharge } from '../../domain/routing/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { sayFullDate } from '../../domain/time/wording.ts';
import { all } from '../district.ts';
import { dutyOf, matterOf } from '../rows.ts';
import { standingOf } from '../views.ts';
import {
  contactOf,
  fullNameOf,
  holderOf,
  namesOf,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  stacked,
  supervisionName,
  today,
} from './paper-desk.ts';
import { isSecret, mayLeave, sayAssignment } from './what-may-leave.ts';

interface Followed {
  readonly found: Assignment;
  readonly duties: readonly ExistingDuty[];
}

/** Every assignment with its duties: those of units in the directory's order, each unit's by id. */
async function followed(desk: PaperDesk, matter: string | null): Promise<Followed[]> {
  const { reader, district } = desk;
  const rows = await all(reader, { district: district.id, kind: 'matter', prefix: '' });
  const assignments = rows
    .flatMap((row) => matterOf(row) ?? [])
    .filter((one) => one.kind === 'assignment')
    .filter((one) => matter === null || one.id.startsWith(`${matter}-`));
  const owed = await Promise.all(
    assignments.map(({ id }) => all(reader, { district: district.id, kind: 'duty', prefix: `${id}/` })),
  );
  const order = [...district.directory.units.keys()];
  const place = ({ found }: Followed) => order.indexOf(leadOf(found).unit);
  return assignments
    .map((found, index) => ({ found, duties: (owed[index] ?? []).flatMap(existing).filter(mayLeave) }))
    .toSorted((a, b) => place(a) - place(b) || (a.found.id < b.found.id ? -1 : 1));
}

function existing(row: Parameters<typeof dutyOf>[0]): ExistingDuty[] {
  const duty = dutyOf(row);
  return duty.status === 'none' ? [] : [duty];
}

/** 长期坚持 and 存量 are outside the rate, as is what was split, merged or never assigned. */
function isCounted({ found }: Followed): boolean {
  const last = found.reports.at(-1)?.state;
  return found.assignedAt !== null && !found.legacy && last !== '长期坚持' && !isAway(found);
}

function isAway({ ended }: Assignment): boolean {
  return ended !== null && ended.how !== '销号';
}

function isOver({ closed, ended }: Assignment): boolean {
  return closed !== null || ended?.how === '销号';
}

function isLate({ found, duties }: Followed, desk: PaperDesk): boolean {
  if (isOver(found)) return false;
  return duties.some(
    (duty) =>
      duty.status === 'open' &&
      duty.plan.basis !== 'internal' &&
      duty.progress.check === 'not-received' &&
      standingOf(duty, desk.district, desk.now) === 'overdue',
  );
}

/** A share of fewer says more about the number than about the work (practice §14). */
const LEAST_FOR_RATE = 10;

/**
 * 督查通报 on everything in hand, or on what one meeting decided. A draft until the mayor approves it (practice §4): what
 * is late is named only where the receiver has confirmed that nothing came. Refuses where there is nothing to report.
 */
export async function supervisionCircular(desk: PaperDesk, { id }: PaperOrder): Promise<PaperOutcome> {
  const list = (await followed(desk, id)).filter(isCounted);
  if (list.length === 0) return { refused: '没有可以通报的交办事项。' };
  const over = list.filter(({ found }) => isOver(found)).length;
  const late = list.filter((one) => isLate(one, desk));
  const rate = list.length < LEAST_FOR_RATE ? '' : `，占比${Math.round((over / list.length) * 100)}%`;
  const date = sayFullDate(today(desk));
  const title = ['关于交办事项', '办理情况的', '督查通报'];
  return {
    paper: officialPaper({
      kind: 'circular',
      name: '关于交办事项办理情况的督查通报',
      head: { mark: supervisionName(desk), number: blankNumber(today(desk)) },
      marks: ['送审稿（经区长批准后印发）'],
      title: titleLines(title),
      addressee: '各乡镇人民政府、街道办事处，区政府各部门、各直属单位',
      blocks: [
        heading(1, '总体情况'),
        paragraph(
          `截至${date}，区政府交办事项${list.length}项，已办结${over}项${rate}；正在办理${list.length - over}项，其中已过时限、经核对尚未收到办理结果的${late.length}项。`,
        ),
        heading(1, '已过时限事项'),
        ...(late.length === 0 ? [paragraph('无。')] : lateByUnit(late, desk)),
        heading(1, '有关要求'),
        paragraph('请有关单位对照所列事项抓紧办理，办理结果及时报送区政府督查室。'),
        paragraph(
          '对通报内容有异议的，可自收到之日起30日内书面提出复核申请，区政府督查室按程序复核并告知结果。',
        ),
      ],
      attachments: ['交办事项办理情况汇总表'],
      signature: { issuer: supervisionName(desk), date: null },
      contact: contactOf('supervision.liaison', desk),
      annexes: [{ title: titleLines(['交办事项办理情况', '汇总表']), blocks: [summary(list, desk)] }],
    }),
  };
}

function lateByUnit(late: readonly Followed[], desk: PaperDesk): Block[] {
  const byUnit = Map.groupBy(late, ({ found }) => leadOf(found).unit);
  return [...byUnit].map(([unit, own]) => {
    const titles = own.map(({ found }) => `${paperText(sayAssignment(found))}（${found.id}）`);
    return paragraph(`${fullNameOf(unit, desk)}${own.length}项：${titles.join('；')}。`);
  });
}

function summary(list: readonly Followed[], desk: PaperDesk): Block {
  const columns = [
    column('序号', 3, 'center'),
    column('事项', 12),
    column('牵头单位', 6),
    column('配合单位', 6),
    column('时限', 6),
    column('进展', 7),
  ];
  const rows = list.map(({ found, duties }, index) => [
    String(index + 1),
    paperText(sayAssignment(found)),
    desk.words.who(leadOf(found).unit),
    supportingOf(found, desk),
    limitOf(duties, (at) => stacked(at, desk)),
    found.reports.at(-1)?.state ?? stageOf(found),
  ]);
  return table(columns, rows);
}

function supportingOf(found: Assignment, desk: PaperDesk): string {
  const units = presentParties(found).filter(({ role }) => role === 'supporting');
  return namesOf(
    units.map(({ unit }) => unit),
    desk,
  );
}

function limitOf(duties: readonly ExistingDuty[], say: (at: Instant) => string): string {
  const finish = duties.find(({ plan }) => plan.subject.per === 'finish');
  return finish ? say(finish.plan.dueAt) : '';
}

/** The columns of the 台账, as offices keep it (meaning of the documents: 目标、措施、存在问题 are filled in by hand). */
const LEDGER_COLUMNS = [
  '序号',
  '编号',
  '事项、问题',
  '来源',
  '目标及要求',
  '措施',
  '责任领导',
  '牵头单位',
  '责任人',
  '配合单位',
  '时限',
  '进展',
  '存在问题',
  '佐证',
  '状态',
  '销号申请',
  '核销人、日期',
] as const;

/** The 台账 as a spreadsheet: two sheets, what is in hand and what is over. Of a work secret stands the number alone. */
export async function assignmentLedger(desk: PaperDesk, _order: PaperOrder): Promise<PaperOutcome> {
  const list = (await followed(desk, null)).filter(({ found }) => !isAway(found));
  const sheet = (name: string, over: boolean) => ({
    name,
    rows: [
      [...LEDGER_COLUMNS],
      ...list
        .filter(({ found }) => isOver(found) === over)
        .map((one, index) => ledgerRow(one, index + 1, desk)),
    ],
  });
  return {
    name: `交办事项台账（${today(desk)}）`,
    sheets: [sheet('在办', false), sheet('已办结、已销号', true)],
  };
}

function ledgerRow({ found, duties }: Followed, number: number, desk: PaperDesk): string[] {
  const { words, district } = desk;
  const { directory } = district;
  const lead = leadOf(found);
  const unit = directory.units.get(lead.unit);
  const last = found.reports.at(-1);
  const secret = isSecret(found);
  const open = (text: string) => (secret ? '' : paperText(text));
  const { closing, closed } = found;
  return [
    String(number),
    found.id,
    paperText(sayAssignment(found)),
    open(words.sources(found)),
    '',
    '',
    words.who(found.leader ?? leaderInCharge(lead.unit, directory)),
    words.who(lead.unit),
    unit ? holderOf(headOf(unit), desk).name : '',
    supportingOf(found, desk),
    limitOf(duties, words.moment),
    last === undefined ? '' : secret ? last.state : `${last.state}：${paperText(last.text)}`,
    '',
    open(closing?.submission.evidence ?? ''),
    words.light(found, duties),
    closing === null ? '' : words.moment(closing.submission.recordedAt),
    closed === null ? '' : `${words.who(closed.by)}，${words.moment(closed.at)}`,
  ];
}
