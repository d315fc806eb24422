/** Entries of the ledger (办理记录) in words: one sentence for each type of fact. */

import type { District } from '../../shared/app/district.ts';
import { KIND_NAMES } from '../../shared/app/names.ts';
import type { Interval, Verdict } from '../../shared/domain/compliance/verdict.ts';
import { RECIPIENT_NAMES, sayUpdate, type UpwardTo } from '../../shared/domain/matters/emergency.ts';
import type { MeetingStart } from '../../shared/domain/matters/meeting.ts';
import type { NoticeKind } from '../../shared/domain/notices/notice.ts';
import { type Instant, secondsBetween } from '../../shared/domain/time/instant.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { sayDate, sayDuration, sayFullDate, sayWeekday } from '../../shared/domain/time/wording.ts';
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { channelName, sayMoment, VERDICTS } from './labels.ts';
import { ASSIGNMENT_SENTENCES } from './ledger-assignments.ts';
import { NOTICE_SENTENCES, signer } from './ledger-notices.ts';
import { REPLY_SENTENCES } from './ledger-replies.ts';
import { STEP_SENTENCES } from './ledger-steps.ts';
import {
  type Around,
  type Body,
  because,
  listed,
  moment,
  type Sentence,
  text,
  who,
  whoAll,
} from './ledger-words.ts';

export interface SaidEntry {
  readonly what: string;
  /** What of the matter it is about: a duty, or nothing in particular. */
  readonly about: string | null;
  /** When it was true, where that is not when it was recorded. */
  readonly happened: string | null;
  /** Keyed afterwards. */
  readonly enteredLater: boolean;
}

/** Longer than the clock's own grain: what is keyed as it happens is not 补登. */
const LATER_SECONDS = 60;

export function sayEntry(entry: LedgerEntry, district: District): SaidEntry {
  const body = (entry.body ?? {}) as Body;
  const around = { district, entry };
  const happened = happenedAt(entry, body);
  const enteredLater =
    happened !== null && secondsBetween(happened, entry.recordedAt) >= LATER_SECONDS && isHandIn(entry.type);
  return {
    what: (SENTENCES[entry.type] ?? ((_body, { entry: { type } }) => type))(body, around),
    about: aboutOf(entry, body),
    happened:
      happened === null || happened === entry.recordedAt
        ? null
        : sayMoment(happened, district.zone, entry.recordedAt),
    enteredLater,
  };
}

function isHandIn(type: string): boolean {
  return (
    type === 'duty.submitted' ||
    /^week\.(answered|drafted|compiled|delivered)$/.test(type) ||
    type === 'roster.handed-in'
  );
}

function aboutOf(entry: LedgerEntry, body: Body): string | null {
  if (entry.stream.includes('/') && !entry.stream.startsWith('notice/')) return entry.stream;
  return typeof body.duty === 'string' ? body.duty : null;
}

function happenedAt(entry: LedgerEntry, body: Body): Instant | null {
  if (!isHandIn(entry.type)) return entry.at === entry.recordedAt ? null : entry.at;
  const done = (body.submission as { done?: Interval } | undefined)?.done;
  return done?.latest ?? done?.earliest ?? null;
}

function start(value: unknown, around: Around): string {
  const given = value as MeetingStart | undefined;
  if (given?.known === 'instant') return moment(given.at, around);
  if (given?.known === 'day')
    return `${sayDate(given.date as LocalDate)}（${sayWeekday(given.date as LocalDate)}）`;
  return '时间待定';
}

function bounds(value: unknown, around: Around): string {
  const given = value as Interval | null | undefined;
  if (!given || (given.earliest === null && given.latest === null)) return '时间不详';
  if (given.earliest === given.latest) return moment(given.earliest, around);
  return `${given.earliest === null ? '不详' : moment(given.earliest, around)}至${given.latest === null ? '不详' : moment(given.latest, around)}之间`;
}

function submitted(body: Body, around: Around, verb: string): string {
  const said = (body.submission ?? {}) as Body;
  const parts = [
    text(said.source) === '' ? '' : `来源：${text(said.source)}`,
    text(said.evidence) === '' ? '' : `凭据：${text(said.evidence)}`,
  ];
  const details = parts.filter((part) => part !== '').join('，');
  return `${verb}（${who(said.by, around)}登记）${details === '' ? '' : `，${details}`}`;
}

function judged(body: Body, around: Around): string {
  const late = typeof body.lateBySeconds === 'number' ? `，超出${sayDuration(body.lateBySeconds)}` : '';
  const others = (body.alternatives ?? []) as { id: string; verdict: Verdict }[];
  const sideBySide =
    others.length > 0
      ? `；并列：${others.map(({ id, verdict }) => `${startOf(id)}${VERDICTS[verdict]}`).join('、')}`
      : '';
  const blameless = body.attributable === false ? '，不归责于承办单位' : '';
  return `办结：${VERDICTS[body.verdict as Verdict] ?? text(body.verdict)}${late}${blameless}${noted(body.reason ?? body.state)}${sideBySide}`;
  function noted(note: unknown): string {
    return text(note) === '' ? '' : `（${sayNote(text(note), around)}）`;
  }
}

function sayNote(note: string, { district }: Around): string {
  return note.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, (at) =>
    sayMoment(at as Instant, district.zone),
  );
}

function startOf(id: string): string {
  return { occurrence: '按事发', report: '按接报', classification: '按定级', awareness: '按获知' }[id] ?? id;
}

function planned(body: Body, around: Around): string {
  const plan = (body.plan ?? {}) as Body;
  return `${text(plan.title)}，${who(plan.owedBy, around)}，时限${moment(plan.dueAt, around)}${plan.provisional === true ? '（未确认）' : ''}`;
}

function kindOf(body: Body): string {
  return KIND_NAMES[body.kind as NoticeKind] ?? text(body.kind);
}

function awaySpan(body: Body, around: Around): string {
  const acting = text(body.standIn) === '' ? '' : `，由${who(body.standIn, around)}代行`;
  return `${who(body.post, around)}，${moment(body.from, around)}至${moment(body.to, around)}，${text(body.reason)}${acting}`;
}

/** （电话，区政府办公室秘书科代录） */
function keyedFor(body: Body, around: Around): string {
  return text(body.for) === '' ? '' : `（${text(body.source)}，${who(body.by, around)}代录）`;
}

/** The name as it was then; the directory may have forgotten it. */
function formerly(body: Body): string {
  return text(body.formerName) === '' ? '' : `，原任${text(body.formerName)}`;
}

function dated(days: unknown, what: string): string[] {
  return Object.entries((days ?? {}) as Body).map(
    ([date, why]) => `${sayFullDate(date as LocalDate)}${what}（${text(why)}）`,
  );
}

function seasons(hours: unknown): string[] {
  return ((hours ?? []) as Body[]).map(
    (season) => `${text(season.from)}起至${text(season.until)}前办公时间${text(season.hours)}`,
  );
}

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...ASSIGNMENT_SENTENCES,
  ...NOTICE_SENTENCES,
  ...STEP_SENTENCES,
  ...REPLY_SENTENCES,
  'meeting.scheduled': (body, around) =>
    `安排${text(body.title)}，${start(body.start, around)}，议题${String((body.agenda as unknown[] | undefined)?.length ?? 0)}项`,
  'meeting.planned': (body, around) => `计划召开${text(body.title)}，${start(body.start, around)}`,
  'meeting.agenda-fixed': (body, around) =>
    `议程确定，${start(body.start, around)}，列入议题${String((body.placed as unknown[] | undefined)?.length ?? 0)}项`,
  'meeting.leave-asked': (body, around) =>
    `请假：${who(body.post, around)}${because(body.why)}${body.byPhone === true ? '（电话）' : ''}${text(body.substitute) === '' ? '' : `，拟由${who(body.substitute, around)}代`}`,
  'meeting.attended': (body, around) => `签到：${whoAll(body.present, around)}`,
  'meeting.resolved': (body) => {
    const named = (body.decisions as unknown[] | undefined)?.length ?? 0;
    return `${body.startNow === true ? '按清单先行交办' : '登记'}议定事项${named}项`;
  },
  'agenda.amended': (body) => `议题${text(body.agendaItem)}信息变更${because(body.why)}`,
  'agenda.placed': (body) => `议题${text(body.agendaItem)}列入议程`,
  'agenda.decided': (body) =>
    `议题${text(body.agendaItem)}：${text(body.outcome)}${text(body.next) === '' ? '' : `，转入${text(body.next)}`}${text(body.correction) === '' ? '' : `（更正：${text(body.correction)}）`}`,
  'papers.collected': (body, around) =>
    submitted(
      body,
      around,
      `会议材料清点，缺${String((body.missing as unknown[] | undefined)?.length ?? 0)}份`,
    ),
  'papers.lent': (body, around) =>
    `材料份号${text(body.copy)}经批准带回（${who(body.unit, around)}）${body.until === null || body.until === undefined ? '' : `，${moment(body.until, around)}前归还`}`,
  'period.expected': (body) => `${body.planned === true ? '已安排' : '不再安排'}会议${text(body.by)}`,
  'meeting.rescheduled': (body, around) =>
    `会议改期：原${start(body.before, around)}，现${start(body.start, around)}${because(body.why)}`,
  'meeting.cancelled': (body) => `会议取消${because(body.why)}`,
  'meeting.begun': () => '会议召开',
  'agenda.added': (body, around) => {
    const added = (body.agendaItem ?? {}) as Body;
    return `增加议题“${text(added.title)}”（${who(added.unit, around)}）`;
  },
  'agenda.withdrawn': (body, around) =>
    `议题${text(body.agendaItem)}${text(body.how)}（${who(body.by, around)}）${because(body.why)}`,
  'papers.revision-asked': (body, around) =>
    `议题${text(body.agendaItem)}材料修改，${moment(body.until, around)}前报新版${because(body.why)}`,
  'papers.replaced': (body) => `议题${text(body.agendaItem)}材料换发${because(body.why)}`,
  'event.reported': (body, around) =>
    `登记事件“${text(body.title)}”，${text(body.severity)}，牵头${who(body.lead, around)}；事发${bounds(body.occurred, around)}，接报${moment(body.reportedAt, around)}`,
  'event.classified': (body, around) =>
    `定级：由${text(body.before)}改为${text(body.severity)}（${who(body.by, around)}，${moment(body.classifiedAt, around)}）`,
  'event.start-corrected': (body, around) =>
    `事发时间更正为${bounds(body.occurred, around)}${because(body.why)}`,
  'event.confirmed': (body, around) => `带班领导确认（${who(body.by, around)}），报告区领导`,
  'event.start-confirmed': (body, around) => `起算时间经确认（${who(body.by, around)}）`,
  'event.called': (body, around) =>
    `电话${who(body.post, around)}：${body.answered === true ? '已接' : '未接'}，${text(body.note)}${text(body.instruction) === '' ? '' : `，批示：${text(body.instruction)}`}`,
  'event.updated': (body, around) => {
    const update = (body.update ?? {}) as Body;
    const name = update.final === true ? '终报' : sayUpdate(Number(update.number));
    return submitted(
      update,
      around,
      `收到${name}${update.casualtiesChanged === true ? '，伤亡情况有变化' : ''}`,
    );
  },
  'event.reported-upward': (body, around) => {
    const report = (body.report ?? {}) as Body;
    const basis = report.basis === 'law' ? '依法先行报告，同时请示' : '根据领导批示';
    return submitted(
      report,
      around,
      `上报${RECIPIENT_NAMES[report.to as UpwardTo] ?? text(report.to)}，${basis}`,
    );
  },
  'event.instructed': (body, around) => `${who(body.by, around)}批示：${text(body.text)}`,
  'event.first-reported': (body, around) =>
    submitted(body, around, body.how === 'phone' ? '收到电话首报' : '收到书面首报'),
  'event.taken-over': (body) => {
    const watch = (body.watch ?? {}) as Body;
    return `值班交接：${text(watch.from)}交，${text(watch.to)}签收`;
  },
  'duty-room.handed-over': (body) => {
    const events = Array.isArray(body.events) ? body.events.map(text).join('、') : '';
    const note = text(body.note) === '' ? '' : `，${text(body.note)}`;
    return `值班交接：${text(body.from)}交${text(body.to)}接，签收未结事件${events === '' ? '0件' : events}${note}`;
  },
  'roster.handed-in': (body, around) => {
    const gaps = Array.isArray(body.gaps) ? body.gaps.length : 0;
    return submitted(body, around, `${who(body.unit, around)}报送值班表${gaps > 0 ? `，缺${gaps}天` : ''}`);
  },
  'release.drafted': (body, around) => `发布稿送审（${who(body.by, around)}）`,
  'event.handed-over': (body) => `由上级统一发布：${text(body.to)}`,
  'event.not-answered': (body, around) =>
    `经研判不公开回应（${who(body.by, around)}）：${text(body.opinion)}`,
  'event.closed': (body, around) => `响应结束（${who(body.by, around)}）`,
  'week.opened': (body) =>
    `开始征集一周安排，区领导${String((body.leaders as unknown[] | undefined)?.length ?? 0)}人`,
  'week.answered': (body, around) => {
    const entries = (body.entries as unknown[] | undefined)?.length ?? 0;
    return `${who(body.leader, around)}一周安排：${entries === 0 ? '无' : `${entries}项`}`;
  },
  'week.drafted': (body, around) => submitted(body, around, '预排稿形成'),
  'week.compiled': (body, around) => submitted(body, around, `安排表汇总编制，第${String(body.version)}版`),
  'week.delivered': (body, around) => submitted(body, around, `安排表第${String(body.version)}版呈阅`),
  'week.read': (body, around) => `${who(body.leader, around)}阅知第${String(body.version)}版`,
  'week.counted': (body) => `${counted(body)}计入本周`,
  'period.opened': () => '期间开始',
  'period.counted': (body) => `${counted(body)}计入本期`,
  'week.changed': (body) => `安排变更，第${String(body.version)}版：${text(body.what)}`,
  'duty.opened': (body, around) => `立项：${planned(body, around)}`,
  'duty.replanned': (body, around) =>
    `时限调整：原${moment(body.formerDueAt, around)}；${planned(body, around)}${because(body.why)}`,
  'duty.rested': (body) => `暂停计时${because(body.why)}`,
  'duty.overdue': (body, around) =>
    `到达时限${moment(body.dueAt, around)}，未见登记${text(body.state) === '' ? '' : `（${text(body.state)}）`}`,
  'duty.acknowledged': (body, around) => `签收（${signer(body, around)}）`,
  'duty.signalled': (body, around) =>
    `${body.signal === 'confirmed' ? '经确认' : text(body.signal)}（${who(body.by, around)}）`,
  'duty.submitted': (body, around) => submitted(body, around, '报送'),
  'duty.extension-wished': (body, around) =>
    `希望延期（${who(body.by, around)}${text(body.source) === '' ? '' : `，${text(body.source)}`}），待电话联系`,
  'duty.returned': (body, around) => `退回（${who(body.by, around)}）${because(body.why)}`,
  'duty.settled': judged,
  'duty.breach-withdrawn': (body) => `撤回超时记录：${text(body.reason)}`,
  'duty.outside-rate': (body) => `不计入按时率：${text(body.reason)}`,
  'check.answered': (body, around) => `核对：未收到（${who(body.by, around)}）`,
  'rung.reached': (body, around) =>
    `${kindOf(body)}：${whoAll(body.notify, around)}${body.late === true ? '（补发）' : ''}${body.early === true ? '（提前）' : ''}`,
  'rung.skipped': (body) => `${kindOf(body)}略过：${text(body.reason)}`,
  'rung.deferred': (body, around) =>
    `${kindOf(body)}推迟至${moment(body.until, around)}：${text(body.reason)}`,
  'notice.handed-on': (body, around) =>
    `改送${who(body.post, around)}的其他渠道或下一人：${text(body.reason)}`,
  'notice.sent': (body, around) =>
    `${body.shadow === true ? '拟发，' : '已发'}${who(body.to, around)}${body.for === null || body.for === undefined ? '' : `（呈${who(body.for, around)}）`}，${channelName(text(body.channel))}：${text(body.text)}`,
  'notice.merged': () => '并入同时发出的另一条提醒',
  'notice.dropped': (body, around) => `不再发送${who(body.post, around)}：${text(body.reason)}`,
  'absence.recorded': (body, around) => `登记外出：${awaySpan(body, around)}`,
  'absence.requested': (body, around) => `外出请假：${awaySpan(body, around)}`,
  'absence.approved': (body, around) =>
    text(body.for) === ''
      ? `${who(body.by, around)}批准${who(body.post, around)}外出${body.signing === true ? '，签发权由补位人员行使' : ''}`
      : `${who(body.for, around)}批准${who(body.post, around)}外出（${text(body.source)}，${who(body.by, around)}代为登记，待核对）`,
  'absence.confirmed': (body, around) =>
    `${who(body.by, around)}核对${who(body.post, around)}外出的代为登记的批准`,
  'absence.not-approved': (body, around) =>
    `${who(body.by, around)}未批准${who(body.post, around)}外出${because(body.why)}`,
  'absence.filed': (body, around) => `${who(body.post, around)}外出备案，备案号${text(body.number)}`,
  'absence.ended': (body, around) => `${who(body.post, around)}销假`,
  'absence.withdrawn': (body, around) => `${who(body.post, around)}撤回外出请假`,
  'whereabouts.set': (body, around) =>
    `去向登记：${who(body.post, around)}，${text(body.note)}，${body.reachable === true ? '可联系' : '暂时无法联系'}，至${moment(body.until, around)}`,
  'directory.appointed': (body, around) =>
    `${who(body.post, around)}由${text(body.name)}担任，自${moment(body.from, around)}起${formerly(body)}`,
  'directory.vacated': (body, around) => `${who(body.post, around)}暂缺${formerly(body)}${because(body.why)}`,
  'directory.person-added': (body) => `登记人员：${text(body.name)}`,
  'directory.person-changed': (body) =>
    `变更人员信息：${text(body.name)}${text(body.formerName) === '' ? '' : `（原名${text(body.formerName)}）`}`,
  'directory.succeeded': (body, around) =>
    `${who(body.unit, around)}职责自${text(body.from) === '' ? '' : sayFullDate(text(body.from) as LocalDate)}起由${who(body.successor, around)}承担${because(body.why)}`,
  'directory.checked': (body) => `通讯录核对：${listed(body.findings)}`,
  'directory.imported': (body) => `整册导入通讯录${because(body.why)}`,
  'rule.released': (body, around) => `正式启用${listed(body.rules)}（${who(body.by, around)}）`,
  'rule.shadowed': (body, around) =>
    `${listed(body.rules)}转入试运行，提醒仅发办公室（${who(body.by, around)}）${because(body.why)}`,
  'setting.changed': (body) =>
    `设置“${text(body.say)}”由“${text(body.before)}”改为“${text(body.value)}”（${text(body.why)}）`,
  'rule.confirmed': (body, around) =>
    `规则核定：${text(body.rule)}${body.inForce === true ? '施行' : '不施行'}${text(body.reading) === '' ? '' : `，理解${text(body.reading)}`}（${text(body.for) === '' ? who(body.by, around) : `${who(body.for, around)}，${text(body.source)}，${who(body.by, around)}代为登记`}）`,
  'calendar.overlaid': (body) =>
    `本区工作日历按${text(body.document)}调整：${[...dated(body.off, '不上班'), ...dated(body.work, '上班'), ...seasons(body.officeHours)].join('；')}`,
  'calendar.overlay-lifted': (body) => `撤销${text(body.document)}对工作日历的调整`,
  'digest.requested': (body, around) =>
    `${who(body.leader, around)}开始接收每日汇总${keyedFor(body, around)}`,
  'digest.ended': (body, around) => `${who(body.leader, around)}停止接收每日汇总${keyedFor(body, around)}`,
  'sending.stopped': (body) => `暂停全部外发${because(body.why)}`,
  'sending.resumed': () => '恢复外发',
  'report.made': (body, around) =>
    `时限执行情况报告${text(body.id)}（草案）形成，统计期${text(body.period)}，应办事项${String(body.due)}项（${who(body.by, around)}）`,
  'report.approval-keyed': (body, around) =>
    `${who(body.for, around)}批准时限执行情况报告${text(body.id)}（${text(body.source)}，${who(body.by, around)}代为登记，待复核）`,
  'report.approved': (body, around) =>
    text(body.for) === ''
      ? `${who(body.by, around)}批准时限执行情况报告${text(body.id)}`
      : `${who(body.for, around)}批准时限执行情况报告${text(body.id)}（${text(body.source)}，${who(body.by, around)}代为登记，${who(body.confirmedBy, around)}复核）`,
  'report.withdrawn': (body, around) =>
    `撤回时限执行情况报告${text(body.id)}（${who(body.by, around)}）${because(body.why)}`,
  'notice.failed': (body, around) => `未能送达${who(body.post, around)}：${text(body.reason)}`,
};

/** The meeting, or whatever else took place and counts. */
function counted({ submission }: Body): string {
  return text((submission as Body | undefined)?.evidence) || '已召开的会议';
}
