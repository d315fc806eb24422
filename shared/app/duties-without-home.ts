/** Open duties that a new directory would leave without anybody to owe or to receive them. */
import { titleOf } from '../domain/routing/absences.ts';
import type { Directory } from '../domain/routing/directory.ts';
import { unitNamed, unitOfPost } from '../domain/routing/units.ts';
import type { StoreReader } from '../ports/store.ts';
import { openDuties } from './open-duties.ts';

/**
 * One sentence for each unit, leader or receiving post that still has open duties and is not in the new directory. A
 * merged unit stays in it with its successor named, and so has a home for its duties.
 */
export async function dutiesWithoutHome(
  store: Pick<StoreReader, 'view'>,
  district: string,
  directory: Directory,
  before: Directory,
): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { plan } of await openDuties(store, district)) {
    for (const name of homesOf(plan).filter((one) => isKnown(one, before) && !isKnown(one, directory)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => {
    const unit = unitNamed(name, before);
    return unit
      ? `${unit.shortName}尚有${count}项未办结事项，新通讯录中没有该单位；请保留该单位并注明职责承接单位和承接日期`
      : `${titleOf(name, before)}尚有${count}项未办结事项，新通讯录中没有该职务`;
  });
}

function homesOf(plan: {
  readonly owedBy: string;
  readonly receivedBy: string;
  readonly served: string | null;
}) {
  return new Set([plan.owedBy, plan.receivedBy, ...(plan.served === null ? [] : [plan.served])])
    .values()
    .toArray();
}

/** A unit, a post, or a post that another unit answers for; roles such as `unit.principal` go with the unit. */
function isKnown(name: string, directory: Directory): boolean {
  if (unitNamed(name, directory) || directory.posts.has(name)) return true;
  const unit = unitOfPost(name, directory);
  return unit !== null && (unit.successor !== undefined || unit.officeIn !== undefined);
}
