/** The office's own lists: the morning page, the hand-over list of a post, and the 规则核定表. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import {
  type Block,
  column,
  heading,
  note,
  officialPaper,
  paragraph,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { sayAbsenceDays } from '../../domain/routing/absences.ts';
import { unitNamed } from '../../domain/routing/units.ts';
import { sayFullDate, sayTime, sayWeekday } from '../../domain/time/wording.ts';
import { confirmForm, exampleMoment, type FormLine } from '../confirm-form.ts';
import { type HandoverEntry, handoverList } from '../handover-list.ts';
import { BASIS_NAMES } from '../names.ts';
import { confirmFormRows } from '../say-confirm-form.ts';
import { sayMoment } from '../say-explanation.ts';
import { PART_NAMES, STATE_NAMES } from '../say-handover.ts';
import { boardOf, mattersNamed } from '../views.ts';
import type { PaperApproval, PaperDesk, PaperOrder, PaperOutcome } from './paper-desk.ts';
import { dutyName, stacked, today } from './paper-desk.ts';
import { confinedMatters, dutiesThatMayLeave, isConfinedMatter, veiled } from './what-may-leave.ts';

/** The first page of the morning: 今日到期, 待核对, 待我批, with room for the pen. */
export async function morningPage(desk: PaperDesk, _order: PaperOrder): Promise<PaperOutcome> {
  const board = await boardOf(desk.reader, desk.district, desk.now);
  const approvals = await approvalsThatMayLeave(await desk.words.approvals(board), desk);
  const open = await dutiesThatMayLeave([...board.today, ...board.toCheck, ...board.overdue], desk);
  const those = (list: readonly ExistingDuty[]) => list.filter((duty) => open.includes(duty));
  const [dueToday, toCheck, overdue] = [those(board.today), those(board.toCheck), those(board.overdue)];
  const date = today(desk);
  const approvalRows = approvals.map(({ kind, what, by }, index) => [
    String(index + 1),
    kind,
    paperText(what),
    by.map((one) => desk.words.who(one)).join('、'),
    '',
  ]);
  const approvalColumns = [
    column('序号', 3, 'center'),
    column('类别', 5, 'center'),
    column('内容', 15),
    column('由谁批', 7),
    column('意见', 7),
  ];
  return {
    paper: officialPaper({
      kind: 'morning',
      name: `今日办理事项（${sayFullDate(date)}）`,
      marks: ['内部资料'],
      title: titleLines(['今日办理事项']),
      subtitle: `${sayFullDate(date)}　${sayWeekday(date)}`,
      blocks: [
        paragraph(
          `今日到期${dueToday.length}项，待核对${toCheck.length}项，已超时${overdue.length}项，待批${approvals.length}项。`,
        ),
        heading(1, '今日到期'),
        duties(dueToday, '备注', desk),
        heading(1, '待核对'),
        duties(toCheck, '收到时间', desk),
        heading(1, '已超时'),
        duties(overdue, '处理', desk),
        heading(1, '待我批'),
        approvalRows.length === 0 ? paragraph('无。') : table(approvalColumns, approvalRows),
        note(`打印时间：${sayTime(desk.now, desk.district.zone)}。党组内部事项不列入本页。`),
      ],
    }),
  };
}

/** Without what is internal to the Party group, and with the numbers of work secrets for their titles. */
async function approvalsThatMayLeave(
  approvals: readonly PaperApproval[],
  { reader, district }: PaperDesk,
): Promise<PaperApproval[]> {
  const ids = new Set(approvals.flatMap(({ matter }) => matter ?? []));
  const matters = new Map((await mattersNamed(reader, district.id, [...ids])).map((one) => [one.id, one]));
  const internal = new Set(district.chosenRules.flatMap(({ id, confined }) => (confined ? [id] : [])));
  return approvals.flatMap((approval) => {
    const matter = matters.get(approval.matter ?? '');
    if (approval.rule !== null && internal.has(approval.rule)) return [];
    if (!matter) return [approval];
    return isConfinedMatter(matter) ? [] : [{ ...approval, what: veiled(matter)(approval.what) }];
  });
}

/** `blank` is a column left open for the pen. */
function duties(list: readonly ExistingDuty[], blank: string, desk: PaperDesk): Block {
  if (list.length === 0) return paragraph('无。');
  const columns = [
    column('序号', 3, 'center'),
    column('事项', 16),
    column('承办单位', 6),
    column('时限', 7, 'center'),
    column(blank, 5),
  ];
  const rows = list.map((duty, index) => [
    String(index + 1),
    dutyName(duty, desk),
    desk.words.who(duty.plan.owedBy),
    stacked(duty.plan.dueAt, desk),
    '',
  ]);
  return table(columns, rows);
}

/** 交接清单 of a post. Refuses a post that the directory does not have. */
export async function handoverPaper(desk: PaperDesk, { id }: PaperOrder): Promise<PaperOutcome> {
  const { district } = desk;
  const list = await handoverList(desk.reader, district, id ?? '', desk.now);
  if (!list) return { refused: `通讯录中没有职务“${id ?? ''}”。` };
  const matterOf = ({ duty }: HandoverEntry) => duty.split('/')[0] ?? '';
  const internal = await confinedMatters(list.entries.map(matterOf), desk);
  const entries = list.entries.filter((entry) => !internal.has(matterOf(entry)));
  const confined = list.confined + list.entries.length - entries.length;
  const columns = [
    column('序号', 3, 'center'),
    column('事项', 13),
    column('关系', 5, 'center'),
    column('承办单位', 6),
    column('时限', 7, 'center'),
    column('状态', 5, 'center'),
    column('依据', 8),
  ];
  const rows = entries.map((entry, index) => [
    String(index + 1),
    paperText(entry.title).replace(/^　+/, ''),
    PART_NAMES[entry.part],
    entry.owedBy,
    entry.dueAt === null
      ? '时间待定'
      : `${stacked(entry.dueAt, desk)}${entry.provisional ? '（未确认）' : ''}`,
    `${STATE_NAMES[entry.state]}${entry.acknowledgedBy === null ? '' : '，已签收'}`,
    entry.clause === null ? BASIS_NAMES[entry.basis] : paperText(entry.clause),
  ]);
  const { holder, unit, absences, standIn } = list;
  return {
    paper: officialPaper({
      kind: 'handover',
      name: `${list.title}应办事项交接清单`,
      layout: 'landscape',
      title: titleLines([list.title, '应办事项', '交接清单']),
      subtitle: `清单时间：${sayMoment(list.at, district.zone)}`,
      blocks: [
        note(
          `单位：${unit ?? '—'}　现任：${holder === null ? '暂缺' : `${holder.name}（电话${holder.phone}）`}　未办结事项：${rows.length}项`,
        ),
        ...(rows.length === 0 ? [paragraph('没有未办结事项。')] : [table(columns, rows)]),
        ...(confined > 0 ? [note(`另有党组内部事项${confined}项，不列入清单，请当面交接。`)] : []),
        ...absences.map((one) =>
          note(`外出：${sayAbsenceDays(one, district.zone)}，${paperText(one.reason)}`),
        ),
        note(`补位或主持工作：${standIn === null ? '未明确' : desk.words.who(standIn)}`),
        note(
          '事项随职务移交，时限不变；此前的办理记录保留原经办人姓名；原任人员的办理链接自变更登记时失效。',
        ),
        { is: 'signing', places: ['移交人', '接收人', '监交人', '日期'] },
      ],
    }),
  };
}

const FORM_COLUMNS = new Map([
  ['编号', 4],
  ['条款名称', 6],
  ['原文', 11],
  ['性质', 4],
  ['承办', 5],
  ['是否施行', 5],
  ['理解和示例', 11],
  ['核定（施行/不施行）', 5],
  ['选定理解', 4],
  ['办公室主任签字', 5],
]);

/** 规则核定表: a row for each rule, to be answered and signed by 办公室主任. */
export async function rulesForm(desk: PaperDesk, _order: PaperOrder): Promise<PaperOutcome> {
  const { district, now } = desk;
  const { rulebook, ground, directory } = district;
  const at = exampleMoment(now, ground);
  const whole = confirmForm(
    { ...rulebook, rules: district.chosenRules },
    ground,
    at,
    now,
    district.ruleStates,
  );
  const form = { ...whole, lines: whole.lines.filter((line) => !isInternal(line, desk)) };
  const nameOf = (unit: string) => unitNamed(unit, directory)?.name ?? unit;
  const [head = [], ...rows] = confirmFormRows(form, nameOf);
  const places = [...FORM_COLUMNS.keys()].map((title) => head.indexOf(title));
  const columns = [...FORM_COLUMNS].map(([title, width]) => column(title, width));
  const answered = form.lines.filter(({ confirmed }) => confirmed !== null).length;
  return {
    paper: officialPaper({
      kind: 'confirm-form',
      name: '规则核定表',
      layout: 'landscape',
      title: titleLines(['规则核定表']),
      subtitle: `${paperText(rulebook.title)}（${paperText(rulebook.document)}）`,
      blocks: [
        note(
          `规则库版本：${rulebook.version}；共${form.lines.length}条，已核定${answered}条。示例按起算${sayMoment(at, district.zone)}推算，“←现行”为现用的理解。`,
        ),
        table(
          columns,
          rows.map((row) => places.map((place) => row[place] ?? '')),
          'small',
        ),
        { is: 'signing', places: ['办公室主任', '日期'] },
      ],
    }),
  };
}

/** Rows internal to the Party group are answered apart (practice §6). */
function isInternal({ rule }: FormLine, { district }: PaperDesk): boolean {
  const own = district.chosenRules.filter(({ id }) => id === rule);
  return own.length > 0 && own.every(({ confined }) => confined);
}
