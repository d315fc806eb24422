/** What may be done to a meeting, and what is recorded of it. */
import type { Submission } from '../duties/duty.ts';
import type { StepGround } from '../procedures/decide-step.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Instant } from '../time/instant.ts';
import type { PeriodId } from '../time/period.ts';
import type { FieldValue } from './case.ts';
import type { Announcement, Surroundings } from './matter.ts';
import type {
  AgendaItem,
  ItemOutcome,
  ItemTag,
  Leave,
  MeetingDecision,
  MeetingStart,
  MissingCopy,
  Withdrawal,
} from './meeting.ts';

/** What a decision about a meeting looks at besides it. */
export interface MeetingGround
  extends Pick<Surroundings, 'settings' | 'zone'>,
    Pick<StepGround, 'clauses' | 'shortTitle' | 'roster'> {
  /** The procedure of its kind, if the rulebook has one. */
  readonly procedure: Procedure | null;
}

interface Arrangement {
  readonly meetingKind: string;
  readonly start: MeetingStart;
  readonly agenda: readonly AgendaItem[];
  readonly countsFor: PeriodId | null;
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

/** What is given when a meeting is planned or fixed. */
export interface Arranging extends Arrangement {
  readonly id: string;
  readonly joint: readonly string[];
  readonly title: string | null;
}

export type PlanningCommand =
  | ({ readonly do: 'meeting.plan' } & Arranging)
  | ({ readonly do: 'meeting.schedule' } & Arranging)
  | {
      readonly do: 'meeting.reschedule';
      readonly id: string;
      readonly start: MeetingStart;
      readonly why: string | null;
    }
  | { readonly do: 'meeting.cancel'; readonly id: string; readonly why: string }
  | { readonly do: 'meeting.begin'; readonly id: string };

export type AgendaCommand =
  | { readonly do: 'agenda.add'; readonly id: string; readonly agendaItem: AgendaItem }
  | {
      readonly do: 'agenda.amend';
      readonly id: string;
      readonly agendaItem: string;
      readonly tags: readonly ItemTag[] | null;
      readonly presenter: string | null;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'agenda.place'; readonly id: string; readonly agendaItem: string }
  | {
      readonly do: 'agenda.withdraw';
      readonly id: string;
      readonly agendaItem: string;
      readonly how: Withdrawal;
      readonly by: string;
      readonly why: string;
    }
  | {
      readonly do: 'papers.revise';
      readonly id: string;
      readonly agendaItem: string;
      readonly until: Instant;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'papers.replace'; readonly id: string; readonly agendaItem: string; readonly why: string };

/** What happens at the meeting and after it, and leave from it. */
export type SessionCommand =
  | ({
      readonly do: 'meeting.leave';
      readonly id: string;
      readonly by: string;
      readonly askedAt: Instant;
    } & Leave)
  | {
      readonly do: 'meeting.attend';
      readonly id: string;
      readonly present: readonly string[];
      /** Who came in place of whom. */
      readonly substitutes: readonly { readonly post: string; readonly by: string }[];
      readonly by: string;
    }
  | {
      readonly do: 'meeting.outcome';
      readonly id: string;
      readonly agendaItem: string;
      readonly outcome: ItemOutcome;
      readonly presenter: string | null;
      readonly next: string | null;
      readonly note: string | null;
      /** Why an outcome recorded before was wrong. */
      readonly correction: string | null;
      readonly by: string;
    }
  | {
      readonly do: 'meeting.decide';
      readonly id: string;
      readonly decisions: readonly MeetingDecision[];
      /** The list (议定事项清单) starts the work before the minutes are out. */
      readonly startNow: boolean;
      readonly by: string;
    }
  | {
      readonly do: 'papers.collect';
      readonly id: string;
      readonly missing: readonly MissingCopy[];
      readonly submission: Submission;
    }
  | {
      readonly do: 'papers.lend';
      readonly id: string;
      readonly copy: string;
      readonly unit: string;
      readonly until: Instant | null;
      readonly by: string;
      readonly for: string | null;
      readonly source: string | null;
    };

export type MeetingCommand = PlanningCommand | AgendaCommand | SessionCommand;

interface Arranged extends Arrangement {
  readonly title: string;
  /** Left out where it is the only one. */
  readonly joint?: readonly string[];
}

export type MeetingEvent =
  | ({ readonly type: 'meeting.planned' } & Arranged)
  | ({ readonly type: 'meeting.scheduled' } & Arranged)
  | {
      readonly type: 'meeting.agenda-fixed';
      readonly before: MeetingStart;
      readonly start: MeetingStart;
      readonly title: string;
      readonly joint: readonly string[];
      readonly countsFor: PeriodId | null;
      readonly fields: Readonly<Record<string, FieldValue>>;
      /** What goes onto the agenda, in this order. */
      readonly placed: readonly string[];
    }
  | {
      readonly type: 'meeting.rescheduled';
      readonly before: MeetingStart;
      readonly start: MeetingStart;
      readonly why: string | null;
      readonly announce: Announcement;
    }
  | { readonly type: 'meeting.cancelled'; readonly why: string; readonly announce: Announcement }
  | { readonly type: 'agenda.added'; readonly agendaItem: AgendaItem }
  | {
      readonly type: 'agenda.amended';
      readonly agendaItem: string;
      readonly tags: readonly ItemTag[] | null;
      readonly presenter: string | null;
      readonly by: string;
      readonly why: string;
    }
  | { readonly type: 'agenda.placed'; readonly agendaItem: string }
  | {
      readonly type: 'agenda.withdrawn';
      readonly agendaItem: string;
      readonly how: Withdrawal;
      readonly by: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | {
      readonly type: 'papers.revision-asked';
      readonly agendaItem: string;
      readonly until: Instant;
      readonly by: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | {
      readonly type: 'papers.replaced';
      readonly agendaItem: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | { readonly type: 'meeting.begun' }
  | ({ readonly type: 'meeting.leave-asked'; readonly by: string } & Leave)
  | {
      readonly type: 'meeting.attended';
      readonly present: readonly string[];
      readonly substitutes: readonly { readonly post: string; readonly by: string }[];
      readonly by: string;
    }
  | {
      readonly type: 'agenda.decided';
      readonly agendaItem: string;
      readonly outcome: ItemOutcome;
      readonly presenter: string;
      readonly next: string | null;
      readonly note: string | null;
      readonly correction: string | null;
      readonly by: string;
    }
  | {
      readonly type: 'meeting.resolved';
      readonly decisions: readonly MeetingDecision[];
      /** Those among them, named before, whose unit or time is now another; their clock starts again. */
      readonly moved: readonly string[];
      readonly retimed: readonly string[];
      readonly startNow: boolean;
      readonly by: string;
    }
  | {
      readonly type: 'papers.collected';
      readonly missing: readonly MissingCopy[];
      readonly submission: Submission;
    }
  | {
      readonly type: 'papers.lent';
      readonly copy: string;
      readonly unit: string;
      readonly until: Instant | null;
      readonly by: string;
      readonly for: string | null;
      readonly source: string | null;
    };
