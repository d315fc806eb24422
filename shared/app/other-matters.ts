/** What a command on one matter says of others: refused at once where they are not there, not silently afterwards. */
import type { Assignment } from '../domain/matters/assignment.ts';
import { stageOf } from '../domain/matters/assignment.ts';
import type { Matter, MatterCommand } from '../domain/matters/kinds.ts';
import type { StoreReader } from '../ports/store.ts';
import { keyOf, matterOf } from './rows.ts';

/** Why the matters that a command names besides its own do not allow it; `null` when they do. */
export async function othersRefuse(
  command: MatterCommand,
  own: Matter | null,
  store: Pick<StoreReader, 'getMany'>,
  district: string,
): Promise<string | null> {
  const ids = namedBy(command);
  if (ids.length === 0) return null;
  const rows = await store.getMany(ids.map((id) => keyOf(district, 'matter', id)));
  const others = ids.map((id, index) => ({ id, matter: matterOf(rows[index] ?? null) }));
  for (const { id, matter } of others) {
    const reason = refusal(command, own, id, matter);
    if (reason !== null) return reason;
  }
  return null;
}

function namedBy(command: MatterCommand): readonly string[] {
  switch (command.do) {
    case 'assignment.approve':
      return command.also;
    case 'assignment.merge':
      return [command.into];
    case 'assignment.split':
      return command.into.map(({ id }) => id);
    case 'assignment.open':
      return command.decision === null ? [] : [command.decision];
    default:
      return [];
  }
}

function refusal(
  command: MatterCommand,
  own: Matter | null,
  id: string,
  matter: Matter | null,
): string | null {
  if (command.do === 'assignment.split') return matter === null ? null : `编号“${id}”已用于另一事项`;
  if (command.do === 'assignment.open')
    return matter?.kind === 'case' && matter.state === 'open' ? null : `没有编号为“${id}”的在办决策事项`;
  if (matter?.kind !== 'assignment') return `没有编号为“${id}”的交办事项`;
  if (command.do === 'assignment.merge') return notMergeable(own, matter);
  return stageOf(matter) === '拟立项' ? null : `“${matter.title}”${stageOf(matter)}，不在拟立项清单之内`;
}

function notMergeable(own: Matter | null, into: Assignment): string | null {
  if (into.ended !== null || into.closed !== null) return `“${into.title}”${stageOf(into)}，不能并入`;
  if (own?.kind === 'assignment' && own.secrecy !== into.secrecy) return '密级不同的事项不能合并';
  return null;
}
