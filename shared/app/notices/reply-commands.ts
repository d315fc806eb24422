/** Answers of people without an account, as checked data. */
import type { Answer } from '../../domain/notices/reply.ts';
import type { Instant } from '../../domain/time/instant.ts';

export type ReplyCommand =
  | {
      readonly do: 'reply.take';
      readonly channel: string;
      readonly phone: string;
      readonly text: string;
      /** The provider's id of what was answered. */
      readonly message: string;
      /** When it was sent, as the provider says. */
      readonly at: Instant | null;
    }
  | {
      readonly do: 'link.use';
      readonly notice: string;
      readonly person: string;
      readonly answer: Answer;
    };
