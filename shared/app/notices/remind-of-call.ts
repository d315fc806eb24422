/** A call that nobody has made, or whose outcome nobody has keyed: the office hears of it once; what is done leaves the list. */
import type { DutyState } from '../../domain/duties/duty.ts';
import type { Matter } from '../../domain/matters/kinds.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { CALL, DAY_SECONDS, outcomeOwed, owedOf, type SentState } from '../../domain/notices/receipt.ts';
import { addSeconds, type Instant } from '../../domain/time/instant.ts';
import type { Change, Row } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { entriesFor, noticeContent, noticeOf } from '../rows.ts';
import { createNotice } from './create-notice.ts';

const OVERDUE = 'call.overdue';
const OFFICE = 'office.liaison';
const DUTY_ROOM = 'duty-room.liaison';

/**
 * What is due of a sent notice whose call or slip is still owed (`callOverdueAt`); nothing for any other. The office is
 * told of a call once for each duty and post, however often its rung repeats; the row is looked at again daily, and leaves
 * the list when its duty needs it no longer, or when the duty room has keyed a call to that post at the event itself.
 * `duty` and `matter` are the notice's own.
 */
export function remindOfCall(
  row: Row,
  duty: DutyState,
  matter: Matter | null,
  district: District,
  now: Instant,
): Change[] {
  const notice = noticeOf(row);
  const { facts, state } = notice;
  const owed = owedOf(notice);
  if (state.status !== 'sent' || owed === null) return [];
  if (!facts.evenIfSettled && (duty.status === 'settled' || duty.status === 'submitted'))
    return [needless(row, notice, state, now)];
  if (calledSince(state.at, facts.post, matter)) return [needless(row, notice, state, now)];
  const put = {
    key: row,
    content: noticeContent(notice, addSeconds(now, DAY_SECONDS)),
    expected: row.version,
  };
  const again: Change = { district: row.district, puts: [put], entries: [] };
  const tells = owed.channel === CALL && facts.template !== OVERDUE;
  return tells ? [tell(notice, district, now), again] : [again];
}

function calledSince(at: Instant, post: string, matter: Matter | null): boolean {
  return matter?.kind === 'event' && matter.calls.some((call) => call.post === post && call.at >= at);
}

function needless(row: Row, { facts }: Notice, state: SentState, now: Instant): Change {
  const copies = state.copies.map((copy) =>
    outcomeOwed(copy) ? { ...copy, needless: true as const } : copy,
  );
  const seq = state.seq ?? 0;
  const next: Notice = { facts, state: { ...state, copies, seq: seq + 1 } };
  const stream = `notice/${facts.id}`;
  const base = { district: row.district, matter: facts.matter, stream, actor: 'system', recordedAt: now };
  const { duty, rung, post } = facts;
  return {
    district: row.district,
    puts: [{ key: row, content: noticeContent(next, null), expected: row.version }],
    entries: entriesFor(base, seq, [{ type: 'notice.needless', duty, rung, post } as { type: string }]),
  };
}

/** Whoever makes the calls: in an emergency the duty room, if the directory has it. */
function tell({ facts }: Notice, district: District, now: Instant): Change {
  const { approval: _approval, ...kept } = facts;
  const post = facts.clock === 'E' && district.directory.posts.has(DUTY_ROOM) ? DUTY_ROOM : OFFICE;
  const rung = `call-${facts.rung}`;
  const alarm = {
    ...kept,
    id: `${post}~calls~${facts.duty}~${facts.post}`,
    post,
    rung,
    kind: 'change',
    intendedAt: now,
    createdAt: now,
    channel: null,
    template: OVERDUE,
  } as const;
  return createNotice(alarm, district, now);
}
