/** Commands on kept reports as checked data. */
import type { PeriodId } from '../../domain/time/period.ts';

export type ReportCommand =
  | {
      readonly do: 'report.make';
      /** What is made: a report of the period. */
      readonly id: PeriodId;
      readonly unit: string | null;
      readonly kind: string | null;
      /** A table by rate, shown once the report is approved. */
      readonly ranking: boolean;
      readonly by: string;
    }
  | {
      readonly do: 'report.approve';
      readonly id: string;
      readonly by: string;
      readonly for: string | null;
      readonly source: string | null;
    }
  | { readonly do: 'report.withdraw'; readonly id: string; readonly by: string; readonly why: string };
