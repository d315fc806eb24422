/** What whoever mounts the pages gives them: the time, who may do what, and where new ids come from. */
import type { Instant } from '../shared/domain/time/instant.ts';

/** Whether a request is let in, for which district, and in whose name it acts. */
export type Access =
  | { readonly allowed: true; readonly district: string; readonly actor: string; readonly mayWrite: boolean }
  /** `reason` is a Chinese sentence for the page. */
  | { readonly allowed: false; readonly status: 401 | 403; readonly reason: string };

export interface WebOptions {
  /** Whole seconds; every act of a request takes place at this moment. */
  readonly now: () => Instant;
  /** Asked for every request; `env` is what the server hands along, such as the claims of a token. */
  readonly authorize: (request: Request, env: unknown) => Access | Promise<Access>;
  /** A new command id for each form rendered, so that a double click is carried out once. */
  readonly newCommandId: () => string;
  /** Nothing can be written through these pages, whoever asks. */
  readonly readOnly?: boolean;
  /** How many times as fast as the wall the clock runs; pages count down with it. Absent: 1. */
  readonly speed?: number;
  /** What keeps the heartbeat from working, as a sentence; shown on every page. */
  readonly trouble?: () => string | null;
  /** Told of what no page could say better than “please try again”. */
  readonly onFault?: (fault: unknown) => void;
}
