/** Lays a notice down: due when it is meant for, and never twice. */
import { jitterSeconds } from '../../domain/notices/manners.ts';
import { NOT_TRIED, type Notice, type NoticeFacts } from '../../domain/notices/notice.ts';
import { addSeconds, type Instant, latest } from '../../domain/time/instant.ts';
import type { Change } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { keyOf, noticeContent } from '../rows.ts';

/** A notice due at its instant, or at once when that has passed; refused by the store where it exists already. */
export function createNotice(facts: NoticeFacts, district: District, now: Instant): Change {
  const notice: Notice = { facts, state: { status: 'waiting', ...NOT_TRIED } };
  const due = addSeconds(latest(now, facts.intendedAt), jitterSeconds(facts, district.manners.jitterSeconds));
  const put = {
    key: keyOf(district.id, 'notice', facts.id),
    content: noticeContent(notice, due),
    expected: 0,
  };
  return { district: district.id, puts: [put], entries: [] };
}
