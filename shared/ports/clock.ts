/** The one place where the time is read; decisions receive it as data. */
import type { Instant } from '../domain/time/instant.ts';

export interface Clock {
  /** Whole seconds. */
  now(): Instant;
}
