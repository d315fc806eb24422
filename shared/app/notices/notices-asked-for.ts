/** Which notices a rung, a correction or an announcement comes to: for which posts, with which words, under which ids. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Announcement } from '../../domain/matters/matter.ts';
import type { NoticeFacts } from '../../domain/notices/notice.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import { isLeader } from '../../domain/routing/resolve.ts';
import { postsOf, UnknownRole } from '../../domain/routing/roles.ts';
import { unitOfPost } from '../../domain/routing/units.ts';
import { isInShadow } from '../../domain/switching-on/rule-states.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { sayDateTime } from '../../domain/time/wording.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import type { NoticeRequest, OutboxBody } from '../outbox.ts';
import { dutiesOf } from '../plan-matter.ts';
import { dutyOf, keyOf } from '../rows.ts';
import { readersOf } from './readers-of-notices.ts';

/** The office’s own duties ask nothing of the posts in it that a change would have to repeat. */
const OFFICE = 'office';

/** The notices that an outbox row asks for: those of rungs, corrections, and announcements; `actedAt` is the moment of the act. */
export async function noticesFor(
  engine: Engine,
  district: District,
  body: OutboxBody,
  actedAt: Instant,
  now: Instant,
): Promise<NoticeFacts[]> {
  const ids = [...new Set(body.notices.map(({ duty }) => duty))];
  const rows = await engine.store.getMany(ids.map((id) => keyOf(district.id, 'duty', id)));
  const duties = new Map(
    rows.map((row) => dutyOf(row)).flatMap((duty) => (duty.status === 'none' ? [] : [[duty.plan.id, duty]])),
  );
  const rungs: NoticeFacts[] = [];
  for (const request of body.notices) {
    const duty = duties.get(request.duty);
    if (!duty) continue;
    const asks = isCorrection(request)
      ? await corrected(engine, request, duty, district, now)
      : requested(request, duty, district, now);
    rungs.push(...asks);
  }
  if (body.announcements.length === 0) return rungs;
  const all = (await dutiesOf(engine.store, district.id, body.matter)).map((row) => row.body as ExistingDuty);
  return [...rungs, ...body.announcements.flatMap((one) => announced(one, all, district, actedAt, now))];
}

function isCorrection({ kind }: NoticeRequest): boolean {
  return kind === 'correction';
}

/** Of a wrong notice everybody who read it is told; of a breach that was none those who were told of it. */
const TO_ALL_WHO_READ_IT = 'correction.wrong';

/** To whoever read what was wrong, on the channel it came by; to whoever is addressed where nothing is known to have gone out. */
async function corrected(
  engine: Engine,
  request: NoticeRequest,
  duty: ExistingDuty,
  district: District,
  now: Instant,
): Promise<NoticeFacts[]> {
  const addressed = requested(request, duty, district, now);
  const posts = request.message === TO_ALL_WHO_READ_IT ? null : addressed.map(({ post }) => post);
  const { readers, asked } = await readersOf(engine.store, duty, posts, district);
  const former = [...readers].flatMap(([post, channel]) =>
    requested({ ...request, roles: [post], channel }, duty, district, now),
  );
  return [...addressed.filter(({ post }) => !readers.has(post) && !asked.has(post)), ...former];
}

function requested(
  request: NoticeRequest,
  duty: ExistingDuty,
  district: District,
  now: Instant,
): NoticeFacts[] {
  const posts = postsFor(request.roles, duty, district, now);
  const drafts = posts.map((post) => ({
    ...factsOf(duty, post, request.rung, district, now),
    ...(request.approval === undefined ? {} : { approval: request.approval }),
    kind: request.kind,
    intendedAt: request.intendedAt,
    quietExemptUntil: request.quietExemptUntil,
    evenIfSettled: request.evenIfSettled,
    dueAt: request.evenIfSettled ? null : duty.plan.actBy,
    channel: request.channel,
    template: request.message,
    words: {
      ...chosenWords(request.message, district),
      ...wordsFor(duty, district),
      ...blankNumber(request, district),
      ...request.words,
    },
    id: noticeId(post, request.intendedAt, duty.plan.id, request.rung),
  }));
  return request.approval === undefined || posts.length === 0
    ? drafts
    : [...drafts, ...askedToApprove(request, request.approval, duty, district, now)];
}

/** Document numbers are the office's to give; until then the place is blank. */
function blankNumber({ approval, intendedAt }: NoticeRequest, { zone }: District): Record<string, string> {
  return approval === undefined ? {} : { number: `〔${dateOf(intendedAt, zone).slice(0, 4)}〕　号` };
}

/** Said to whoever has to let a draft go. */
export const APPROVAL_WAITS = 'approval.waits';

/** The same of what goes up to a leader (超时呈报). */
const APPROVAL_UPWARD = 'approval.upward';

/** The approver hears that a draft waits (待我批). */
function askedToApprove(
  request: NoticeRequest,
  approval: string,
  duty: ExistingDuty,
  district: District,
  now: Instant,
): NoticeFacts[] {
  const rung = `${request.rung}-approval`;
  const upward = postsFor(request.roles, duty, district, now).some((post) =>
    isLeader(post, district.directory),
  );
  return postsFor([approval], duty, district, now).map((post) => ({
    ...factsOf(duty, post, rung, district, now),
    kind: 'ask-decision',
    intendedAt: request.intendedAt,
    quietExemptUntil: request.quietExemptUntil,
    evenIfSettled: false,
    dueAt: duty.plan.actBy,
    channel: null,
    template: upward ? APPROVAL_UPWARD : APPROVAL_WAITS,
    words: { ...wordsFor(duty, district), ...request.words },
    id: noticeId(post, request.intendedAt, duty.plan.id, rung),
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

/** Words of a template that stand for a setting of the district, such as the number of copies. */
function chosenWords(template: string, { messages, settings }: District): Record<string, string> {
  const words = messages.templates.get(template)?.words ?? [];
  return Object.fromEntries(
    words.flatMap((name): [string, string][] => {
      const setting = messages.words.get(name)?.setting ?? null;
      return setting === null ? [] : [[name, String(settings.get(setting) ?? '')]];
    }),
  );
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
export function postsFor(
  roles: readonly string[],
  duty: ExistingDuty,
  { directory, zone }: District,
  now: Instant,
): string[] {
  const context = {
    unit: duty.plan.owedBy,
    on: dateOf(now, zone),
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

/** Whether the post belongs to the unit that still owes something; others only take note. */
function asked(post: string, duty: ExistingDuty, { directory }: District): boolean {
  return (
    duty.status !== 'settled' &&
    duty.plan.owedBy !== OFFICE &&
    unitOfPost(post, directory)?.id === duty.plan.owedBy
  );
}

/** One that notifies before one in shadow, so that a rule in shadow keeps nobody from hearing what another tells. */
function oneOf(known: readonly ExistingDuty[], { ruleStates }: District): readonly ExistingDuty[] {
  const live = known.filter(({ plan }) => !isInShadow(plan.rule, ruleStates));
  return (live.length > 0 ? live : known).slice(0, 1);
}

function announced(
  one: Announcement,
  duties: readonly ExistingDuty[],
  district: District,
  actedAt: Instant,
  now: Instant,
): NoticeFacts[] {
  const about = new Map<string, ExistingDuty[]>();
  for (const duty of duties) {
    const roles = one.to.flatMap((role) => (role === 'told' ? duty.progress.told : [role]));
    for (const post of postsFor(roles, duty, district, now))
      about.set(post, [...(about.get(post) ?? []), duty]);
  }
  // A unit hears of each thing it still owes, in one message; everybody else of the matter, once.
  const told = [...about].flatMap(([post, known]) => {
    const owed = known.filter((duty) => asked(post, duty, district));
    return (owed.length > 0 ? owed : oneOf(known, district)).map((duty) => ({ post, duty }));
  });
  return told.map(({ post, duty }) => ({
    ...factsOf(duty, post, one.key, district, now),
    kind: one.kind,
    intendedAt: actedAt,
    quietExemptUntil: one.urgentUntil,
    evenIfSettled: true,
    dueAt: null,
    channel: null,
    template: one.plain !== null && !asked(post, duty, district) ? one.plain : one.message,
    words: { ...chosenWords(one.message, district), ...wordsFor(duty, district), ...one.words },
    id: noticeId(post, actedAt, duty.plan.id, one.key),
  }));
}
