/** The one-machine installation: embedded store, rulebooks from the folder, channels that need no provider. */
import path from 'node:path';
import { recordedChannels } from '../shared/adapters/channels/recorded.ts';
import { joinCommits } from '../shared/adapters/join-commits.ts';
import * as rules from '../shared/adapters/rules/load-installation.ts';
import type { Installation } from '../shared/app/installation.ts';
import type { Publisher } from '../shared/ports/publisher.ts';
import type { Store } from '../shared/ports/store.ts';

export const PROJECT = path.dirname(import.meta.dirname);
export const RULES = path.join(PROJECT, 'rules');

/** Nobody subscribes outside on one machine. */
const NO_SUBSCRIBERS: Publisher = { publish: () => Promise.resolve() };

/** The names of the rulebooks that come with the product. */
export function rulebookNames(): string[] {
  return rules.rulebookNames(RULES);
}

/** Everything but the store comes from the project's own files. */
export function embeddedInstallation(
  store: Store,
  rulebooks: readonly string[] = rulebookNames(),
  channels: Installation['channels'] = recordedChannels(),
): Installation {
  return {
    store,
    ...rules.loadRules(RULES, rulebooks),
    channels,
    publisher: NO_SUBSCRIBERS,
    joinCommits,
  };
}
