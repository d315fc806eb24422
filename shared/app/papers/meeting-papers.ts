/** The papers around a meeting (art. 52, 56): 议题征集单, 会议方案, 议定事项清单. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import { procedureOf } from '../../domain/matters/kinds.ts';
import { type HeldAgendaItem, type Meeting, saidTitle, sayStart } from '../../domain/matters/meeting.ts';
import { chairOf, leaveApproved, notAdmitted } from '../../domain/matters/meeting-host.ts';
import {
  column,
  heading,
  note,
  officialPaper,
  paragraph,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { headOf, MAYOR } from '../../domain/routing/roles.ts';
import { unitNamed } from '../../domain/routing/units.ts';
import { sayArticle } from '../../domain/rules/clause.ts';
import { dutiesOfMatter, mattersNamed } from '../views.ts';
import {
  contactOf,
  leaderName,
  namesOf,
  officeName,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  stacked,
  today,
} from './paper-desk.ts';
import { isConfinedMatter, sayDecision, veiled } from './what-may-leave.ts';

type Asked = { readonly meeting: Meeting; readonly duties: readonly ExistingDuty[] };

/** Refuses what is no meeting, and meetings of the Party group, which are in no paper of the government. */
async function askedMeeting(
  desk: PaperDesk,
  { id }: PaperOrder,
): Promise<Asked | { readonly refused: string }> {
  const [found] = await mattersNamed(desk.reader, desk.district.id, [id ?? '']);
  if (found?.kind !== 'meeting') return { refused: `没有编号为“${id ?? ''}”的会议。` };
  if (isConfinedMatter(found)) return { refused: '党组会议的材料不由本系统编制，请按党组会议程序办理。' };
  const duties = await dutiesOfMatter(desk.reader, desk.district.id, found.id);
  return { meeting: found, duties: duties.filter(({ plan }) => !plan.confined) };
}

/** The limit of the first duty of this kind within the meeting, in words; `null` where there is none. */
function limitOf(per: string, { duties }: Asked, { words }: PaperDesk): string | null {
  const found = duties.find(({ plan, status }) => plan.subject.per === per && status !== 'resting');
  return found ? words.moment(found.plan.dueAt) : null;
}

const BLANK_ROWS = 6;

/** 《区政府常务会议议题征集单》: what is proposed so far, and rows to fill in. */
export async function topicForm(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const asked = await askedMeeting(desk, order);
  if ('refused' in asked) return asked;
  const { meeting } = asked;
  const columns = [
    column('序号', 3, 'center'),
    column('议题名称', 10),
    column('类别（审议、听取、传达、人事）', 5),
    column('提请单位', 6),
    column('汇报人（主要负责人）', 5),
    column('分管副区长意见', 5),
    column('必要性、依据', 6),
    column('征求意见情况', 6),
    column('合法性审查', 5),
    column('风险评估、公平竞争审查、公示', 7),
    column('拟列席单位', 6),
    column('预计时长', 3),
    column('公开属性', 3),
    column('材料份数', 3),
    column('办公室初审', 4),
    column('区长审定', 4),
  ];
  const proposed = standing(meeting, desk).map((item, index) => [
    String(index + 1),
    paperText(saidTitle(item)),
    '',
    desk.words.who(item.unit),
    presenterOf(item, desk),
    ...columns.slice(5).map(() => ''),
  ]);
  const blank = Array.from({ length: BLANK_ROWS }, (_, index) => [
    String(proposed.length + index + 1),
    ...columns.slice(1).map(() => ''),
  ]);
  const until = limitOf('collect-replies', asked, desk) ?? '　　月　　日';
  return {
    paper: officialPaper({
      kind: 'topics',
      name: `${meeting.title}议题征集单`,
      layout: 'landscape',
      title: titleLines([...wordsOf(meeting.title), '议题征集单']),
      subtitle: `会议时间：${sayStart(meeting.start, desk.district.zone)}`,
      blocks: [
        note(
          `请各单位按${cited('collect-form', desk)}要求填报，主要负责人签字后于${until}前报区政府办公室。`,
        ),
        table(columns, [...proposed, ...blank], 'small'),
        note('填报单位主要负责人（签字、盖章）：＿＿＿＿＿＿　　填报日期：＿＿＿＿＿＿'),
        note('涉密议题不填本单，请按机要渠道报送。属工作秘密的议题只填编号。'),
        note(contactOf('office.liaison', desk)),
      ],
    }),
  };
}

/** 《区政府常务会议方案》: time, place, who comes, the agenda, papers and leave. */
export async function meetingPlan(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const asked = await askedMeeting(desk, order);
  if ('refused' in asked) return asked;
  const { meeting } = asked;
  const { directory, zone } = desk.district;
  const items = standing(meeting, desk);
  const chair = chairOf(meeting) ?? MAYOR;
  const excused = excusedFrom(meeting, desk);
  const coming = directory.leaders.filter((leader) => leader !== chair && !excused.includes(leader));
  const papersBy = limitOf('agenda-item', asked, desk);
  const place = typeof meeting.fields.place === 'string' ? meeting.fields.place : null;
  return {
    paper: officialPaper({
      kind: 'meeting-plan',
      name: `${meeting.title}方案`,
      title: titleLines([...wordsOf(meeting.title), '方案']),
      blocks: [
        heading(1, '会议安排'),
        {
          is: 'fields',
          fields: [
            { label: '时间', value: sayStart(meeting.start, zone) },
            { label: '地点', value: place },
            { label: '主持', value: `${leaderName(chair, desk)}　${desk.words.who(chair)}` },
            { label: '出席', value: `${coming.map((one) => leaderName(one, desk)).join('、')}。` },
            ...(excused.length === 0
              ? []
              : [{ label: '请假', value: `${excused.map((one) => leaderName(one, desk)).join('、')}。` }]),
            { label: '固定列席', value: null },
            { label: '议题列席', value: `${namesOf(unitsOf(items), desk)}。` },
          ],
        },
        heading(1, '会议议程'),
        agendaOf(items, desk),
        paragraph('另有议题（涉密议题按机要渠道另行通知）：□无　□有　　项。'),
        heading(1, '材料要求'),
        paragraph(
          `请各议题单位按A4纸规格印制会议材料，于${papersBy ?? '　　月　　日'}前报送区政府办公室，份数：＿＿＿份。`,
        ),
        heading(1, '请假要求'),
        paragraph(`因故不能参加会议的，请按${cited('leave-file', desk)}事先履行请假手续。`),
        heading(1, '会务安排'),
        paragraph('由区政府办公室负责会务、记录和材料回收。'),
      ],
      signature: { issuer: officeName(desk), date: today(desk) },
      contact: contactOf('office.liaison', desk),
    }),
  };
}

function agendaOf(items: readonly HeldAgendaItem[], desk: PaperDesk) {
  return table(
    [
      column('序号', 3, 'center'),
      column('议题', 14),
      column('汇报单位', 6),
      column('汇报人', 6),
      column('列席单位', 6),
      column('时长（分钟）', 4, 'center'),
    ],
    items.map((item, index) => [
      String(index + 1),
      paperText(saidTitle(item)),
      desk.words.who(item.unit),
      presenterOf(item, desk),
      '',
      '',
    ]),
  );
}

/** 议定事项清单: what was decided, so that work may start; the minutes hold (practice §7). */
export async function decisionList(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const asked = await askedMeeting(desk, order);
  if ('refused' in asked) return asked;
  const { meeting } = asked;
  if (meeting.decisions.length === 0) return { refused: `${meeting.title}尚未登记议定事项。` };
  const veil = veiled(meeting);
  const rows = meeting.decisions.map((one, index) => {
    const item = meeting.agenda.find(({ id }) => id === one.item);
    return [
      String(index + 1),
      paperText(sayDecision(one, meeting)),
      desk.words.who(one.unit),
      namesOf(one.supporting, desk),
      one.until === null ? '按规定时限' : stacked(one.until, desk),
      item ? paperText(saidTitle(item)) : '',
    ];
  });
  const columns = [
    column('序号', 3, 'center'),
    column('议定事项', 12),
    column('牵头单位', 6),
    column('配合单位', 6),
    column('时限', 6),
    column('来源议题', 8),
  ];
  return {
    paper: officialPaper({
      kind: 'decisions',
      name: `${meeting.title}议定事项清单`,
      title: titleLines([...wordsOf(meeting.title), '议定事项清单']),
      blocks: [
        paragraph(
          veil(
            `${sayStart(meeting.start, desk.district.zone)}，${meeting.title}研究议定${meeting.decisions.length}项事项。请各牵头单位会同配合单位先行组织落实，具体内容以会议纪要为准。`,
          ),
        ),
        table(columns, rows),
        note('注：对牵头、配合分工有异议的，请于收到之日起2个工作日内告区政府办公室。'),
      ],
      signature: { issuer: officeName(desk), date: today(desk) },
      contact: contactOf('office.liaison', desk),
    }),
  };
}

/** '《工作规则》第五十二条': the article of the rule that asks for this step, where the rulebook has one. */
function cited(per: string, { district: { rulebook } }: PaperDesk): string {
  const rule = rulebook.rules.find((one) => one.per === per);
  return `${rulebook.shortTitle}${rule ? sayArticle(rule.article) : '有关规定'}`;
}

/** What was not withdrawn and not kept off the agenda. */
function standing(meeting: Meeting, { district }: PaperDesk): HeldAgendaItem[] {
  const procedure = procedureOf(meeting, district.rulebook.procedures);
  return meeting.agenda.filter(
    ({ id, withdrawn }) => withdrawn === null && notAdmitted(id, meeting, procedure) === null,
  );
}

/** Leaders whose leave is approved, in protocol order. */
function excusedFrom(meeting: Meeting, { district }: PaperDesk): string[] {
  const procedure = procedureOf(meeting, district.rulebook.procedures);
  return district.directory.leaders.filter(
    (leader) =>
      meeting.leaves.some(({ post }) => post === leader) && leaveApproved(meeting, leader, procedure),
  );
}

function unitsOf(items: readonly HeldAgendaItem[]): string[] {
  return [...new Set(items.map(({ unit }) => unit))];
}

function presenterOf(
  { presenter, unit }: HeldAgendaItem,
  { district: { directory }, words }: PaperDesk,
): string {
  const known = unitNamed(unit, directory);
  return words.who(presenter ?? (known ? headOf(known) : `${unit}.principal`));
}

/** '第6次' and '常务会议' stay whole. */
function wordsOf(title: string): string[] {
  return title
    .split(/(?<=第\d+次)|(?=常务会议|全体会议|专题会议|区长办公会议)/u)
    .filter((word) => word !== '');
}
