/** Answers the store's questions from the table and its view index. */
import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { TABLE_DEFINITION } from '../../contract/table.ts';
import type { LedgerEntry, Row, StoreReader } from '../../ports/store.ts';
import { compareUtf8, idRange, placeKey, sortOfPlaceKey, viewRange } from '../key-range.ts';
import { readItems, readPlacedRows } from './batch-read.ts';
import {
  type Item,
  keyText,
  ledgerPartition,
  ledgerSort,
  readEntry,
  readReceipt,
  readRow,
  receiptItemKey,
  rowItemKey,
  rowPartition,
  text,
  viewPartition,
} from './items.ts';
import { collect } from './query-pages.ts';
import type { TableRequests } from './requests.ts';

const VIEW = TABLE_DEFINITION.indexes.view;
const LAST_SEQ = 9_999_999_999;

export function createReader(requests: TableRequests): StoreReader {
  return {
    async get(key) {
      const { Item } = await requests.get(rowItemKey(key));
      return Item ? readRow(Item) : null;
    },
    async getMany(keys) {
      const wanted = keys.map(rowItemKey);
      const found = await readItems(requests, wanted);
      return wanted.map((key) => {
        const item = found.get(keyText(key));
        return item ? readRow(item) : null;
      });
    },
    async list(query) {
      const { lower, upper, after } = idRange(query);
      const input = {
        ...between(rowPartition(query.district, query.kind), lower, upper),
        ConsistentRead: true,
      };
      const isWanted = (item: Item) => text(item, 'sk') !== after;
      return (await collect(requests, input, query.limit, isWanted)).map(readRow);
    },
    view: (query) => readView(requests, query),
    async ledger({ district, matter, stream }) {
      const partition = ledgerPartition(district, matter);
      const range =
        stream === undefined
          ? whole(partition)
          : between(partition, ledgerSort(stream, 1), ledgerSort(stream, LAST_SEQ));
      const items = await collect(requests, { ...range, ConsistentRead: true }, Number.POSITIVE_INFINITY);
      const entries = items.map(readEntry);
      // A stream's keys may enclose those of another whose name continues its own.
      return stream === undefined ? entries.sort(byTime) : entries.filter((entry) => entry.stream === stream);
    },
    async receipt(district, commandId) {
      const { Item } = await requests.get(receiptItemKey(district, commandId));
      return Item ? readReceipt(Item) : null;
    },
  };
}

/** Pages on until `limit` rows stand where the index said: a row that has moved meanwhile is left out. */
async function readView(requests: TableRequests, query: Parameters<StoreReader['view']>[0]): Promise<Row[]> {
  const rows: Row[] = [];
  let after = query.after;
  while (rows.length < query.limit) {
    const wanted = query.limit - rows.length;
    const { lower, upper } = viewRange({ ...query, ...(after ? { after } : {}) });
    const edges = [placeKey(lower), placeKey(upper)] as const;
    const places = await collect(
      requests,
      {
        IndexName: VIEW.name,
        ...between(viewPartition(query.district, query.name), ...edges, VIEW),
        ScanIndexForward: !query.descending,
      },
      wanted,
      (place) => !edges.includes(text(place, VIEW.sortKey)),
    );
    rows.push(...(await readPlacedRows(requests, places, VIEW)));
    const last = places.at(-1);
    if (places.length < wanted || !last) break;
    after = { sort: sortOfPlaceKey(text(last, VIEW.sortKey)), id: text(last, 'sk') };
  }
  return rows;
}

type KeyCondition = Pick<
  QueryCommandInput,
  'KeyConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const TABLE_KEYS = { partitionKey: TABLE_DEFINITION.partitionKey, sortKey: TABLE_DEFINITION.sortKey };

function whole(partition: string): KeyCondition {
  return {
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': TABLE_DEFINITION.partitionKey },
    ExpressionAttributeValues: { ':pk': { S: partition } },
  };
}

/** Both edges belong to the range; DynamoDB refuses an empty edge and edges in the wrong order. */
function between(
  partition: string,
  lower: string,
  upper: string,
  keys: { partitionKey: string; sortKey: string } = TABLE_KEYS,
): KeyCondition {
  return {
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :lower AND :upper',
    ExpressionAttributeNames: { '#pk': keys.partitionKey, '#sk': keys.sortKey },
    ExpressionAttributeValues: {
      ':pk': { S: partition },
      ':lower': { S: lower === '' ? '\u0000' : lower },
      ':upper': { S: upper },
    },
  };
}

function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return compareUtf8(a.at, b.at) || compareUtf8(a.stream, b.stream) || a.seq - b.seq;
}
