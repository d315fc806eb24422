/** What pages and the API read: bounded lists over the store's own views, never a second truth. */
import type { ExistingDuty } from '../domain/duties/duty.ts';
import type { Matter } from '../domain/matters/kinds.ts';
import { decideDelivery } from '../domain/notices/manners.ts';
import type { Notice } from '../domain/notices/notice.ts';
import { PERSON_REASONS } from '../domain/notices/person-log.ts';
import { recipientSort } from '../domain/notices/recipient-sort.ts';
import { titleOf } from '../domain/routing/absences.ts';
import type { Absence } from '../domain/routing/directory.ts';
import { OFFICE_DIRECTOR, postsOf, UnknownRole } from '../domain/routing/roles.ts';
import type { Rule } from '../domain/rules/rulebook.ts';
import { ruleKey } from '../domain/rules/rulebook.ts';
import { numberSetting } from '../domain/rules/settings.ts';
import { isInShadow } from '../domain/switching-on/rule-states.ts';
import { addSeconds, dateOf, type Instant, instantAt, parseLocalTime } from '../domain/time/instant.ts';
import { addDays, type LocalDate } from '../domain/time/local-date.ts';
import type { LedgerEntry, Row, StoreReader } from '../ports/store.ts';
import { all, type District } from './district.ts';
import { triesOf } from './notices/notice-record.ts';
import { approverOf, awaitsRelease } from './notices/release-notices.ts';
import { dutyOf, keyOf, matterOf, noticeOf, VIEWS } from './rows.ts';

/** The most that one page shows of one list. */
const PAGE = 100;

/** How an open duty stands at a moment. */
export type Standing = 'overdue' | 'to-check' | 'today' | 'upcoming';

export interface Board {
  readonly overdue: readonly ExistingDuty[];
  readonly toCheck: readonly ExistingDuty[];
  readonly today: readonly ExistingDuty[];
  readonly upcoming: readonly ExistingDuty[];
  readonly resting: readonly ExistingDuty[];
  readonly settled: readonly ExistingDuty[];
  /** Some list was longer than a page. */
  readonly cut: boolean;
}

/** The first page of the morning. */
export async function boardOf(reader: StoreReader, district: District, now: Instant): Promise<Board> {
  const { id } = district;
  const [past, ahead, resting, settled] = await Promise.all([
    duties(reader, { district: id, name: VIEWS.open, to: now, limit: PAGE }),
    duties(reader, { district: id, name: VIEWS.open, from: now, limit: PAGE }),
    duties(reader, { district: id, name: VIEWS.resting, limit: PAGE }),
    duties(reader, { district: id, name: VIEWS.settled, descending: true, limit: 20 }),
  ]);
  const standing = Map.groupBy([...past, ...ahead], (duty) => standingOf(duty, district, now));
  return {
    overdue: standing.get('overdue') ?? [],
    toCheck: standing.get('to-check') ?? [],
    today: standing.get('today') ?? [],
    upcoming: standing.get('upcoming') ?? [],
    resting,
    settled,
    cut: [past, ahead, resting].some(({ length }) => length === PAGE),
  };
}

/**
 * Nothing is called 超时 that the receiver has not confirmed, or that has not waited for the answer as long as the
 * setting `check.window` says; emergencies do not wait. An internal node is never 超时.
 */
export function standingOf(
  duty: ExistingDuty,
  { settings, zone }: Pick<District, 'settings' | 'zone'>,
  now: Instant,
): Standing {
  const { plan, progress } = duty;
  if (duty.status === 'submitted') return 'to-check';
  if (plan.dueAt > now) return plan.dueAt < endOfDay(now, zone) ? 'today' : 'upcoming';
  // What is only normally done (一般) is never 超时 either: it may be made up for, or explained.
  if (plan.basis === 'internal' || plan.notApplicable !== null || plan.lapse !== null) return 'to-check';
  // 存量: on the 核对清单 until it is answered.
  if (plan.outsideRate !== undefined) return 'to-check';
  if (progress.check === 'not-received' || plan.clock === 'E') return 'overdue';
  if (settings.get('check.required') === true) return 'to-check';
  return addSeconds(plan.dueAt, numberSetting(settings, 'check.window') * 60) <= now ? 'overdue' : 'to-check';
}

function endOfDay(now: Instant, zone: string): Instant {
  return instantAt(addDays(dateOf(now, zone), 1), parseLocalTime('00:00'), zone);
}

export type DutyList = 'open' | 'settled' | 'resting';

/** One page of a list of duties; `after` is the last one of the page before. */
export async function dutyList(
  reader: StoreReader,
  district: string,
  list: DutyList,
  { after, limit = PAGE }: { readonly after?: Cursor | undefined; readonly limit?: number } = {},
): Promise<Page<ExistingDuty>> {
  const rows = await reader.view({
    district,
    name: VIEWS[list],
    descending: list === 'settled',
    limit: Math.min(limit, PAGE),
    ...(after === undefined ? {} : { after }),
  });
  return { entries: rows.flatMap(existing), next: nextOf(rows, Math.min(limit, PAGE)) };
}

export interface Cursor {
  readonly sort: string;
  readonly id: string;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Where the next page begins, `null` on the last one. */
  readonly next: Cursor | null;
}

function nextOf(rows: readonly Row[], limit: number): Cursor | null {
  const last = rows.at(-1);
  return rows.length < limit || !last?.view ? null : { sort: last.view.sort, id: last.id };
}

async function duties(
  reader: StoreReader,
  query: Parameters<StoreReader['view']>[0],
): Promise<ExistingDuty[]> {
  return (await reader.view(query)).flatMap(existing);
}

function existing(row: Row): ExistingDuty[] {
  const duty = dutyOf(row);
  return duty.status === 'none' ? [] : [duty];
}

export async function oneDuty(
  reader: StoreReader,
  district: string,
  id: string,
): Promise<ExistingDuty | null> {
  const row = await reader.get(keyOf(district, 'duty', id));
  return row === null ? null : (existing(row)[0] ?? null);
}

/** Every duty of a matter, the earliest limit first; a period may have hundreds. */
export async function dutiesOfMatter(
  reader: StoreReader,
  district: string,
  matter: string,
): Promise<ExistingDuty[]> {
  const rows = await all(reader, { district, kind: 'duty', prefix: `${matter}/` });
  return rows.flatMap(existing).toSorted((a, b) => compare(a.plan.dueAt, b.plan.dueAt));
}

export interface MatterView {
  readonly matter: Matter;
  readonly duties: readonly ExistingDuty[];
  /** The latest entries, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  readonly ledgerLength: number;
}

const LEDGER_SHOWN = 400;

/** A matter with its duties and the end of its ledger; `null` where there is none of that id. */
export async function matterView(
  reader: StoreReader,
  district: string,
  id: string,
): Promise<MatterView | null> {
  const matter = matterOf(await reader.get(keyOf(district, 'matter', id)));
  if (!matter) return null;
  const [rows, ledger] = await Promise.all([
    reader.list({ district, kind: 'duty', prefix: `${id}/`, limit: 300 }),
    reader.ledger({ district, matter: id }),
  ]);
  const found = rows.flatMap(existing).toSorted((a, b) => compare(a.plan.dueAt, b.plan.dueAt));
  return { matter, duties: found, ledger: ledger.slice(-LEDGER_SHOWN), ledgerLength: ledger.length };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The latest opened first. */
export async function matterList(
  reader: StoreReader,
  district: string,
  after?: Cursor,
): Promise<Page<Matter>> {
  const rows = await reader.view({
    district,
    name: VIEWS.matters,
    descending: true,
    limit: PAGE,
    ...(after === undefined ? {} : { after }),
  });
  return { entries: rows.flatMap((row) => matterOf(row) ?? []), next: nextOf(rows, PAGE) };
}

/** So many matters are looked through for one page of a list; whatever is left comes on the next. */
const MOST_LOOKED_AT = 1000;

/** The latest opened of one kind that fit, the latest first. */
export async function mattersOfKind<Kind extends Matter['kind']>(
  reader: StoreReader,
  district: string,
  kind: Kind,
  fits: (matter: Extract<Matter, { kind: Kind }>) => boolean,
  after?: Cursor,
): Promise<Page<Extract<Matter, { kind: Kind }>>> {
  const found: Extract<Matter, { kind: Kind }>[] = [];
  let next: Cursor | null = after ?? null;
  for (let looked = 0; looked < MOST_LOOKED_AT && found.length < PAGE; looked += PAGE) {
    const page: Page<Matter> = await matterList(reader, district, next ?? undefined);
    for (const matter of page.entries) if (isOfKind(matter, kind) && fits(matter)) found.push(matter);
    next = page.next;
    if (next === null) break;
  }
  return { entries: found, next };
}

function isOfKind<Kind extends Matter['kind']>(
  matter: Matter,
  kind: Kind,
): matter is Extract<Matter, { kind: Kind }> {
  return matter.kind === kind;
}

/** Which of the given ids are matters of the district, in that order. */
export async function mattersNamed(
  reader: StoreReader,
  district: string,
  ids: readonly string[],
): Promise<Matter[]> {
  const rows = await reader.getMany(ids.map((id) => keyOf(district, 'matter', id)));
  return rows.flatMap((row) => matterOf(row) ?? []);
}

/** An id that no matter has yet: the day and a number. */
export async function freeId(
  reader: StoreReader,
  district: string,
  kind: 'hy' | 'sj' | 'sx' | 'jb',
  day: LocalDate,
): Promise<string> {
  const prefix = `${kind}${day.replaceAll('-', '')}-`;
  const taken = new Set(
    (await reader.list({ district, kind: 'matter', prefix, limit: 200 })).map(({ id }) => id),
  );
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

export type NoticeList = 'sent' | 'waiting' | 'failed';

/** Which views a list is made of: what a call or a slip is owed for was sent as well. */
const LISTS: Readonly<Record<NoticeList, readonly string[]>> = {
  sent: [VIEWS.sent, VIEWS.urgentCalls, VIEWS.calls, VIEWS.slips],
  waiting: [VIEWS.waiting],
  failed: [VIEWS.failed],
};

/** One page of notices, the latest first. */
export async function noticeList(
  reader: StoreReader,
  district: string,
  list: NoticeList,
  { after, limit = PAGE }: { readonly after?: Cursor | undefined; readonly limit?: number } = {},
): Promise<Page<Notice>> {
  const query = { district, descending: true, limit, ...(after === undefined ? {} : { after }) };
  const views = await Promise.all(LISTS[list].map((name) => reader.view({ ...query, name })));
  const rows = views.length === 1 ? (views[0] ?? []) : latestOf(views.flat(), limit);
  return { entries: rows.map(noticeOf), next: nextOf(rows, limit) };
}

function latestOf(rows: readonly Row[], limit: number): Row[] {
  const place = (row: Row) => [row.view?.sort ?? '', row.id] as const;
  return rows
    .toSorted((a, b) => compare(place(b)[0], place(a)[0]) || compare(place(b)[1], place(a)[1]))
    .slice(0, limit);
}

/** The calls to make, emergencies first and the oldest of each first; bounded. */
export async function callList(reader: StoreReader, district: string): Promise<Notice[]> {
  const query = { district, limit: PAGE };
  const [urgent, ordinary] = await Promise.all([
    reader.view({ ...query, name: VIEWS.urgentCalls }),
    reader.view({ ...query, name: VIEWS.calls }),
  ]);
  return [...urgent, ...ordinary].map(noticeOf);
}

/** The slips to serve, the oldest first; bounded. */
export async function slipList(reader: StoreReader, district: string): Promise<Notice[]> {
  return (await reader.view({ district, name: VIEWS.slips, limit: PAGE })).map(noticeOf);
}

/** Why a notice waits, and until when where that is known. */
export function whyWaiting(
  { facts, state }: Notice,
  district: District,
  now: Instant,
): { readonly say: string; readonly until: Instant | null } {
  if (district.sendingStopped) return { say: '已暂停全部外发', until: null };
  const recipient = recipientSort(facts.post, district.directory);
  const decision = decideDelivery({ ...facts, recipient }, now, district.manners);
  if (decision.do === 'hold') return { say: decision.reason.say, until: decision.until };
  if (isInShadow(facts.rule, district.ruleStates))
    return { say: '规则试运行，仅发办公室（拟发）', until: null };
  if (awaitsRelease({ facts, state }, district))
    return { say: sayWaitsFor({ facts, state }, district), until: null };
  const { attempts, capped } = triesOf(state);
  if (attempts > 0) return { say: `第${attempts}次发送未成功，稍后再发`, until: null };
  if (capped) return { say: PERSON_REASONS.cap.say, until: null };
  return { say: state.status === 'claimed' ? '正在发送' : '待发送', until: null };
}

function sayWaitsFor({ facts, state }: Notice, district: District): string {
  const approver = titleOf(approverOf(facts, district) ?? OFFICE_DIRECTOR, district.directory);
  const keyed = state.status === 'waiting' && state.keyed !== undefined;
  return keyed ? `代录${approver}签发，待复核` : `待${approver}签发`;
}

/** Absences that are not over yet, and approved ones whose return was not reported, by their beginning. */
export async function absencesOf(reader: StoreReader, district: string, now: Instant): Promise<Absence[]> {
  const rows = await all(reader, { district, kind: 'absence' });
  return rows
    .map((row) => row.body as Absence)
    .filter(({ to, status, returnedAt }) => to > now || (status === 'approved' && returnedAt === undefined))
    .toSorted((a, b) => compare(a.from, b.from));
}

/** The rule under which a duty was planned, as the rulebook has it now; `null` where it has it no longer. */
export function ruleOf({ plan }: Pick<ExistingDuty, 'plan'>, district: District): Rule | null {
  const rules = district.rulebook.rules.filter(({ id }) => id === plan.rule);
  const whole = rules.find(
    (rule) => `${plan.id}/`.startsWith(`${plan.matter}/${ruleKey(rule)}/`) && rule.title === plan.title,
  );
  return whole ?? rules[0] ?? null;
}

/** The titles of the posts that a rung addresses; the role itself where the directory has no post for it. */
export function addressees(
  roles: readonly string[],
  { plan }: Pick<ExistingDuty, 'plan'>,
  { directory }: District,
): string[] {
  const context = { unit: plan.owedBy, ...(plan.served === null ? {} : { served: plan.served }) };
  const posts = roles.flatMap((role) => {
    try {
      return postsOf(role, context, directory);
    } catch (fault) {
      if (fault instanceof UnknownRole) return [role];
      throw fault;
    }
  });
  return [...new Set(posts)].map((post) => directory.posts.get(post)?.title ?? post);
}
