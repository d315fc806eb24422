/** Follows the pages of a query until enough was found. */
import { compareUtf8 } from '../key-range.ts';
import type { Item } from './items.ts';
import type { TableRequests } from './requests.ts';

/** Up to `limit` wanted items of a query; a range whose edges are the wrong way round holds none. */
export async function collect(
  requests: TableRequests,
  input: Parameters<TableRequests['query']>[0],
  limit: number,
  isWanted?: (item: Item) => boolean,
): Promise<Item[]> {
  const { ':lower': lower, ':upper': upper } = input.ExpressionAttributeValues ?? {};
  if (limit < 1 || compareUtf8(lower?.S ?? '', upper?.S ?? '') > 0) return [];
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    // Where some are not wanted it is one edge of the range: asking for one more spares a second page.
    const missing = limit - items.length + (isWanted ? 1 : 0);
    const page = await requests.query({
      ...input,
      ...(Number.isFinite(missing) ? { Limit: missing } : {}),
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    const found = page.Items ?? [];
    items.push(...(isWanted ? found.filter(isWanted) : found));
    from = page.LastEvaluatedKey;
  } while (from && items.length < limit);
  return items.slice(0, limit);
}
