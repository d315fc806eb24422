/** What a running installation is made of; the composition roots fill it in. */
import type { CalendarYear } from '../domain/calendar/calendar-year.ts';
import type { Messages } from '../domain/notices/wording.ts';
import type { Rulebook } from '../domain/rules/rulebook.ts';
import type { Channel } from '../ports/channel.ts';
import type { Publisher } from '../ports/publisher.ts';
import type { Store } from '../ports/store.ts';

export interface LoadedRulebook {
  readonly rulebook: Rulebook;
  readonly messages: Messages;
}

export interface Installation {
  readonly store: Store;
  readonly rulebooks: ReadonlyMap<string, LoadedRulebook>;
  /** The years that come with the product; imported notices lie in the store and go before these. */
  readonly calendarYears: readonly CalendarYear[];
  readonly hashOf: (text: string) => string;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publisher: Publisher;
  /** The same store, which answers those who commit at the same time in one call. */
  readonly joinCommits: (store: Store) => Store;
}
