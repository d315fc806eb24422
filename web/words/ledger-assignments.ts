/** Ledger entries of assignments and of drafts that were let go, in words. */

import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { sayFullDate } from '../../shared/domain/time/wording.ts';
import { type Around, type Body, because, moment, type Sentence, text, who, whoAll } from './ledger-words.ts';

/** Whose approval it is, and who keyed it. */
function signed(approval: unknown, around: Around): string {
  const given = (approval ?? {}) as Body;
  if (text(given.for) === '') return who(given.by, around);
  return `${who(given.for, around)}，${text(given.source)}，${who(given.by, around)}代录`;
}

/** A limit that a paper names: a day or a moment. */
function named(until: unknown, around: Around): string {
  const given = (until ?? {}) as Body;
  if (text(given.date) !== '') return `，时限${sayFullDate(text(given.date) as LocalDate)}`;
  return text(given.instant) === '' ? '' : `，时限${moment(given.instant, around)}`;
}

function numbered(number: unknown): string {
  return text(number) === '' ? '' : `，${text(number)}`;
}

function reportOf(report: unknown): string {
  const given = (report ?? {}) as Body;
  return `报告进展（${text(given.state)}）：${text(given.text)}`;
}

function idsOf(parts: unknown): string {
  return Array.isArray(parts) ? parts.map((part: Body) => text(part.id)).join('、') : '';
}

export const ASSIGNMENT_SENTENCES: Readonly<Record<string, Sentence>> = {
  'assignment.opened': (body, around) =>
    `登记交办事项“${text(body.title)}”，牵头${who(body.lead, around)}${Array.isArray(body.supporting) && body.supporting.length > 0 ? `，配合${whoAll(body.supporting, around)}` : ''}，${text(body.form)}${body.legacy === true ? '（存量）' : ''}`,
  'assignment.approved': (body, around) =>
    `立项（${signed(body.approval, around)}）${named(body.until, around)}`,
  'assignment.approval-confirmed': (body, around) => `代录的批准经复核（${who(body.by, around)}）`,
  'assignment.assigned': (body, around) => `交办（${who(body.by, around)}）${numbered(body.number)}`,
  'assignment.objected': (body, around) => {
    const given = (body.objection ?? {}) as Body;
    return `${who(given.by, around)}对${text(given.against)}提出异议，停止计时${because(given.why)}`;
  },
  'assignment.upheld': (body, around) =>
    `异议不成立，恢复计时（${who(body.by, around)}）${because(body.why)}`,
  'assignment.transferred': (body, around) =>
    `由${who(body.party, around)}转办至${who(body.to, around)}（${who(body.by, around)}）${named(body.until, around)}`,
  'assignment.reported': (body) => reportOf(body.report),
  'assignment.closing-asked': (body) => `申请销号：${text(((body.report ?? {}) as Body).text)}`,
  'assignment.closing-returned': (body, around) =>
    `销号申请退回（${who(body.by, around)}）${because(body.why)}`,
  'assignment.closed': (body, around) => `核定销号（${who(body.by, around)}）`,
  'assignment.source-added': (body, around) =>
    `增加来源：${text(((body.source ?? {}) as Body).reference)}${named(body.until, around)}`,
  'assignment.split': (body, around) => `拆分为${idsOf(body.into)}（${who(body.by, around)}）`,
  'assignment.absorbed': (body) => `${text(body.from)}并入本项，来源一并登记`,
  'assignment.merged': (body, around) => `并入${text(body.into)}（${who(body.by, around)}）`,
  'assignment.not-answered': (body, around) =>
    `牵头单位登记${who(body.party, around)}未反馈意见（${who(body.by, around)}）${because(body.why)}`,
  'assignment.slip-issued': (body, around) =>
    `${text(body.kind)}签发（${who(body.by, around)}）${numbered(body.number)}`,
  'assignment.circular-approved': (body, around) =>
    `通报经批准（${signed(body.approval, around)}）${numbered(body.number)}：${text(body.text)}`,
  'assignment.renewed': (body, around) =>
    `续办并定新时限（${who(body.by, around)}）${named(body.until, around)}${because(body.why)}`,
  'assignment.struck': (body, around) => `销号（${who(body.by, around)}）${because(body.why)}`,
  'notice.released': (body, around) =>
    `发${who(body.post, around)}的消息经签发（${signed(body, around)}）${numbered(body.number)}${told(body)}`,
  'notice.release-keyed': (body, around) =>
    `发${who(body.post, around)}的消息代录签发，待复核（${signed(body, around)}）`,
};

/** How the leader in charge was told, and what the approver changed. */
function told(body: Body): string {
  const before = text(body.told) === '' ? '' : `，告知情况：${text(body.told)}`;
  return text(body.text) === '' ? before : `${before}，签发时改为：${text(body.text)}`;
}
