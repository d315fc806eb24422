/** What a running installation is made of; the composition roots fill it in. */
import type { CalendarYear } from '../domain/calendar/calendar-year.ts';
import type { Messages } from '../domain/notices/catalogue.ts';
import type { Rulebook } from '../domain/rules/rulebook.ts';
import type { Channel } from '../ports/channel.ts';
import type { Publisher } from '../ports/publisher.ts';
import type { Signer } from '../ports/signer.ts';
import type { Store } from '../ports/store.ts';

export interface LoadedRulebook {
  readonly rulebook: Rulebook;
  readonly messages: Messages;
  /** The same texts in other languages, by language; a district chooses by `messages.language`. */
  readonly otherLanguages: ReadonlyMap<string, Messages>;
}

export interface Installation {
  readonly store: Store;
  readonly rulebooks: ReadonlyMap<string, LoadedRulebook>;
  /** The years that come with the product; imported notices lie in the store and go before these. */
  readonly calendarYears: readonly CalendarYear[];
  readonly hashOf: (text: string) => string;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publisher: Publisher;
  /** What one-time links in messages are made with; left out where nobody could follow them. */
  readonly links?: { readonly signer: Signer; readonly baseUrl: string };
  /** The same store, which answers those who commit at the same time in one call. */
  readonly joinCommits: (store: Store) => Store;
}
