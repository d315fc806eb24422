/** One matter from many sources, split into parts or merged into another; the links stay both ways. */
import type { Assignment } from './assignment.ts';
import { type Decided, type Given, happens, refused } from './assignment-ground.ts';

/** Several sources, one report; the earlier of two named limits holds. */
export function addSource(
  { source, until, corrects }: Given<'assignment.add-source'>,
  found: Assignment,
): Decided {
  const known = found.sources.some(
    ({ kind, reference }) => kind === source.kind && reference === source.reference,
  );
  if (known) return refused(`“${source.reference}”已登记为来源`);
  return happens({
    type: 'assignment.source-added',
    source,
    until: corrects ? until : sooner(until, found.until),
  });
}

function sooner(given: Assignment['until'], known: Assignment['until']): Assignment['until'] {
  if (given === null || known === null) return given;
  return textOf(given) < textOf(known) ? given : null;
}

function textOf(until: NonNullable<Assignment['until']>): string {
  return 'date' in until ? `${until.date}T23` : until.instant;
}

export function split({ into, by, id }: Given<'assignment.split'>, found: Assignment): Decided {
  const ids = [id, ...into.map((one) => one.id)];
  const twice = ids.find((one, index) => ids.indexOf(one) < index);
  if (twice !== undefined) return refused(`编号“${twice}”重复`);
  if (into.length < 2) return refused('拆分须分为两项以上');
  if (found.assignedAt === null) return refused(`“${found.title}”尚未交办，请分别登记`);
  return happens({ type: 'assignment.split', into, by });
}

export function merge({ id, into, by }: Given<'assignment.merge'>): Decided {
  return id === into ? refused('不能并入自身') : happens({ type: 'assignment.merged', into, by });
}
