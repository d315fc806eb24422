/** What every paper is made with: the district, the moment, and how pages put things into words. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Assignment } from '../../domain/matters/assignment.ts';
import type { Matter } from '../../domain/matters/kinds.ts';
import type { OfficialPaper } from '../../domain/papers/official-paper.ts';
import type { PaperSheet } from '../../domain/papers/paper-sheet.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { unitNamed } from '../../domain/routing/units.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import type { LocalDate, WeekId } from '../../domain/time/local-date.ts';
import { sayDate, sayFullDate, sayTime } from '../../domain/time/wording.ts';
import type { LedgerEntry, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import type { Board } from '../views.ts';

/** The wording of the pages, so that a paper and a page call a thing by the same name. */
export interface PaperWords {
  /** A unit's short name, a post's title. */
  who(name: string): string;
  /** '11月24日（星期二）17:00'. */
  moment(at: Instant): string;
  entry(entry: LedgerEntry): {
    readonly what: string;
    readonly about: string | null;
    readonly happened: string | null;
    readonly enteredLater: boolean;
  };
  sources(assignment: Assignment): string;
  /** 绿、黄、红、灰、✓, with the word. */
  light(assignment: Assignment, duties: readonly ExistingDuty[]): string;
  matterTitle(matter: Matter): string;
  /** How a duty stands, or its verdict. */
  status(duty: ExistingDuty): string;
  /** What waits for somebody's consent (待我批). */
  approvals(board: Board): Promise<readonly PaperApproval[]>;
}

export interface PaperApproval {
  readonly kind: string;
  readonly what: string;
  /** Posts or units. */
  readonly by: readonly string[];
  /** What it belongs to, and the rule it comes from. */
  readonly matter: string | null;
  readonly rule: string | null;
}

export interface PaperDesk {
  readonly reader: StoreReader;
  readonly district: District;
  readonly now: Instant;
  readonly words: PaperWords;
}

/** Which one is wanted. */
export interface PaperOrder {
  /** Of a matter, a duty, an absence or a post, as the kind of paper needs. */
  readonly id: string | null;
  readonly week: WeekId | null;
}

/** A paper, a spreadsheet, or a Chinese sentence why there is none. */
export type PaperOutcome =
  | { readonly paper: OfficialPaper }
  | { readonly name: string; readonly sheets: readonly PaperSheet[] }
  | { readonly refused: string };

export function today({ now, district }: Pick<PaperDesk, 'now' | 'district'>): LocalDate {
  return dateOf(now, district.zone);
}

/** 发文机关 by their full names, as they sign. */
export function officeName({ district: { directory } }: PaperDesk): string {
  return `${directory.name}人民政府办公室`;
}

export function supervisionName({ district: { directory } }: PaperDesk): string {
  return `${directory.name}人民政府督查室`;
}

/** A unit by its full name, as papers address it. */
export function fullNameOf(unit: string, { district: { directory }, words }: PaperDesk): string {
  return unitNamed(unit, directory)?.name ?? words.who(unit);
}

export function namesOf(units: readonly string[], { words }: PaperDesk): string {
  return units.map((unit) => words.who(unit)).join('、');
}

/** The person who holds a post and the telephone, or blanks. */
export function holderOf(
  post: string,
  { district: { directory } }: PaperDesk,
): { name: string; phone: string } {
  const holder = directory.posts.get(post)?.holder ?? null;
  const person = holder === null ? undefined : directory.people.get(holder);
  return { name: person?.name ?? '', phone: person?.phone ?? '' };
}

/** A leader by name, as tables for leaders and agendas have them; the title while the post is vacant. */
export function leaderName(post: string, desk: PaperDesk): string {
  return holderOf(post, desk).name || desk.words.who(post);
}

/** '3月17日' over '17:00', for narrow columns; with the year where it is not the present one. */
export function stacked(at: Instant, desk: PaperDesk): string {
  const { zone } = desk.district;
  const date = dateOf(at, zone);
  const day = date.slice(0, 4) === today(desk).slice(0, 4) ? sayDate(date) : sayFullDate(date);
  return `${day}\n${sayTime(at, zone)}`;
}

/** '2026年3月17日17:00'. */
export function fullMoment(at: Instant, { district: { zone } }: Pick<PaperDesk, 'district'>): string {
  return `${sayFullDate(dateOf(at, zone))}${sayTime(at, zone)}`;
}

/** The duty with what it is about, as lists name it. */
export function dutyName({ plan }: Pick<ExistingDuty, 'plan'>, { words }: PaperDesk): string {
  const what = plan.words.title ?? (plan.served === null ? undefined : words.who(plan.served));
  const about = plan.words.about ?? plan.matter;
  return paperText(
    [about, `${plan.title}${what === undefined ? '' : `：${what}`}`].filter((part) => part !== '').join('　'),
  );
}

/** '联系人：张三　电话：000-00000001'; blanks where nobody is named. */
export function contactOf(post: string, desk: PaperDesk): string {
  const { name, phone } = holderOf(post, desk);
  return `联系人：${name || '　　　'}　电话：${phone || '　　　　　　'}`;
}
