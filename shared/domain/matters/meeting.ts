/** A meeting as a matter: its time, its agenda, who is excused, what was decided (art. 50–57). */
import type { Submission } from '../duties/duty.ts';
import type { StepsDone } from '../procedures/progress.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../time/instant.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { PeriodId } from '../time/period.ts';
import { sayDate, sayTime, sayWeekday } from '../time/wording.ts';
import type { FieldValue } from './case.ts';
import type { MatterCore, Surroundings } from './matter.ts';

/** A meeting may be fixed to the minute, to the day only, or not at all yet (待定). */
export type MeetingStart =
  | { readonly known: 'instant'; readonly at: Instant }
  | { readonly known: 'day'; readonly date: LocalDate }
  | { readonly known: 'not-yet' };

/**
 * What is said of an item beforehand: 群众切身利益, 意见不一致, 工作秘密, 重大事项, 规范性文件, 须合法性审查, 公众利益.
 * Rules and gates name these as flags.
 */
export const ITEM_TAGS = [
  'livelihood',
  'dissent',
  'secret-work',
  'major',
  'normative',
  'legality',
  'public-interest',
] as const;
export type ItemTag = (typeof ITEM_TAGS)[number];

/** The step of another matter that is done when the item passes: a gate of a document, a dissent that is settled. */
interface ServedStep {
  readonly id: string;
  readonly step: string;
  readonly part: string | null;
}

export interface AgendaItem {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly tags?: readonly ItemTag[];
  /** The post that presents it; absent: the unit's principal. */
  readonly presenter?: string;
  readonly serves?: ServedStep;
}

export const OUTCOMES = ['通过', '原则通过', '再议', '不通过', '听取'] as const;
export type ItemOutcome = (typeof OUTCOMES)[number];

export interface HeldAgendaItem extends AgendaItem {
  readonly addedAt: Instant;
  /** On the agenda, and not only proposed for it. */
  readonly placed: boolean;
  readonly withdrawn: { readonly how: Withdrawal; readonly by: string; readonly why: string } | null;
  /** Asked for after the first complete hand-in, each with an internal time; the second version is the first of them. */
  readonly revisions: readonly { readonly until: Instant; readonly askedAt: Instant }[];
  readonly outcome: {
    readonly is: ItemOutcome;
    /** The meeting to which it goes again, where that is known. */
    readonly next: string | null;
  } | null;
}

/** 退回: it fails the four points of art. 55. */
const WITHDRAWALS = ['撤题', '缓议', '退回'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** Somebody who cannot come (art. 56); who approves it, and whether it is approved, stands with the steps. */
export interface Leave {
  readonly post: string;
  readonly why: string;
  /** Who speaks or sits in for him, where that is asked for. */
  readonly substitute: string | null;
  /** Asked for by telephone, after the time for asking in writing. */
  readonly byPhone: boolean;
}

/** One thing the meeting decided (议定事项), as the minutes or the list name it. */
export interface MeetingDecision {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  /** The agenda item it came from. */
  readonly item: string | null;
  readonly until: Instant | null;
  readonly supporting: readonly string[];
}

export interface MissingCopy {
  /** 份号. */
  readonly copy: string;
  readonly unit: string;
}

export interface Meeting extends MatterCore {
  readonly kind: 'meeting';
  readonly meetingKind: string;
  readonly title: string;
  readonly start: MeetingStart;
  /** When the present start was made known. */
  readonly toldAt: Instant;
  /** Starts made known before, the newest first; 待定 in between ends the list. */
  readonly toldBefore: readonly { readonly at: Instant; readonly start: MeetingStart }[];
  readonly agenda: readonly HeldAgendaItem[];
  /** Kinds held in the same session (套开): it counts for each, and each has its minutes. */
  readonly joint: readonly string[];
  /** The period it makes up for (顺延), if not the one it lies in. */
  readonly countsFor: PeriodId | null;
  /** What the procedure of its kind asks to know of it. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Begun by a plan: items go onto the agenda through their gates. */
  readonly plannedAhead: boolean;
  /** Time and agenda are fixed. */
  readonly agendaFixed: boolean;
  readonly steps: StepsDone;
  readonly leaves: readonly Leave[];
  readonly present: readonly string[] | null;
  /** What was collected at the door, and the copies that were not there. */
  readonly collected: { readonly missing: readonly MissingCopy[]; readonly submission: Submission } | null;
  readonly loans: readonly (MissingCopy & { readonly until: Instant | null; readonly lentAt: Instant })[];
  readonly decisions: readonly (MeetingDecision & { readonly opened: boolean })[];
  readonly state: 'planned' | 'begun' | 'cancelled';
}

const KIND_TITLES: Readonly<Record<string, string>> = {
  executive: '区政府常务会议',
  plenary: '区政府全体会议',
  party: '区政府党组会议',
  mayor: '区长办公会议',
  special: '区政府专题会议',
};

/** The title a meeting has when none is given. */
export function meetingTitle(kind: string): string {
  return KIND_TITLES[kind] ?? '会议';
}

/** Every kind of meeting that takes place in the session. */
export function kindsOf({ meetingKind, joint }: Pick<Meeting, 'meetingKind' | 'joint'>): string[] {
  return [...new Set([meetingKind, ...joint])];
}

/** The moment a start stands for; a day without a time counts from the setting `meeting.day_start`. */
export function startInstant(
  start: MeetingStart,
  { settings, zone }: Pick<Surroundings, 'settings' | 'zone'>,
): Instant | null {
  if (start.known === 'not-yet') return null;
  if (start.known === 'instant') return start.at;
  return instantAt(start.date, parseLocalTime(String(settings.get('meeting.day_start'))), zone);
}

/** When the meeting has certainly begun: one that is fixed to a day only may still be given a time on that day. */
export function beginsBy(
  start: MeetingStart,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): Instant | null {
  if (start.known !== 'day') return startInstant(start, around);
  return instantAt(addDays(start.date, 1), MIDNIGHT, around.zone);
}

/** By the clock and not by the heartbeat, which may come late. Without a fixed agenda no meeting begins by itself. */
export function hasBegun(
  meeting: Meeting,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): boolean {
  const by = meeting.agendaFixed ? beginsBy(meeting.start, around) : null;
  return meeting.state === 'begun' || (by !== null && by < now);
}

const MIDNIGHT = parseLocalTime('00:00');

/** The item with what else is known of it; `null` leaves what was known. */
export function amended(
  item: HeldAgendaItem,
  tags: readonly ItemTag[] | null,
  presenter: string | null,
): HeldAgendaItem {
  return { ...item, ...(tags === null ? {} : { tags }), ...(presenter === null ? {} : { presenter }) };
}

/** The title as messages may say it: what is a work secret has a number only (art. 52, practice §9). */
export function saidTitle(item: Pick<AgendaItem, 'id' | 'title' | 'tags'>): string {
  return item.tags?.includes('secret-work') ? `议题${item.id}` : item.title;
}

/**
 * Whether an item was decided by a meeting: 通过 or 原则通过. Major matters may be issued only then (art. 13), papers
 * for the People's Congress submitted only then (art. 28). An unknown item has not passed.
 */
export function passedItem(meeting: Pick<Meeting, 'agenda' | 'state'>, item: string): boolean {
  const outcome = meeting.agenda.find(({ id }) => id === item)?.outcome?.is;
  return meeting.state === 'begun' && (outcome === '通过' || outcome === '原则通过');
}

export function meetingWords(
  meeting: Pick<Meeting, 'title' | 'start'>,
  zone: string,
): Record<string, string> {
  return { about: meeting.title, meeting: meeting.title, start: sayStart(meeting.start, zone) };
}

/** '3月18日（星期三）9:00', the day alone, or 待定. */
export function sayStart(start: MeetingStart, zone: string): string {
  if (start.known === 'not-yet') return '待定';
  const date = start.known === 'day' ? start.date : dateOf(start.at, zone);
  const day = `${sayDate(date)}（${sayWeekday(date)}）`;
  return start.known === 'day' ? day : `${day}${sayTime(start.at, zone)}`;
}
