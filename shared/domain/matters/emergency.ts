/** An event as an emergency: who reported it and when, follow-ups, upward reports, instructions, who had the watch (art. 79). */
import { exactly, type Interval } from '../compliance/verdict.ts';
import { keyedAhead, type Submission } from '../duties/duty.ts';
import { chineseNumeral } from '../rules/clause.ts';
import type { Instant } from '../time/instant.ts';
import type { MatterDecision } from './matter.ts';

/** What decides how long casualties must be reported again: fires and road accidents 7 days, others 30. */
const CAUSES = ['fire', 'road', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

/** The two recipients of the upward report, each for itself. */
export const RECIPIENTS = ['party-committee', 'city'] as const;
export type UpwardTo = (typeof RECIPIENTS)[number];

export const RECIPIENT_NAMES: Readonly<Record<UpwardTo, string>> = {
  'party-committee': '区委',
  city: '市政府',
};

/** What is known when it is reported. */
export interface EmergencyReport {
  /** The unit that reports (直报), or ought to where the duty room heard of it from elsewhere. */
  readonly source: string;
  /** When the duty room received the unit's call and its paper. */
  readonly phoneAt: Instant | null;
  readonly writtenAt: Instant | null;
  /** When the unit itself came to know. */
  readonly known: Interval | null;
  readonly cause: Cause;
  /** The leader whose portfolio it falls into (分管, art. 15(四)). */
  readonly inCharge: string;
}

/** 续报, 终报 or, after closing, a change of casualties (补报). */
export interface Update {
  readonly number: number;
  readonly casualtiesChanged: boolean;
  readonly final: boolean;
  readonly submission: Submission;
}

export interface UpwardReport {
  readonly to: UpwardTo;
  /** Of the document; the office gives it. */
  readonly number: string;
  /** `law`: reported ahead of the instruction, with the request for it (依法先行报告，同时请示). */
  readonly basis: 'instruction' | 'law';
  readonly submission: Submission;
}

export interface Instruction {
  readonly by: string;
  readonly text: string;
  readonly at: Instant;
}

/** The incoming officer has signed for this event. */
export interface Watch {
  readonly from: string;
  readonly to: string;
  readonly submission: Submission;
}

export interface Emergency extends EmergencyReport {
  /** When it was first classified as 较大 or above. */
  readonly largerAt: Instant | null;
  /** First reports as they were keyed, where that was after the event itself. */
  readonly received: { readonly phone: Submission | null; readonly written: Submission | null };
  /** Posts that were told by telephone, themselves or through whoever acts for them. */
  readonly told: Readonly<Record<string, Submission>>;
  readonly updates: readonly Update[];
  readonly upward: readonly UpwardReport[];
  readonly instructions: readonly Instruction[];
  readonly watches: readonly Watch[];
  readonly closedAt: Instant | null;
}

export type EmergencyCommand =
  | {
      readonly do: 'event.update';
      readonly id: string;
      /** As the paper says; `null`: the next one. */
      readonly number: number | null;
      readonly casualtiesChanged: boolean;
      readonly final: boolean;
      readonly submission: Submission;
    }
  | {
      readonly do: 'event.upward';
      readonly id: string;
      readonly to: UpwardTo;
      readonly number: string;
      readonly basis: UpwardReport['basis'];
      readonly submission: Submission;
    }
  | {
      readonly do: 'event.instruct';
      readonly id: string;
      readonly by: string;
      readonly text: string;
      readonly at: Instant;
    }
  /** Given by the duties of the first report, when they are handed in. */
  | {
      readonly do: 'event.first-report';
      readonly id: string;
      readonly how: 'phone' | 'written';
      readonly submission: Submission;
    }
  /** Part of a hand-over of the duty room; `null` where somebody tried it for one event alone. */
  | { readonly do: 'event.take-over'; readonly id: string; readonly watch: Watch | null };

export type EmergencyEvent =
  | { readonly type: 'event.updated'; readonly update: Update }
  | { readonly type: 'event.reported-upward'; readonly report: UpwardReport }
  | { readonly type: 'event.instructed'; readonly by: string; readonly text: string; readonly given: Instant }
  | {
      readonly type: 'event.first-reported';
      readonly how: 'phone' | 'written';
      readonly submission: Submission;
    }
  | { readonly type: 'event.taken-over'; readonly watch: Watch };

const COMMANDS: ReadonlySet<string> = new Set<EmergencyCommand['do']>([
  'event.update',
  'event.upward',
  'event.instruct',
  'event.first-report',
  'event.take-over',
]);

export function isEmergencyCommand(command: { readonly do: string }): command is EmergencyCommand {
  return COMMANDS.has(command.do);
}

/**
 * Decides a command on an emergency. Refuses what has not happened yet, a follow-up out of its number, ordinary
 * follow-ups after closing, and a hand-over of one event alone. An upward report is never refused for want of an
 * instruction: the law goes before it (突发事件应对法 art. 17).
 */
export function decideEmergency(
  command: EmergencyCommand,
  emergency: Emergency | null,
  now: Instant,
): MatterDecision<EmergencyEvent> {
  if (!emergency) return { refused: `事件“${command.id}”未按紧急突发事件登记` };
  const ahead = 'submission' in command ? keyedAhead(command.submission) : null;
  if (ahead !== null) return { refused: ahead };
  switch (command.do) {
    case 'event.update':
      return update(command, emergency);
    case 'event.upward': {
      const { to, number, basis, submission } = command;
      return { events: [{ type: 'event.reported-upward', report: { to, number, basis, submission } }] };
    }
    case 'event.instruct':
      if (command.at > now) return { refused: '批示时间晚于当前时间，请核对' };
      return {
        events: [{ type: 'event.instructed', by: command.by, text: command.text, given: command.at }],
      };
    case 'event.first-report':
      return firstReport(command, emergency);
    case 'event.take-over':
      if (!command.watch) return { refused: '值班交接须对全部未结事件一并签收，请以值班交接单办理' };
      return { events: [{ type: 'event.taken-over', watch: command.watch }] };
    default:
      return command satisfies never;
  }
}

function update(
  { number, casualtiesChanged, final, submission }: Extract<EmergencyCommand, { do: 'event.update' }>,
  { updates, closedAt }: Emergency,
): MatterDecision<EmergencyEvent> {
  const next = updates.length + 1;
  if (number !== null && number !== next) return { refused: `下一次应为${sayUpdate(next)}，请核对续报序号` };
  if (closedAt !== null && !final && !casualtiesChanged)
    return { refused: '响应已结束，请报送终报；伤亡情况有变化的，按补报登记' };
  return {
    events: [{ type: 'event.updated', update: { number: next, casualtiesChanged, final, submission } }],
  };
}

function firstReport(
  { how, submission }: Extract<EmergencyCommand, { do: 'event.first-report' }>,
  { phoneAt, writtenAt }: Emergency,
): MatterDecision<EmergencyEvent> {
  if ((how === 'phone' ? phoneAt : writtenAt) !== null)
    return { refused: `${how === 'phone' ? '电话' : '书面'}首报已登记，请核对` };
  return { events: [{ type: 'event.first-reported', how, submission }] };
}

/** A new emergency as it stands right after its report. */
export function openedEmergency(report: EmergencyReport, largerAt: Instant | null): Emergency {
  const received = { phone: null, written: null };
  const nothing = { updates: [], upward: [], instructions: [], watches: [] } as const;
  return { ...report, largerAt, received, told: {}, ...nothing, closedAt: null };
}

/** Folds one event into the emergency. */
export function evolveEmergency(state: Emergency, event: EmergencyEvent): Emergency {
  switch (event.type) {
    case 'event.updated':
      return { ...state, updates: [...state.updates, event.update] };
    case 'event.reported-upward':
      return { ...state, upward: [...state.upward, event.report] };
    case 'event.instructed': {
      const { by, text, given: at } = event;
      return { ...state, instructions: [...state.instructions, { by, text, at }] };
    }
    case 'event.first-reported': {
      const { how, submission } = event;
      const at = submission.done.latest ?? submission.recordedAt;
      const received = { ...state.received, [how]: submission };
      return { ...state, received, ...(how === 'phone' ? { phoneAt: at } : { writtenAt: at }) };
    }
    case 'event.taken-over':
      return { ...state, watches: [...state.watches, event.watch] };
    default:
      return event satisfies never;
  }
}

/** Who answered, and for whom that counts: themselves and whoever they act for. */
export function toldBy(
  state: Emergency,
  call: {
    readonly post: string;
    readonly answeredFor: readonly string[];
    readonly at: Instant;
    readonly recordedAt: Instant;
    readonly said: string;
  },
): Emergency {
  const { post, answeredFor, at, recordedAt, said } = call;
  const submission: Submission = {
    done: exactly(at),
    recordedAt,
    by: 'duty-room',
    for: post,
    source: '电话',
    channel: null,
    evidence: said === '—' ? null : said,
  };
  const fresh = answeredFor.filter((one) => !(one in state.told));
  return { ...state, told: { ...state.told, ...Object.fromEntries(fresh.map((one) => [one, submission])) } };
}

/** When the unit's first word came in, by whatever way; `null` while it has not reported. */
export function firstReceipt({
  phoneAt,
  writtenAt,
}: Pick<Emergency, 'phoneAt' | 'writtenAt'>): Instant | null {
  if (phoneAt === null || writtenAt === null) return phoneAt ?? writtenAt;
  return phoneAt < writtenAt ? phoneAt : writtenAt;
}

/** 续报一, 续报二 … 续报十二: follow-ups are numbered in Chinese; from one hundred on in figures. */
export function sayUpdate(number: number): string {
  return `续报${number < 100 ? chineseNumeral(number) : String(number)}`;
}
