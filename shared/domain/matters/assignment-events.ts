/** What happens to an assignment (交办事项), as the ledger keeps it. */
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import type {
  Approval,
  Category,
  Objection,
  Report,
  Responsibility,
  Secrecy,
  Slip,
  Source,
  SourceKind,
  SupervisionForm,
  Urgency,
} from './assignment.ts';
import type { Announcement } from './matter.ts';

/** What is given when it is opened. */
export interface Opening {
  readonly title: string;
  readonly short: string | null;
  readonly source: SourceKind;
  readonly sources: readonly Source[];
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly until: Fact | null;
  readonly urgency: Urgency | null;
  readonly category: Category;
  readonly responsibility?: Responsibility | null;
  readonly secrecy: string;
  readonly form: SupervisionForm;
  readonly startedAt: Instant | null;
  readonly decision: string | null;
  /** 交办 in the same act; minutes (纪要印发即交办) and what is taken over are assigned in any case. */
  readonly assign: boolean;
  readonly legacy: boolean;
  readonly noRungsBefore: LocalDate | null;
  readonly by: string;
  /** Split from another, which was approved already. */
  readonly splitFrom: string | null;
}

export type AssignmentEvent =
  | ({ readonly type: 'assignment.opened' } & Omit<Opening, 'assign' | 'short' | 'startedAt' | 'secrecy'> & {
        readonly short: string;
        readonly startedAt: Instant;
        readonly secrecy: Secrecy;
      })
  | {
      readonly type: 'assignment.approved';
      readonly approval: Approval;
      readonly until: Fact | null;
      readonly adopted: boolean;
      /** The others of the list. */
      readonly also: readonly string[];
    }
  | { readonly type: 'assignment.approval-confirmed'; readonly by: string }
  | { readonly type: 'assignment.assigned'; readonly by: string; readonly number: string | null }
  | { readonly type: 'assignment.objected'; readonly party: string; readonly objection: Objection }
  | {
      readonly type: 'assignment.upheld';
      readonly party: string;
      readonly by: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | {
      readonly type: 'assignment.transferred';
      readonly party: string;
      readonly to: string;
      readonly key: string;
      readonly by: string;
      readonly until: Fact | null;
      readonly announce: Announcement;
    }
  | { readonly type: 'assignment.reported'; readonly report: Report }
  | { readonly type: 'assignment.closing-asked'; readonly report: Report }
  | { readonly type: 'assignment.closing-returned'; readonly by: string; readonly why: string }
  | {
      readonly type: 'assignment.closed';
      readonly by: string;
      readonly submission: Submission;
      readonly leader: string | null;
    }
  | {
      readonly type: 'assignment.source-added';
      readonly source: Source;
      readonly until: Fact | null;
    }
  | {
      readonly type: 'assignment.split';
      readonly into: readonly { readonly id: string; readonly unit: string; readonly title: string }[];
      readonly by: string;
    }
  | { readonly type: 'assignment.absorbed'; readonly from: string; readonly sources: readonly Source[] }
  | { readonly type: 'assignment.merged'; readonly into: string; readonly by: string }
  | {
      readonly type: 'assignment.not-answered';
      readonly party: string;
      readonly by: string;
      readonly why: string;
    }
  | ({ readonly type: 'assignment.slip-issued' } & Slip & { readonly text: string | null })
  | {
      readonly type: 'assignment.circular-approved';
      readonly approval: Approval;
      readonly number: string | null;
      readonly text: string;
      readonly announce: Announcement;
    }
  | {
      readonly type: 'assignment.renewed';
      readonly until: Fact;
      readonly by: string;
      readonly why: string | null;
    }
  | { readonly type: 'assignment.struck'; readonly by: string; readonly why: string };
