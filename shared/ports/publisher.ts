/** Hands what happened to whoever subscribes outside; a repeat has the same id. */
import type { Instant } from '../domain/time/instant.ts';

export interface PublishedFact {
  readonly id: string;
  readonly district: string;
  readonly type: string;
  readonly at: Instant;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Publisher {
  /** Resolves when all are handed on; rejects when any is not, and all are then tried again. */
  publish(facts: readonly PublishedFact[]): Promise<void>;
}
