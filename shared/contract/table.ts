/** The one DynamoDB table as data: what is provisioned, created for tests and relied on by the store. */

/** Partitions of each lane of the due index, as recorded in the table; changing the number is a migration. */
export const DUE_SHARDS = 4;

/** Keys are strings. The indexes are sparse: only rows that carry an index's attributes stand in it. */
export const TABLE_DEFINITION = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Carried by rows only, and nothing but their kind, so that the stream can be filtered by it. */
  kind: 'kind',
  /** Epoch seconds, carried by receipts only. It frees space; whether one has expired is decided in conditions. */
  ttl: 'ttl',
  /**
   * KEYS_ONLY on purpose. A projected body would be written again, per KB and twice, whenever a row's place
   * moves; reading the rows that were found from the table costs a fraction of that and is never stale.
   */
  indexes: {
    due: { name: 'due', partitionKey: 'duePk', sortKey: 'dueSk', projection: 'KEYS_ONLY' },
    view: { name: 'view', partitionKey: 'viewPk', sortKey: 'viewSk', projection: 'KEYS_ONLY' },
  },
} as const;
