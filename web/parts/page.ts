/** What every page is made with: the district, the moment, who looks at it, and what was just tried. */
import type { html } from 'hono/html';
import type { District } from '../../shared/app/district.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { StoreReader } from '../../shared/ports/store.ts';

export type Html = ReturnType<typeof html>;

/** A form that was refused: which one, what had been typed, and why. */
export interface Attempt {
  readonly form: string;
  readonly typed: ReadonlyMap<string, string>;
  readonly refusal: string;
}

export interface PageContext {
  readonly reader: StoreReader;
  readonly district: District;
  readonly now: Instant;
  /** Path and query of this page: where its forms come back to. */
  readonly path: string;
  readonly mayWrite: boolean;
  readonly attempt: Attempt | null;
  /** What the act before led to: carried out, or carried out before. */
  readonly said: 'done' | 'again' | null;
  readonly newCommandId: () => string;
  readonly speed: number;
  readonly trouble: string | null;
  /** Official papers can be downloaded. */
  readonly makesPapers: boolean;
}

/** A page: its title and what stands between head and foot. */
export interface PageContent {
  readonly title: string;
  readonly body: Html;
}
