/** Checks that nothing stands in a rulebook for nobody, and that nothing is missing that the product asks it for. */
import {
  MESSAGES_NEEDED,
  type NeededFor,
  SETTINGS_LOOKED_AT,
  SETTINGS_NEEDED,
} from '../../domain/rules/own-needs.ts';
import type { Rule, Rulebook } from '../../domain/rules/rulebook.ts';
import { type Assembled, settingsNamedIn } from './load-rulebook.ts';
import { faultAt, type Refuse } from './rule-fault.ts';
import type { RuleFiles } from './rule-files.ts';

/** What the product needs for the kinds of matter that the rules speak of. */
function needsOf(
  { rules, procedures }: Pick<Rulebook, 'rules' | 'procedures'>,
  needs: Readonly<Record<NeededFor, readonly string[]>>,
): string[] {
  const kinds = new Set<string>([
    'always',
    ...rules.map(kindOf),
    ...[...procedures.values()].map(({ host }) => host),
  ]);
  return Object.entries(needs).flatMap(([kind, names]) => (kinds.has(kind) ? names : []));
}

function kindOf({ matter, per }: Rule): string {
  return matter === 'week' && per !== 'workweek' ? 'table' : matter;
}

/** Templates that rungs or the product itself send. */
export function templatesUsed(rulebook: Rulebook): Set<string> {
  const sent = [...rulebook.ladders.values()].flatMap(({ rungs }) => rungs.map(({ message }) => message));
  return new Set([...sent, ...needsOf(rulebook, MESSAGES_NEEDED)]);
}

/** Ladders that no rule is on, settings that nothing looks at, switches that switch nothing, settings that are missing. */
export function checkUnused(
  files: RuleFiles,
  { rulebook }: Assembled,
  inMessages: readonly string[],
  refuse: Refuse,
): void {
  const { book, parts, leftOut } = files;
  const needed = needsOf(rulebook, SETTINGS_NEEDED);
  for (const name of needed)
    if (!rulebook.settings.has(name) && !leftOut.has(`settings.${name}`))
      refuse(faultAt(book, ['settings'], null, `setting '${name}' is missing; the product needs it`));
  // What was left out may have used anything.
  if (leftOut.size > 0) return;
  const yamls = [book, ...parts.map(({ yaml }) => yaml)];
  const used = new Set([
    ...needed,
    ...SETTINGS_LOOKED_AT,
    ...inMessages,
    ...yamls.flatMap((yaml) => settingsNamedIn(yaml).map(({ name }) => name)),
  ]);
  const declared = [
    { yaml: book, settings: files.head.settings },
    ...parts.map(({ yaml, content }) => ({ yaml, settings: content.settings })),
  ];
  for (const { yaml, settings } of declared) {
    for (const name of Object.keys(settings)) {
      if (used.has(name)) continue;
      const problem = name.startsWith('on.')
        ? 'this switch switches nothing'
        : 'nothing looks at this setting';
      refuse(faultAt(yaml, ['settings', name], `settings.${name}`, `${problem}; expected it to be left out`));
    }
  }
  const ladders = new Set(rulebook.rules.map(({ ladder }) => ladder));
  for (const { yaml, content } of parts)
    for (const id of Object.keys(content.ladders))
      if (!ladders.has(id))
        refuse(
          faultAt(
            yaml,
            ['ladders', id],
            `ladders.${id}`,
            'no rule is on this ladder; expected it to be left out',
          ),
        );
}
