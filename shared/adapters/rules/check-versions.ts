/** Checks that the versions of a rule follow each other without leaving days between them. */
import { ruleKey } from '../../domain/rules/rulebook.ts';
import type { PlacedRule } from './load-rulebook.ts';
import { faultAt, type Refuse } from './rule-fault.ts';

/** Entries with the same id, part and variant are versions of one rule; overlaps are refused where rules are read. */
export function checkVersions(placed: readonly PlacedRule[], refuse: Refuse): void {
  const versions = Map.groupBy(placed, ({ rule }) => `${ruleKey(rule)}#${rule.variant ?? ''}`);
  for (const entries of versions.values()) {
    const inOrder = entries.toSorted((a, b) => (a.rule.effectiveFrom < b.rule.effectiveFrom ? -1 : 1));
    for (const [index, { rule, yaml, path }] of inOrder.entries()) {
      const until = inOrder[index - 1]?.rule.effectiveUntil ?? null;
      if (until === null || until >= rule.effectiveFrom) continue;
      const gap = `no entry of this rule holds from ${until} until ${rule.effectiveFrom}; expected versions without a gap`;
      refuse(faultAt(yaml, [...path, 'effective-from'], rule.id, gap));
    }
  }
}
