/** The part of an installation that lies in the folder of rules: rulebooks with their messages, and calendars. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Installation, LoadedRulebook } from '../../app/installation.ts';
import { APPROVAL_WAITS } from '../../app/notices/notices-asked-for.ts';
import { contentHash, loadCalendars } from './load-calendars.ts';
import { loadMessages, loadOtherLanguages } from './load-messages.ts';
import { loadRulebook } from './load-rulebook.ts';
import { usesOf } from './template-uses.ts';

const CALENDARS = 'calendars';

export type LoadedRules = Pick<Installation, 'rulebooks' | 'calendarYears' | 'hashOf'>;

/** The names of the rulebooks in a folder of rules, sorted. */
export function rulebookNames(rules: string): string[] {
  return readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== CALENDARS)
    .map(({ name }) => name)
    .sort();
}

/** Reads one rulebook with its messages. Refuses what the loaders refuse, and a template that is missing. */
function readRulebook(rules: string, name: string): LoadedRulebook {
  const folder = path.join(rules, name);
  const rulebook = loadRulebook(folder);
  const rungs = [...rulebook.ladders.values()].flatMap((ladder) => ladder.rungs);
  const drafts = rungs.some(({ approval }) => approval !== null) ? [APPROVAL_WAITS] : [];
  const needed = [...rungs.map(({ message }) => message), ...drafts];
  const messages = loadMessages(path.join(folder, 'messages.yaml'), needed, usesOf(rulebook));
  return { rulebook, messages, otherLanguages: loadOtherLanguages(folder, messages) };
}

/** What both homes read from their folder of rules; of the rulebooks only those named. */
export function loadRules(rules: string, names: readonly string[] = rulebookNames(rules)): LoadedRules {
  return {
    rulebooks: new Map(names.map((name) => [name, readRulebook(rules, name)])),
    calendarYears: loadCalendars(path.join(rules, CALENDARS)),
    hashOf: contentHash,
  };
}
