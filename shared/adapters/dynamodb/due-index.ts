/** What is due, merged from the shards of a lane in the sparse index. */
import { TABLE_DEFINITION } from '../../contract/table.ts';
import { type DueIndex, LANES, type Lane } from '../../ports/store.ts';
import { ABOVE_ALL, compareUtf8 } from '../key-range.ts';
import { readPlacedRows } from './batch-read.ts';
import { duePartition, type Item, instantOfDuePlace, text } from './items.ts';
import { collect } from './query-pages.ts';
import type { TableRequests } from './requests.ts';

const DUE = TABLE_DEFINITION.indexes.due;

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
      return readPlacedRows(requests, places, DUE);
    },
    async nextDue() {
      const places = (await Promise.all(LANES.map((lane) => heads(lane, 1)))).flat();
      return places.map(instantOfDuePlace).sort()[0] ?? null;
    },
  };
}

function headOfShard(
  requests: TableRequests,
  partition: string,
  limit: number,
  until: string,
): Promise<Item[]> {
  const query = {
    IndexName: DUE.name,
    KeyConditionExpression: '#pk = :pk AND #sk < :until',
    ExpressionAttributeNames: { '#pk': DUE.partitionKey, '#sk': DUE.sortKey },
    ExpressionAttributeValues: { ':pk': { S: partition }, ':until': { S: until } },
  };
  return collect(requests, query, limit);
}
