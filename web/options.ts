/** What whoever mounts the pages gives them: the time, who may do what, and where new ids come from. */
import type { Instant } from '../shared/domain/time/instant.ts';
import type { CallbackReader } from '../shared/ports/callback.ts';
import type { WriteCalendar } from '../shared/ports/feed-calendar.ts';
import type { PaperWriter } from '../shared/ports/paper-writer.ts';
import type { Signers } from '../shared/ports/signer.ts';

/** Whether a request is let in, for which district, and in whose name it acts. */
export type Access =
  | { readonly allowed: true; readonly district: string; readonly actor: string; readonly mayWrite: boolean }
  /** `reason` is a Chinese sentence for the page. */
  | { readonly allowed: false; readonly status: 401 | 403; readonly reason: string };

/** What people and providers reach without an account. */
export interface Outside {
  /** Where they reach it, without a slash at the end; known once the server listens. */
  readonly baseUrl: () => string;
  readonly signers: Signers;
  /** By channel; a provider whose word cannot be proven is not among them. */
  readonly callbacks: ReadonlyMap<string, CallbackReader>;
  readonly writeCalendar: WriteCalendar;
  /** Of which callbacks speak whose address names no district; left out where there are several. */
  readonly district?: string;
}

export interface WebOptions {
  /** Whole seconds; every act of a request takes place at this moment. */
  readonly now: () => Instant;
  /** Asked for every request; `env` is what the server hands along, such as the claims of a token. */
  readonly authorize: (request: Request, env: unknown) => Access | Promise<Access>;
  /** A new command id for each form rendered, so that a double click is carried out once. */
  readonly newCommandId: () => string;
  /** Left out: nothing is reached without an account. */
  readonly outside?: Outside;
  /** Makes the files of papers; without it there are none to download. */
  readonly papers?: PaperWriter;
  /** Nothing can be written through these pages, whoever asks. */
  readonly readOnly?: boolean;
  /** How many times as fast as the wall the clock runs; pages count down with it. Absent: 1. */
  readonly speed?: number;
  /** What keeps the heartbeat from working, as a sentence; shown on every page. */
  readonly trouble?: () => string | null;
  /** Told of what no page could say better than “please try again”. */
  readonly onFault?: (fault: unknown) => void;
}
