/** What is due, merged from the shards of a lane in the sparse index. */
import { TABLE_DEFINITION } from '../../contract/table.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { DueIndex, Lane, Row } from '../../ports/store.ts';
import { ABOVE_ALL, compareUtf8 } from '../key-range.ts';
import { readItems } from './batch-read.ts';
import { duePartition, type Item, keyOf, keyText, readRow, text } from './items.ts';
import type { TableRequests } from './requests.ts';

const DUE = TABLE_DEFINITION.indexes.due;
const LANES: readonly Lane[] = ['emergency', 'normal'];

export function createDueIndex(requests: TableRequests, shards: number): DueIndex {
  const shardNumbers = Array.from({ length: shards }, (_, shard) => shard);

  async function heads(lane: Lane, limit: number, until = ABOVE_ALL): Promise<Item[]> {
    const perShard = await Promise.all(
      shardNumbers.map((shard) => headOfShard(requests, duePartition(lane, shard), limit, until)),
    );
    return perShard.flat().sort((a, b) => compareUtf8(text(a, DUE.sortKey), text(b, DUE.sortKey)));
  }

  return {
    async due({ lane, now, limit }) {
      const places = (await heads(lane, limit, now + ABOVE_ALL)).slice(0, limit);
      const found = await readItems(requests, places.map(keyOf));
      return places.flatMap((place) => rowStillDue(place, found));
    },
    async nextDue() {
      const places = (await Promise.all(LANES.map((lane) => heads(lane, 1)))).flat();
      const instants = places.map((place) => text(place, DUE.sortKey).slice(0, 20)).sort();
      return (instants[0] as Instant | undefined) ?? null;
    },
  };
}

async function headOfShard(
  requests: TableRequests,
  partition: string,
  limit: number,
  until: string,
): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await requests.query({
      IndexName: DUE.name,
      KeyConditionExpression: '#pk = :pk AND #sk < :until',
      ExpressionAttributeNames: { '#pk': DUE.partitionKey, '#sk': DUE.sortKey },
      ExpressionAttributeValues: { ':pk': { S: partition }, ':until': { S: until } },
      Limit: limit - items.length,
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && items.length < limit);
  return items;
}

/** The index lags behind the table: a row that has meanwhile been dealt with is left out. */
function rowStillDue(place: Item, found: ReadonlyMap<string, Item>): Row[] {
  const item = found.get(keyText(keyOf(place)));
  const isThere =
    item?.[DUE.partitionKey]?.S === place[DUE.partitionKey]?.S &&
    item?.[DUE.sortKey]?.S === place[DUE.sortKey]?.S;
  return item && isThere ? [readRow(item)] : [];
}
