/** The one-machine installation: embedded store, rulebooks from the folder, channels that need no provider. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { RECORDED_CHANNELS, recordedChannel } from '../shared/adapters/channels/recorded.ts';
import { contentHash, loadCalendars } from '../shared/adapters/rules/load-calendars.ts';
import { loadMessages } from '../shared/adapters/rules/load-messages.ts';
import { loadRulebook } from '../shared/adapters/rules/load-rulebook.ts';
import type { Installation, LoadedRulebook } from '../shared/app/installation.ts';
import type { Publisher } from '../shared/ports/publisher.ts';
import type { Store } from '../shared/ports/store.ts';

export const PROJECT = path.dirname(import.meta.dirname);
export const RULES = path.join(PROJECT, 'rules');

/** Nobody subscribes outside on one machine. */
const NO_SUBSCRIBERS: Publisher = { publish: () => Promise.resolve() };

/** The names of the rulebooks that come with the product. */
export function rulebookNames(): string[] {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'calendars')
    .map(({ name }) => name)
    .sort();
}

/** Reads one rulebook with its messages. Refuses what the loaders refuse, and a template that is missing. */
export function readRulebook(name: string): LoadedRulebook {
  const folder = path.join(RULES, name);
  const rulebook = loadRulebook(folder);
  const needed = [...rulebook.ladders.values()].flatMap(({ rungs }) => rungs.map(({ message }) => message));
  return { rulebook, messages: loadMessages(path.join(folder, 'messages.yaml'), needed) };
}

/** Everything but the store comes from the project's own files. */
export function embeddedInstallation(store: Store, rulebooks: readonly string[] = rulebookNames()): Installation {
  return {
    store,
    rulebooks: new Map(rulebooks.map((name) => [name, readRulebook(name)])),
    calendarYears: loadCalendars(path.join(RULES, 'calendars')),
    hashOf: contentHash,
    channels: new Map(RECORDED_CHANNELS.map((name) => [name, recordedChannel(name)])),
    publisher: NO_SUBSCRIBERS,
  };
}
