/** The duty room's papers (art. 79): 值班信息 and 续报, and the list of calls of the duty officer. */
import { RECIPIENT_NAMES, RECIPIENTS, sayUpdate, type Update } from '../../domain/matters/emergency.ts';
import type { OpinionEvent } from '../../domain/matters/opinion-event.ts';
import {
  blankNumber,
  column,
  type Field,
  note,
  officialPaper,
  paragraph,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import { resolve } from '../../domain/routing/resolve.ts';
import {
  EXECUTIVE_VICE_MAYOR,
  headOf,
  leaderInCharge,
  MAYOR,
  OFFICE_DIRECTOR,
} from '../../domain/routing/roles.ts';
import { sayTime } from '../../domain/time/wording.ts';
import { mattersNamed } from '../views.ts';
import {
  fullMoment,
  holderOf,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  today,
} from './paper-desk.ts';

async function askedEvent(
  desk: PaperDesk,
  { id }: PaperOrder,
): Promise<OpinionEvent | { readonly refused: string }> {
  const [found] = await mattersNamed(desk.reader, desk.district.id, [id ?? '']);
  return found?.kind === 'event' ? found : { refused: `没有编号为“${id ?? ''}”的事件。` };
}

/**
 * 值班信息 on the first report, or on the latest follow-up, which does not tell the beginning again. What the system
 * does not know stays blank. Refuses what is not followed as an emergency.
 */
export async function dutyInformation(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const event = await askedEvent(desk, order);
  if ('refused' in event) return event;
  const { emergency, id } = event;
  if (!emergency) return { refused: `事件“${id}”未按紧急突发事件登记。` };
  const update = emergency.updates.at(-1);
  const which = update ? (update.final ? '终报' : sayUpdate(update.number)) : '首报';
  return {
    paper: officialPaper({
      kind: 'duty-info',
      name: `值班信息（${which}）${id}`,
      marks: ['内部资料　注意保存'],
      head: { mark: '值班信息', number: `${blankNumber(today(desk))}　　　签发人：＿＿＿＿＿＿` },
      title: titleLines([`值班信息（${which}）`]),
      subtitle: `事件编号：${id}`,
      blocks: [
        { is: 'fields', fields: update ? followUp(update, event, desk) : firstReport(event, desk) },
        ...instructionsOn(event, desk),
        paragraph('后续情况将及时续报。'),
      ],
      signature: { issuer: `${desk.district.directory.name}人民政府总值班室`, date: today(desk) },
      contact: `值班员：＿＿＿＿＿＿　电话：${holderOf('duty-room.liaison', desk).phone}`,
      record: {
        copies: [],
        printedBy: `${desk.district.directory.name}人民政府总值班室`,
        printedOn: today(desk),
      },
    }),
  };
}

function firstReport(event: OpinionEvent, desk: PaperDesk): Field[] {
  const { occurred, emergency } = event;
  return [
    {
      label: '事件',
      value: `${paperText(event.title)}（${event.severity}${event.possiblyMajor ? '，可能达到重大' : ''}）`,
    },
    { label: '接报时间', value: fullMoment(event.reportedAt, desk) },
    { label: '信息来源', value: emergency ? desk.words.who(emergency.source) : null },
    { label: '事发时间', value: sayOccurred(occurred, desk) },
    { label: '地点', value: null },
    { label: '性质及影响范围', value: null },
    { label: '伤亡和损失', value: null },
    { label: '发展趋势', value: null },
    { label: '领导到位情况', value: null },
    { label: '已采取措施', value: null },
    { label: '上报情况', value: sayUpward(event, desk) },
    { label: '下步建议', value: null },
  ];
}

function followUp({ submission, casualtiesChanged }: Update, event: OpinionEvent, desk: PaperDesk): Field[] {
  const { done, recordedAt, evidence } = submission;
  return [
    { label: '收到时间', value: fullMoment(done.latest ?? recordedAt, desk) },
    { label: '新的情况', value: evidence === null || evidence === '—' ? null : paperText(evidence) },
    { label: '伤亡和损失', value: casualtiesChanged ? '有变化：＿＿＿＿＿＿＿＿＿＿＿＿' : '无新变化' },
    { label: '处置进展', value: null },
    { label: '上报情况', value: sayUpward(event, desk) },
    { label: '下步建议', value: null },
  ];
}

function instructionsOn({ emergency }: OpinionEvent, desk: PaperDesk) {
  return (emergency?.instructions ?? []).map(({ by, text, at }) =>
    paragraph(`${desk.words.who(by)}批示（${fullMoment(at, desk)}）：${paperText(text)}`),
  );
}

function sayUpward({ emergency }: OpinionEvent, desk: PaperDesk): string {
  return RECIPIENTS.map((to) => {
    const first = emergency?.upward.find((one) => one.to === to);
    const at = first?.submission.done.latest ?? first?.submission.recordedAt;
    return at === undefined
      ? `${RECIPIENT_NAMES[to]}尚未上报`
      : `${RECIPIENT_NAMES[to]}${fullMoment(at, desk)}`;
  }).join('；');
}

function sayOccurred(occurred: OpinionEvent['occurred'], desk: PaperDesk): string | null {
  const { earliest = null, latest = null } = occurred ?? {};
  if (earliest !== null && earliest === latest) return fullMoment(earliest, desk);
  if (earliest !== null && latest !== null)
    return `${fullMoment(earliest, desk)}至${fullMoment(latest, desk)}之间`;
  if (latest !== null) return `${fullMoment(latest, desk)}之前`;
  return earliest === null ? null : `${fullMoment(earliest, desk)}之后`;
}

/** 值班电话通知单: whom the duty officer calls, who acts for whoever is away, ticks and room for what was said. */
export async function callList(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const event = await askedEvent(desk, order);
  if ('refused' in event) return event;
  const rows = postsToCall(event, desk).map((post, index) => rowOf(post, index + 1, event, desk));
  const columns = [
    column('序号', 3, 'center'),
    column('职务', 7),
    column('姓名', 5, 'center'),
    column('电话', 8, 'center'),
    column('接通情况', 9, 'center'),
    column('时间', 6, 'center'),
    column('指示、意见', 12),
  ];
  return {
    paper: officialPaper({
      kind: 'call-list',
      name: `值班电话通知单（${event.id}）`,
      layout: 'landscape',
      marks: ['内部资料'],
      title: titleLines(['值班电话通知单']),
      subtitle: `事件编号：${event.id}（${event.severity}）　接报：${fullMoment(event.reportedAt, desk)}`,
      blocks: [
        table(columns, rows),
        note(
          '注：先电话、后书面。无人接听的，依次通知下一人并继续拨打；区领导一律由值班员人工通知。只报编号和类别，内容当面或按规定渠道报告。',
        ),
        note(`制单：${desk.words.moment(desk.now)}　值班员：＿＿＿＿＿＿　带班领导：＿＿＿＿＿＿`),
      ],
    }),
  };
}

/** The leader in charge first, then up; whoever leads on the ground beside them. */
function postsToCall({ emergency, lead }: OpinionEvent, { district: { directory } }: PaperDesk): string[] {
  const unit = directory.units.get(lead);
  const posts = [
    'duty-room.principal',
    OFFICE_DIRECTOR,
    emergency?.inCharge ?? leaderInCharge(lead, directory),
    EXECUTIVE_VICE_MAYOR,
    MAYOR,
    ...(unit ? [headOf(unit)] : []),
  ];
  return [...new Set(posts)].filter((post) => directory.posts.has(post));
}

function rowOf(post: string, number: number, event: OpinionEvent, desk: PaperDesk): string[] {
  const { directory, roster } = desk.district;
  const reach = resolve(post, desk.now, roster);
  const acting = reach.reached && reach.post !== post ? reach.post : null;
  const { name, phone } = holderOf(acting ?? post, desk);
  const call = event.calls.findLast((one) => one.post === post);
  return [
    String(number),
    `${titleOf(post, directory)}${acting === null ? '' : `\n（由${titleOf(acting, directory)}代）`}`,
    name,
    phone,
    call ? (call.answered ? '☑已接　□未接' : '□已接　☑未接') : '□已接　□未接',
    call ? sayTime(call.at, desk.district.zone) : '',
    call && call.note !== '—' ? paperText(call.note) : '',
  ];
}
