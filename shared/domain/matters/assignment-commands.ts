/** What people may ask of an assignment (交办事项), as data that has been checked. */
import type { Interval } from '../compliance/verdict.ts';
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import type { ProgressState, SlipKind, Source } from './assignment.ts';
import type { Opening } from './assignment-events.ts';

/** Who keyed it, and where that is somebody else, whose act it was and how it became known. */
export interface Hand {
  readonly by: string;
  readonly for: string | null;
  readonly source: string | null;
}

export type AssignmentCommand =
  | ({ readonly do: 'assignment.open'; readonly id: string } & Opening)
  | ({
      readonly do: 'assignment.approve';
      readonly id: string;
      /** The others of a list that is approved at once. */
      readonly also: readonly string[];
      readonly until: Fact | null;
      readonly adoptDefault: boolean;
    } & Hand)
  | { readonly do: 'assignment.confirm-approval'; readonly id: string; readonly by: string }
  | {
      readonly do: 'assignment.assign';
      readonly id: string;
      readonly by: string;
      readonly number: string | null;
    }
  | ({ readonly do: 'assignment.object'; readonly id: string; readonly why: string } & Hand)
  | {
      readonly do: 'assignment.uphold';
      readonly id: string;
      readonly by: string;
      readonly why: string;
      readonly unit: string | null;
    }
  | {
      readonly do: 'assignment.transfer';
      readonly id: string;
      readonly to: string;
      /** The unit that hands over; `null`: the one that objects, else the lead. */
      readonly unit: string | null;
      readonly by: string;
      readonly until: Fact | null;
    }
  | ({
      readonly do: 'assignment.progress';
      readonly id: string;
      readonly state: ProgressState;
      readonly text: string;
      readonly happened: Interval | null;
    } & Hand)
  | ({
      readonly do: 'assignment.ask-closing';
      readonly id: string;
      readonly text: string;
      readonly evidence: string | null;
      readonly happened: Interval | null;
    } & Hand)
  | {
      readonly do: 'assignment.confirm-closing';
      readonly id: string;
      readonly by: string;
      /** For what was taken over (存量) and finished before anybody asked. */
      readonly evidence: string | null;
      readonly happened: Interval | null;
    }
  | {
      readonly do: 'assignment.return-closing';
      readonly id: string;
      readonly by: string;
      readonly why: string;
    }
  | {
      readonly do: 'assignment.add-source';
      readonly id: string;
      readonly source: Source;
      readonly until: Fact | null;
      /** A correction of the paper: its limit takes the place of the one before; otherwise the earlier one holds. */
      readonly corrects: boolean;
    }
  | {
      readonly do: 'assignment.split';
      readonly id: string;
      readonly into: readonly { readonly id: string; readonly unit: string; readonly title: string }[];
      readonly by: string;
    }
  | { readonly do: 'assignment.merge'; readonly id: string; readonly into: string; readonly by: string }
  /** The other side of a merger. */
  | {
      readonly do: 'assignment.absorb';
      readonly id: string;
      readonly from: string;
      readonly sources: readonly Source[];
    }
  | ({
      readonly do: 'assignment.no-answer';
      readonly id: string;
      readonly unit: string;
      readonly why: string;
    } & Hand)
  /** A slip was let go (签发); follows from `notice.release`. */
  | {
      readonly do: 'assignment.record-slip';
      readonly id: string;
      readonly kind: SlipKind;
      readonly number: string | null;
      readonly by: string;
      readonly at: Instant;
      readonly text: string | null;
    }
  | ({
      readonly do: 'assignment.circulate';
      readonly id: string;
      readonly text: string;
      readonly number: string | null;
    } & Hand)
  | {
      readonly do: 'assignment.renew';
      readonly id: string;
      readonly until: Fact;
      readonly by: string;
      readonly why: string | null;
    }
  | { readonly do: 'assignment.strike'; readonly id: string; readonly by: string; readonly why: string };

/** The submission that a report is to the duties it answers. */
export function submissionOf(
  { by, for: whose, source }: Hand,
  happened: Interval | null,
  evidence: string | null,
  now: Instant,
): Submission {
  const done = happened ?? { earliest: now, latest: now };
  return { done, recordedAt: now, by, for: whose, source, channel: null, evidence };
}
