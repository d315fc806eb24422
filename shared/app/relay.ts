/** Carries out what an outbox row asks: plans the matter, creates the notices, hands facts on; then removes it. */
import type { NoticeFacts } from '../domain/notices/notice.ts';
import { isInShadow } from '../domain/switching-on/rule-states.ts';
import { addSeconds, type Instant } from '../domain/time/instant.ts';
import type { PublishedFact } from '../ports/publisher.ts';
import type { Change, LedgerEntry, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { createNotice } from './notices/create-notice.ts';
import { noticesFor } from './notices/notices-asked-for.ts';
import { DUTY_CHANGED, type OutboxBody } from './outbox.ts';
import { planMatter } from './plan-matter.ts';

/** Notices are created in chunks, so that any number of recipients fits; a repeat creates none twice. */
const CHUNK = 50;

/**
 * Repeatable at any point: planning is idempotent, notices have derived ids and are put only where absent,
 * facts keep their ids, and each row goes last.
 */
export function relay(engine: Engine, district: District, row: Row, now: Instant): Promise<void> {
  return relayAll(engine, district, [row], now);
}

/** The same for all rows of a district that are due at once. */
export async function relayAll(
  engine: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<void> {
  const matters = Map.groupBy(rows, (row) => (row.body as OutboxBody).matter);
  for (const [matter, asking] of matters) {
    const why = reasonOf(asking);
    if (why !== null) await planMatter(engine.store, district, matter, why, now, 'system');
  }
  for (const row of rows) await carryOut(engine, district, row, now);
}

/** A matter is planned once however many of its rows ask for it; what happened to itself tells most. */
function reasonOf(rows: readonly Row[]): string | null {
  const reasons = rows.flatMap((row) => (row.body as OutboxBody).plan ?? []);
  return reasons.find((why) => why !== DUTY_CHANGED) ?? reasons[0] ?? null;
}

async function carryOut(engine: Engine, district: District, row: Row, now: Instant): Promise<void> {
  const body = row.body as OutboxBody;
  // Of the act, not of this attempt: a repeat must give announcements the same ids.
  const actedAt = body.facts[0]?.recordedAt ?? row.due?.at ?? now;
  const notices = await noticesFor(engine, district, body, actedAt, now);
  for (let start = 0; start < notices.length; start += CHUNK) {
    const puts = notices.slice(start, start + CHUNK).map((notice) => createNotice(notice, district, now));
    // One change each: those that exist already conflict, and that is as it should be.
    await engine.store.commit(puts);
  }
  for (const { key, command } of body.commands) {
    const commandId = `follow/${row.id}/${key}`;
    // A refusal is an answer: the other matter has its reasons, and asking again changes nothing.
    await execute(engine, { district: district.id, commandId, actor: 'system', command }, now);
  }
  const facts = body.facts.map((entry) => marked(withPosts(entry, notices), district));
  if (!(await handedOn(engine, facts))) {
    await engine.store.commit([waitingToBeHeard(row, body, facts, now)]);
    return;
  }
  await engine.store.commit([
    { district: district.id, puts: [], deletes: [{ key: row, expected: row.version }], entries: [] },
  ]);
}

/** Subscribers that cannot be reached must hold up nothing else; the publisher itself reports why. */
async function handedOn(engine: Engine, facts: readonly LedgerEntry[]): Promise<boolean> {
  if (facts.length === 0) return true;
  try {
    await engine.installation.publisher.publish(facts.map(published));
    return true;
  } catch {
    return false;
  }
}

/** What is done is struck out; the facts are tried again a minute later. */
function waitingToBeHeard(row: Row, body: OutboxBody, facts: readonly LedgerEntry[], now: Instant): Change {
  const left: OutboxBody = { ...body, plan: null, notices: [], announcements: [], commands: [], facts };
  const due = { lane: row.due?.lane ?? 'normal', at: addSeconds(now, PUBLISH_AGAIN_SECONDS) } as const;
  const put = { key: row, content: { body: left, due, view: null }, expected: row.version };
  return { district: row.district, puts: [put], entries: [] };
}

const PUBLISH_AGAIN_SECONDS = 60;

/** A rung as subscribers hear of it names posts, where the ledger names roles. */
function withPosts(entry: LedgerEntry, notices: readonly NoticeFacts[]): LedgerEntry {
  const body = entry.body as Readonly<Record<string, unknown>>;
  if (entry.type !== 'rung.reached' || 'to' in body) return entry;
  const own = notices.filter(({ duty, rung }) => duty === entry.stream && rung === body.rung);
  return { ...entry, body: { ...body, to: own.map(({ post }) => post) } };
}

/** Whoever subscribes must not act on a rule that is still on trial (拟发). */
function marked(entry: LedgerEntry, { ruleStates }: District): LedgerEntry {
  const body = entry.body as Readonly<Record<string, unknown>>;
  const shadow = typeof body.rule === 'string' && isInShadow(body.rule, ruleStates);
  return shadow ? { ...entry, body: { ...body, shadow } } : entry;
}

function published({ district, stream, seq, type, at, matter, body }: LedgerEntry): PublishedFact {
  const about = /^(duty|rung)\./.test(type) ? { duty: stream } : { matter };
  return { id: `${district}/${stream}@${seq}`, district, type, at, body: { ...about, ...(body as object) } };
}
