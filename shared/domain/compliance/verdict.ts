/** Judges whether something was done in time, also when its times are known only within bounds. */
import { type Instant, secondsBetween } from '../time/instant.ts';

/** A moment known within bounds, both inclusive; exact when they are equal. `null` is unknown. */
export interface Interval {
  readonly earliest: Instant | null;
  readonly latest: Instant | null;
}

export type Timeliness =
  | { readonly verdict: 'on-time' }
  | { readonly verdict: 'late'; readonly lateByAtLeastSeconds: number }
  | { readonly verdict: 'undetermined' };

/** How a settled duty stands in the record. */
export type Verdict =
  | 'on-time'
  | 'late'
  | 'after-node'
  | 'waived'
  | 'not-applicable'
  | 'deviation'
  | 'undetermined';

export function exactly(instant: Instant): Interval {
  return { earliest: instant, latest: instant };
}

/**
 * On time if it cannot have been late, late if it cannot have been on time, undetermined otherwise. Met means
 * done at or before the limit, to the second.
 */
export function judge(due: Interval, done: Interval): Timeliness {
  if (done.latest !== null && due.earliest !== null && done.latest <= due.earliest)
    return { verdict: 'on-time' };
  if (done.earliest !== null && due.latest !== null && done.earliest > due.latest) {
    return { verdict: 'late', lateByAtLeastSeconds: secondsBetween(due.latest, done.earliest) };
  }
  return { verdict: 'undetermined' };
}
