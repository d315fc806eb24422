/** The duties and notices of a forecast, each with the person it falls to. */
import type { ExistingDuty } from '../domain/duties/duty.ts';
import type { NoticeKind, SentCopy } from '../domain/notices/notice.ts';
import { titleOf } from '../domain/routing/absences.ts';
import type { Directory } from '../domain/routing/directory.ts';
import { resolve } from '../domain/routing/resolve.ts';
import { postsOf, UnknownRole } from '../domain/routing/roles.ts';
import type { Basis } from '../domain/rules/rulebook.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { LedgerEntry } from '../ports/store.ts';
import { all, type District } from './district.ts';
import type { Engine } from './engine.ts';
import type { ForecastRun } from './forecast.ts';
import { dutyOf, keyOf, noticeOf } from './rows.ts';

/** Whoever has the work: a person under the title of the post he holds, or a post that nobody acts in. */
export interface Bearer {
  readonly person: string | null;
  readonly name: string | null;
  readonly title: string;
}

export interface ForecastDuty {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly owedBy: string;
  readonly served: string | null;
  readonly basis: Basis;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly bearer: Bearer;
}

export interface ForecastNotice {
  readonly at: Instant;
  readonly kind: NoticeKind;
  readonly rule: string;
  readonly title: string;
  /** All duties that the message speaks of, the first one first. */
  readonly duties: readonly string[];
  readonly rung: string;
  /** The post reached, and the absent or served one it is for. */
  readonly to: string;
  readonly for: string | null;
  /** `null` where nobody could be reached. */
  readonly channel: string | null;
  /** Its rule is in shadow: the office reads it for now; it is told as it will be once the rule is released. */
  readonly shadow: boolean;
  readonly text: string;
  readonly bearer: Bearer;
}

/** Every duty of the run, by limit: those opened in the period or with their limit in it, and the others. */
export async function forecastDuties(
  engine: Engine,
  { district: id, start, from, until }: ForecastRun,
): Promise<{ readonly duties: ForecastDuty[]; readonly outside: ForecastDuty[] }> {
  const district = await engine.districts.open(id);
  const rows = await all(engine.store, { district: id, kind: 'duty' });
  const told = rows.map(dutyOf).flatMap((duty) => {
    if (duty.status === 'none' || duty.status === 'resting') return [];
    return isOver(duty, start) ? [] : [forecastDuty(duty, district)];
  });
  const within = (instant: Instant) => from <= instant && instant < until;
  const sorted = told.toSorted((a, b) => compare(a.dueAt, b.dueAt) || compare(a.id, b.id));
  const { inside = [], outside = [] } = Object.groupBy(sorted, ({ openedAt, dueAt }) =>
    within(openedAt) || within(dueAt) ? 'inside' : 'outside',
  );
  return { duties: inside, outside };
}

/** Settled before the run began, or no longer asked for before its limit came: nobody's work. */
function isOver(duty: ExistingDuty, start: Instant): boolean {
  if (duty.status !== 'settled') return false;
  const withdrawn = duty.progress.submissions.length === 0 && duty.settledAt < duty.plan.dueAt;
  return withdrawn || duty.settledAt < start;
}

function forecastDuty({ plan, progress }: ExistingDuty, district: District): ForecastDuty {
  const { id, rule, title, owedBy, served, basis, dueAt, provisional } = plan;
  const { openedAt } = progress;
  const bearer = bearerOfDuty({ owedBy, served, dueAt }, district);
  return { id, rule, title, owedBy, served, basis, openedAt, dueAt, provisional, bearer };
}

/** The liaison officer of the unit that owes it, or of the leader it is asked for; whoever acts on the day of the limit. */
function bearerOfDuty(
  { owedBy, served, dueAt }: Pick<ForecastDuty, 'owedBy' | 'served' | 'dueAt'>,
  { directory, roster }: District,
): Bearer {
  try {
    const role = served === null ? 'unit.liaison' : 'served.liaison';
    const [post = owedBy] = postsOf(
      role,
      { unit: owedBy, ...(served === null ? {} : { served }) },
      directory,
    );
    const reach = resolve(post, dueAt, roster);
    return reach.reached ? bearerOf(reach.person, reach.post, directory) : nobodyIn(post, directory);
  } catch (fault) {
    if (!(fault instanceof UnknownRole)) throw fault;
    return { person: null, name: null, title: directory.units.get(owedBy)?.name ?? owedBy };
  }
}

/** Whoever holds several posts, or acts in another's, is one person with one load. */
function bearerOf(person: string, post: string, directory: Directory): Bearer {
  const own = [...directory.posts.values()].find(({ holder }) => holder === person)?.id ?? post;
  return { person, name: directory.people.get(person)?.name ?? null, title: titleOf(own, directory) };
}

function nobodyIn(post: string, directory: Directory): Bearer {
  return { person: null, name: null, title: titleOf(post, directory) };
}

/** What the ledger says of a notice that was sent, or that was not (`reason`). */
interface Told extends Partial<Pick<SentCopy, 'duties' | 'text' | 'reason' | 'shadow' | 'meantFor'>> {
  readonly at: Instant;
  readonly stream: string;
  readonly rung: string;
  readonly duty: string;
  readonly to?: string;
  readonly person?: string;
  readonly for?: string | null;
  readonly channel?: string;
}

/** Whom a message reaches, or would reach if its rule were not in shadow; `null` for nobody. */
function reachedBy({
  to,
  person,
  for: absent = null,
  channel,
  shadow,
  meantFor,
}: Told): SentCopy['meantFor'] | null {
  if (shadow) return meantFor ?? null;
  return to === undefined || person === undefined || channel === undefined
    ? null
    : { to, person, for: absent, channel };
}

const SENT_OR_NOT: ReadonlySet<string> = new Set(['notice.sent', 'notice.failed']);

/** Collects what goes out in the period, and what would have but reaches nobody. */
export class NoticesTold {
  readonly #from: Instant;
  readonly #until: Instant;
  readonly #told: Told[] = [];

  constructor(from: Instant, until: Instant) {
    this.#from = from;
    this.#until = until;
  }

  note({ type, stream, recordedAt: at, body }: LedgerEntry): void {
    if (!SENT_OR_NOT.has(type) || at < this.#from || at >= this.#until) return;
    this.#told.push({ at, stream, ...(body as Omit<Told, 'at' | 'stream'>) });
  }

  /** In the order in which they went out, with what the store knows of each. */
  async tell(engine: Engine, id: string): Promise<ForecastNotice[]> {
    const { directory } = await engine.districts.open(id);
    const notices = await engine.store.getMany(
      this.#told.map(({ stream }) => keyOf(id, 'notice', stream.slice('notice/'.length))),
    );
    const duties = await engine.store.getMany(this.#told.map(({ duty }) => keyOf(id, 'duty', duty)));
    return this.#told.flatMap((told, index) => {
      const row = notices[index];
      if (!row) return [];
      const { facts } = noticeOf(row);
      const duty = dutyOf(duties[index] ?? null);
      const reached = reachedBy(told);
      return [
        {
          at: told.at,
          kind: facts.kind,
          rule: facts.rule,
          title: duty.status === 'none' ? facts.rule : duty.plan.title,
          duties: told.duties ?? [told.duty],
          rung: told.rung,
          to: reached?.to ?? facts.post,
          for: reached?.for ?? null,
          channel: reached?.channel ?? null,
          shadow: told.shadow ?? false,
          text: told.text ?? told.reason ?? '',
          bearer: reached ? bearerOf(reached.person, reached.to, directory) : nobodyIn(facts.post, directory),
        },
      ];
    });
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
