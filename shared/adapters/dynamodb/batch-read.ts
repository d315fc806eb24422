/** Reads many keys at once, strongly consistent, a hundred per request and again for what was left out. */
import { type Row, StoreUnavailable } from '../../ports/store.ts';
import { type Item, type ItemKey, keyOf, keyText, readRow } from './items.ts';
import { pauseBeforeRetry } from './pauses.ts';
import type { TableRequests } from './requests.ts';

const KEYS_PER_REQUEST = 100;
const FRUITLESS_ATTEMPTS = 8;

/** The items found, by {@link keyText}; a key that is not stored is absent. */
export async function readItems(
  requests: TableRequests,
  keys: readonly ItemKey[],
  projection?: string,
): Promise<Map<string, Item>> {
  const distinct = [...new Map(keys.map((key) => [keyText(key), key])).values()];
  const chunks: ItemKey[][] = [];
  for (let start = 0; start < distinct.length; start += KEYS_PER_REQUEST) {
    chunks.push(distinct.slice(start, start + KEYS_PER_REQUEST));
  }
  const found = new Map<string, Item>();
  await Promise.all(chunks.map((chunk) => readChunk(requests, chunk, projection, found)));
  return found;
}

/** An index lags behind the table: a row that meanwhile left its place is left out. */
export async function readPlacedRows(
  requests: TableRequests,
  places: readonly Item[],
  index: { partitionKey: string; sortKey: string },
): Promise<Row[]> {
  const found = await readItems(requests, places.map(keyOf));
  return places.flatMap((place) => {
    const item = found.get(keyText(keyOf(place)));
    const isThere = [index.partitionKey, index.sortKey].every((key) => item?.[key]?.S === place[key]?.S);
    return item && isThere ? [readRow(item)] : [];
  });
}

async function readChunk(
  requests: TableRequests,
  chunk: readonly ItemKey[],
  projection: string | undefined,
  found: Map<string, Item>,
): Promise<void> {
  let open = chunk;
  for (let fruitless = 0; open.length > 0; ) {
    const { Responses = {}, UnprocessedKeys = {} } = await requests.batchGet(open, projection);
    const items = Object.values(Responses).flat();
    for (const item of items) found.set(keyText(keyOf(item)), item);
    open = Object.values(UnprocessedKeys).flatMap(({ Keys = [] }) => Keys.map(keyOf));
    // 16 MB fit an answer; what is left over is no fault while something comes.
    if (items.length > 0 || open.length === 0) continue;
    if (++fruitless > FRUITLESS_ATTEMPTS)
      throw new StoreUnavailable('The table is overloaded; nothing was read.');
    await pauseBeforeRetry(fruitless);
  }
}
