/** The access token of an application: asked for once, used until shortly before it expires, renewed when refused. */
import type { SendOutcome } from '../../ports/channel.ts';
import type { NotSent } from './https.ts';

export type TokenAnswer =
  | { readonly token: string; readonly seconds: number }
  | { readonly notSent: NotSent };

export interface AccessToken {
  /** The token at hand, for keeping it out of reasons; blank while there is none. */
  current(): string;
  /** Sends with a token, and once more with a new one if `attempt` finds that the provider refuses it. */
  sendWith(attempt: (token: string) => Promise<SendOutcome | TokenRefused>): Promise<SendOutcome>;
}

/** The provider refused the token; `outcome` is what becomes of the message if it refuses the next one too. */
export interface TokenRefused {
  readonly tokenRefused: SendOutcome;
}

/** Before its end, because a request takes a while and clocks differ. */
const RENEW_SECONDS = 300;
/** Wrong credentials are not tried for every message of a batch; providers lock out whoever keeps trying. */
const REFUSED_MILLISECONDS = 10_000;

interface Asked {
  readonly answer: Promise<TokenAnswer>;
  token: string;
  /** On the clock of `elapsed`. */
  goodUntil: number;
}

/** Requests at the same time share one token; a failure of the moment is not kept. `elapsed` in milliseconds. */
export function accessToken(ask: () => Promise<TokenAnswer>, elapsed: () => number): AccessToken {
  let asked: Asked | null = null;
  let known = '';

  async function tokenAnswer(): Promise<TokenAnswer> {
    if (asked && elapsed() < asked.goodUntil) return asked.answer;
    const asking: Asked = { answer: ask(), token: '', goodUntil: Number.POSITIVE_INFINITY };
    asked = asking;
    const answer = await asking.answer;
    asking.goodUntil = elapsed() + goodMilliseconds(answer);
    if ('token' in answer) {
      asking.token = answer.token;
      known = answer.token;
    }
    return answer;
  }

  return {
    current: () => known,
    async sendWith(attempt) {
      const first = await tokenAnswer();
      if ('notSent' in first) return first.notSent;
      const outcome = await attempt(first.token);
      if (!('tokenRefused' in outcome)) return outcome;
      // Another message may have renewed it already.
      if (asked?.token === first.token) asked = null;
      const second = await tokenAnswer();
      if ('notSent' in second) return second.notSent;
      const again = await attempt(second.token);
      return 'tokenRefused' in again ? again.tokenRefused : again;
    },
  };
}

function goodMilliseconds(answer: TokenAnswer): number {
  if ('token' in answer) return Math.max(answer.seconds - RENEW_SECONDS, answer.seconds / 2) * 1000;
  return answer.notSent.outcome === 'failed' ? REFUSED_MILLISECONDS : 0;
}
