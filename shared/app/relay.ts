/** Carries out what an outbox row asks: plans the matter, creates the notices, hands facts on; then removes it. */
import type { ExistingDuty } from '../domain/duties/duty.ts';
import type { Announcement } from '../domain/matters/matter.ts';
import { jitterSeconds } from '../domain/notices/manners.ts';
import { NOT_TRIED, type Notice, type NoticeFacts } from '../domain/notices/notice.ts';
import { titleOf } from '../domain/routing/absences.ts';
import { postsOf, UnknownRole } from '../domain/routing/roles.ts';
import { addSeconds, type Instant, latest } from '../domain/time/instant.ts';
import { sayDateTime } from '../domain/time/wording.ts';
import type { PublishedFact } from '../ports/publisher.ts';
import type { Change, LedgerEntry, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import type { NoticeRequest, OutboxBody } from './outbox.ts';
import { dutiesOf, planMatter } from './plan-matter.ts';
import { dutyOf, keyOf, noticeContent } from './rows.ts';

/** Notices are created in chunks, so that any number of recipients fits; a repeat creates none twice. */
const CHUNK = 50;

/**
 * Repeatable at any point: planning is idempotent, notices have derived ids and are put only where absent,
 * facts keep their ids, and the row goes last.
 */
export async function relay(engine: Engine, district: District, row: Row, now: Instant): Promise<void> {
  const body = row.body as OutboxBody;
  if (body.plan !== null) await planMatter(engine.store, district, body.matter, body.plan, now, 'system');
  const notices = await noticesFor(engine, district, body, now);
  for (let start = 0; start < notices.length; start += CHUNK) {
    const puts = notices.slice(start, start + CHUNK).map((notice) => createNotice(notice, district, now));
    // One change each: those that exist already conflict, and that is as it should be.
    await engine.store.commit(puts);
  }
  await engine.installation.publisher.publish(body.facts.map(published));
  await engine.store.commit([
    { district: district.id, puts: [], deletes: [{ key: row, expected: row.version }], entries: [] },
  ]);
}

function published(entry: LedgerEntry): PublishedFact {
  const { district, stream, seq, type, at, body } = entry;
  const about =
    type.startsWith('duty.') || type.startsWith('rung.') ? { duty: stream } : { matter: entry.matter };
  return { id: `${district}/${stream}@${seq}`, district, type, at, body: { ...about, ...(body as object) } };
}

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

async function noticesFor(
  engine: Engine,
  district: District,
  body: OutboxBody,
  now: Instant,
): Promise<NoticeFacts[]> {
  const ids = [...new Set(body.notices.map(({ duty }) => duty))];
  const rows = await engine.store.getMany(ids.map((id) => keyOf(district.id, 'duty', id)));
  const duties = new Map(
    rows.map((row) => dutyOf(row)).flatMap((duty) => (duty.status === 'none' ? [] : [[duty.plan.id, duty]])),
  );
  const rungs = body.notices.flatMap((request) => {
    const duty = duties.get(request.duty);
    return duty ? requested(request, duty, district, now) : [];
  });
  if (body.announcements.length === 0) return rungs;
  const all = (await dutiesOf(engine.store, district.id, body.matter)).map((row) => row.body as ExistingDuty);
  return [...rungs, ...body.announcements.flatMap((one) => announced(one, all, district, now))];
}

function requested(
  request: NoticeRequest,
  duty: ExistingDuty,
  district: District,
  now: Instant,
): NoticeFacts[] {
  const posts = postsFor(request.roles, duty, district);
  return posts.map((post) => ({
    ...factsOf(duty, post, request.rung, district, now),
    kind: request.kind,
    intendedAt: request.intendedAt,
    quietExemptUntil: request.quietExemptUntil,
    evenIfSettled: request.evenIfSettled,
    dueAt: request.evenIfSettled ? null : duty.plan.dueAt,
    channel: request.channel,
    template: request.message,
    words: { ...wordsFor(duty, district), ...request.words },
    id: noticeId(post, request.intendedAt, duty.plan.id, request.rung),
  }));
}

/** Begins with the post, so that what one post gets at one moment lies together in the due index. */
function noticeId(post: string, at: Instant, duty: string, rung: string): string {
  return `${post}~${at}~${duty}~${rung}`;
}

type Varying =
  | 'id'
  | 'kind'
  | 'intendedAt'
  | 'quietExemptUntil'
  | 'evenIfSettled'
  | 'dueAt'
  | 'channel'
  | 'template'
  | 'words';

function factsOf(
  duty: ExistingDuty,
  post: string,
  rung: string,
  district: District,
  now: Instant,
): Omit<NoticeFacts, Varying> {
  const { plan } = duty;
  return {
    district: district.id,
    matter: plan.matter,
    duty: plan.id,
    rule: plan.rule,
    rung,
    clock: plan.clock,
    post,
    createdAt: now,
    eventAt: plan.eventAt,
  };
}

function wordsFor(duty: ExistingDuty, district: District): Record<string, string> {
  const { plan } = duty;
  const done = duty.progress.submissions.at(-1)?.done.latest;
  return {
    ...plan.words,
    unit: district.directory.units.get(plan.owedBy)?.shortName ?? plan.owedBy,
    ...(plan.served === null ? {} : { leader: titleOf(plan.served, district.directory) }),
    ...(done ? { done: sayDateTime(done, district.zone) } : {}),
  };
}

/** A role the directory has no post for is passed over here; the weekly check of the directory reports it. */
function postsFor(roles: readonly string[], duty: ExistingDuty, { directory }: District): string[] {
  const context = {
    unit: duty.plan.owedBy,
    ...(duty.plan.served === null ? {} : { served: duty.plan.served }),
  };
  const posts = roles.flatMap((role) => {
    try {
      return postsOf(role, context, directory);
    } catch (fault) {
      if (fault instanceof UnknownRole) return ['office-director'];
      throw fault;
    }
  });
  return [...new Set(posts)];
}

function announced(
  one: Announcement,
  duties: readonly ExistingDuty[],
  district: District,
  now: Instant,
): NoticeFacts[] {
  const about = new Map<string, ExistingDuty>();
  for (const duty of duties) {
    const roles = one.to.flatMap((role) => (role === 'told' ? duty.progress.told : [role]));
    for (const post of postsFor(roles, duty, district)) if (!about.has(post)) about.set(post, duty);
  }
  return [...about].map(([post, duty]) => ({
    ...factsOf(duty, post, one.key, district, now),
    kind: one.kind,
    intendedAt: now,
    quietExemptUntil: one.urgentUntil,
    evenIfSettled: true,
    dueAt: null,
    channel: null,
    template: one.message,
    words: { ...wordsFor(duty, district), ...one.words },
    id: noticeId(post, now, duty.plan.id, one.key),
  }));
}
