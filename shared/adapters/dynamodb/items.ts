/** How rows, entries and receipts lie in the table: keys, items and back. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_DEFINITION } from '../../contract/table.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type {
  Due,
  Lane,
  LedgerEntry,
  Row,
  RowContent,
  RowKey,
  RowKind,
  ViewPlace,
} from '../../ports/store.ts';
import { receiptExpiryEpoch } from '../encoded-change.ts';
import { placeKey, sortOfPlaceKey } from '../key-range.ts';
import { packed, unpacked } from '../packed-body.ts';

export type Item = Record<string, AttributeValue>;
export type ItemKey = { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } };

const { due: DUE, view: VIEW } = TABLE_DEFINITION.indexes;
const SEQ_DIGITS = 10;
const INSTANT_LENGTH = 'YYYY-MM-DDTHH:MM:SSZ'.length;

/** No district contains '#', so nothing of a district can meet this key or another district's. */
export const META_KEY = itemKey('#store', 'meta');

function itemKey(pk: string, sk: string): ItemKey {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** One string for a key, to tell the parts of a transaction apart. */
export function keyText({ pk, sk }: ItemKey): string {
  return `${pk.S}\n${sk.S}`;
}

export function rowItemKey(key: RowKey): ItemKey {
  return itemKey(rowPartition(key.district, key.kind), key.id);
}

export function rowPartition(district: string, kind: RowKind): string {
  return `${district}#${kind}`;
}

export function ledgerPartition(district: string, matter: string): string {
  return `${district}#ledger#${matter}`;
}

export function viewPartition(district: string, name: string): string {
  return `${district}#view#${name}`;
}

export function entryItemKey(entry: Pick<LedgerEntry, 'district' | 'matter' | 'stream' | 'seq'>): ItemKey {
  return itemKey(ledgerPartition(entry.district, entry.matter), ledgerSort(entry.stream, entry.seq));
}

export function ledgerSort(stream: string, seq: number): string {
  return `${stream}#${String(seq).padStart(SEQ_DIGITS, '0')}`;
}

export function receiptItemKey(district: string, commandId: string): ItemKey {
  return itemKey(`${district}#receipt#${commandId}`, 'receipt');
}

export function duePartition(lane: Lane, shard: number): string {
  return `due#${lane}#${shard}`;
}

/**
 * A row's shard in the due index: all rows of a matter share one, so that a matter's steps come together.
 * FNV-1a over the UTF-16 units of district and the id up to its first '/'. Changing this is a migration.
 */
export function dueShard(key: RowKey, shards: number): number {
  const text = `${key.district}/${key.id.split('/', 1)[0]}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}

export function rowItem(
  key: RowKey,
  content: RowContent,
  version: number,
  body: string,
  shards: number,
): Item {
  const item: Item = {
    ...rowItemKey(key),
    [TABLE_DEFINITION.kind]: { S: key.kind },
    version: { N: String(version) },
    body: bodyAttribute(body),
  };
  if (content.due) {
    const { lane, at } = content.due;
    item[DUE.partitionKey] = { S: duePartition(lane, dueShard(key, shards)) };
    // '#' sorts below every character of a district or kind, so the order is that of (at, district, kind, id).
    item[DUE.sortKey] = { S: `${at}#${key.district}#${key.kind}#${key.id}` };
  }
  if (content.view) {
    item[VIEW.partitionKey] = { S: viewPartition(key.district, content.view.name) };
    item[VIEW.sortKey] = { S: placeKey({ sort: content.view.sort, id: key.id }) };
  }
  return item;
}

export function readRow(item: Item): Row {
  const [district = '', kind = ''] = text(item, 'pk').split('#');
  return {
    district,
    kind: kind as RowKind,
    id: text(item, 'sk'),
    version: count(item, 'version'),
    body: JSON.parse(bodyOf(item)),
    due: readDue(item),
    view: readView(item),
  };
}

export function entryItem(entry: LedgerEntry, body: string): Item {
  return {
    ...entryItemKey(entry),
    at: { S: entry.at },
    recordedAt: { S: entry.recordedAt },
    type: { S: entry.type },
    v: { N: String(entry.v) },
    actor: { S: entry.actor },
    body: bodyAttribute(body),
  };
}

export function readEntry(item: Item): LedgerEntry {
  const [district = '', , ...matter] = text(item, 'pk').split('#');
  const sort = text(item, 'sk');
  return {
    district,
    matter: matter.join('#'),
    stream: sort.slice(0, -SEQ_DIGITS - 1),
    seq: Number(sort.slice(-SEQ_DIGITS)),
    at: text(item, 'at') as Instant,
    recordedAt: text(item, 'recordedAt') as Instant,
    type: text(item, 'type'),
    v: count(item, 'v'),
    actor: text(item, 'actor'),
    body: JSON.parse(bodyOf(item)),
  };
}

function bodyAttribute(json: string): AttributeValue {
  const bytes = packed(json);
  return bytes === null ? { S: json } : { B: bytes };
}

function bodyOf(item: Item): string {
  const bytes = item.body?.B;
  return bytes === undefined ? text(item, 'body') : unpacked(bytes);
}

export function receiptItem(district: string, commandId: string, at: Instant, result: string): Item {
  return {
    ...receiptItemKey(district, commandId),
    at: { S: at },
    result: { S: result },
    [TABLE_DEFINITION.ttl]: { N: String(receiptExpiryEpoch(at)) },
  };
}

export function readReceipt(item: Item): { result: unknown; at: Instant } {
  return { result: JSON.parse(text(item, 'result')), at: text(item, 'at') as Instant };
}

/** Of a row's item, or of its place in the due index. */
export function instantOfDuePlace(item: Item): Instant {
  return text(item, DUE.sortKey).slice(0, INSTANT_LENGTH) as Instant;
}

export function keyOf(item: Item): ItemKey {
  return itemKey(text(item, 'pk'), text(item, 'sk'));
}

export function text(item: Item, attribute: string): string {
  const value = item[attribute]?.S;
  if (value === undefined) throw new Error(`The stored part ${JSON.stringify(item.pk)} has no ${attribute}.`);
  return value;
}

export function count(item: Item, attribute: string): number {
  return Number(item[attribute]?.N);
}

function readDue(item: Item): Due | null {
  const partition = item[DUE.partitionKey]?.S;
  if (partition === undefined) return null;
  return {
    lane: partition.split('#')[1] as Lane,
    at: instantOfDuePlace(item),
  };
}

function readView(item: Item): ViewPlace | null {
  const partition = item[VIEW.partitionKey]?.S;
  if (partition === undefined) return null;
  const [, , ...name] = partition.split('#');
  return { name: name.join('#'), sort: sortOfPlaceKey(text(item, VIEW.sortKey)) };
}
