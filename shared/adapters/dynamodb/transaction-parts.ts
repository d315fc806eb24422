/** Cuts changes into the parts of DynamoDB transactions and packs as many changes as fit into each. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { LedgerEntry, RowKey } from '../../ports/store.ts';
import {
  CHANGE_BYTE_LIMIT,
  CHANGE_PART_LIMIT,
  type EncodedChange,
  entryName,
  receiptCutoff,
  rowName,
  streamHeads,
} from '../encoded-change.ts';
import {
  entryItem,
  entryItemKey,
  type ItemKey,
  keyText,
  receiptItem,
  receiptItemKey,
  rowItem,
  rowItemKey,
} from './items.ts';

export interface Part {
  readonly key: ItemKey;
  readonly keyText: string;
  readonly role: 'receipt' | 'row' | 'required' | 'predecessor' | 'entry';
  /** What a conflict here is called. */
  readonly name: string;
  /** Checks alone; equal ones of several changes are made once in a transaction. */
  readonly check: string | null;
  readonly write: TransactWriteItem;
}

export interface Step {
  /** The change's place in the batch. */
  readonly index: number;
  readonly encoded: EncodedChange;
  /** In the order in which conflicts are named. */
  readonly parts: readonly Part[];
}

const UNSTORED = 'attribute_not_exists(pk)';

export function cutIntoParts(table: string, shards: number, encoded: EncodedChange, index: number): Step {
  const { change } = encoded;
  const heads = new Set(streamHeads(change.entries));
  const parts = [
    ...receiptPart(table, encoded),
    ...change.puts.map((put, at) =>
      rowPart(put.key, {
        Put: {
          TableName: table,
          Item: rowItem(put.key, put.content, put.expected + 1, encoded.puts[at] ?? 'null', shards),
          ...atVersion(put.expected),
        },
      }),
    ),
    ...(change.deletes ?? []).map(({ key, expected }) =>
      rowPart(key, { Delete: { TableName: table, Key: rowItemKey(key), ...atVersion(expected) } }),
    ),
    ...(change.requires ?? []).map(({ key, expected }) => ({
      ...rowPart(key, { ConditionCheck: { TableName: table, Key: rowItemKey(key), ...atVersion(expected) } }),
      role: 'required' as const,
      check: String(expected),
    })),
    ...change.entries.flatMap((entry, at) => [
      ...(heads.has(entry) && entry.seq > 1 ? [predecessorPart(table, entry)] : []),
      entryPart(table, entry, encoded.entries[at] ?? 'null'),
    ]),
  ];
  return { index, encoded, parts };
}

/** Steps of one wave touch nothing in common, so that their order does not matter; waves follow in order. */
export function intoWaves(steps: readonly Step[]): Step[][] {
  const written = new Map<string, number>();
  const checked = new Map<string, { wave: number; check: string }>();
  const waves: Step[][] = [];
  for (const step of steps) {
    let wave = 0;
    for (const { keyText: key, check } of step.parts) {
      const reader = checked.get(key);
      wave = Math.max(wave, (written.get(key) ?? -1) + 1);
      if (reader && reader.check !== check) wave = Math.max(wave, reader.wave + 1);
    }
    for (const { keyText: key, check } of step.parts) {
      if (check === null) written.set(key, wave);
      else checked.set(key, { wave: Math.max(wave, checked.get(key)?.wave ?? 0), check });
    }
    const others = waves[wave];
    if (others) others.push(step);
    else waves[wave] = [step];
  }
  return waves;
}

/** Fills transactions with the steps of one wave, in order. */
export function intoPacks(steps: readonly Step[]): Step[][] {
  const packs: Step[][] = [];
  let keys = new Set<string>();
  let bytes = 0;
  for (const step of steps) {
    const added = step.parts.filter((part) => !keys.has(part.keyText)).length;
    const isFull = keys.size + added > CHANGE_PART_LIMIT || bytes + step.encoded.bytes > CHANGE_BYTE_LIMIT;
    if (isFull || packs.length === 0) {
      packs.push([]);
      keys = new Set();
      bytes = 0;
    }
    packs.at(-1)?.push(step);
    for (const part of step.parts) keys.add(part.keyText);
    bytes += step.encoded.bytes;
  }
  return packs;
}

/** The parts of a pack, each key once, as a transaction wants them. */
export function distinctParts(pack: readonly Step[]): Part[] {
  const parts = new Map<string, Part>();
  for (const step of pack) for (const part of step.parts) parts.set(part.keyText, part);
  return [...parts.values()];
}

function receiptPart(table: string, { change, receipt }: EncodedChange): Part[] {
  if (!change.receipt) return [];
  const { commandId, at } = change.receipt;
  const item = receiptItem(change.district, commandId, at, receipt ?? 'null');
  const write: TransactWriteItem = {
    Put: {
      TableName: table,
      Item: item,
      ConditionExpression: `${UNSTORED} OR #at <= :cutoff`,
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':cutoff': { S: receiptCutoff(at) } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
  return [part('receipt', commandId, receiptItemKey(change.district, commandId), write)];
}

function rowPart(key: RowKey, write: TransactWriteItem): Part {
  return part('row', rowName(key), rowItemKey(key), write);
}

function entryPart(table: string, entry: LedgerEntry, body: string): Part {
  return part('entry', entryName(entry), entryItemKey(entry), {
    Put: { TableName: table, Item: entryItem(entry, body), ConditionExpression: UNSTORED },
  });
}

function predecessorPart(table: string, entry: LedgerEntry): Part {
  const key = entryItemKey({ ...entry, seq: entry.seq - 1 });
  const write: TransactWriteItem = {
    ConditionCheck: { TableName: table, Key: key, ConditionExpression: 'attribute_exists(pk)' },
  };
  return { ...part('predecessor', entryName(entry), key, write), check: 'exists' };
}

function part(role: Part['role'], name: string, key: ItemKey, write: TransactWriteItem): Part {
  return { key, keyText: keyText(key), role, name, check: null, write };
}

function atVersion(expected: number) {
  return expected === 0
    ? { ConditionExpression: UNSTORED }
    : {
        ConditionExpression: '#version = :expected',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':expected': { N: String(expected) } },
      };
}
