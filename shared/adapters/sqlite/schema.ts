/** Opens a store's file, refuses files that are not ours to write, and brings older ones up to date. */
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../../ports/store.ts';
import { explaining } from './faults.ts';

/** 'Dubn' in ASCII; marks the file as a Duban store. */
const APPLICATION_ID = 0x4475626e;

/**
 * Forward only: a published entry is never edited, a change is a new entry at the end.
 * `position` gives every row and entry a place that never moves, by which scans go through them in parts.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE rows (
     position INTEGER PRIMARY KEY,
     district TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
     version INTEGER NOT NULL, body TEXT NOT NULL,
     lane TEXT, due_at TEXT, view TEXT, view_sort TEXT,
     UNIQUE (district, kind, id)
   ) STRICT;
   CREATE INDEX rows_due ON rows (lane, due_at, district, kind, id) WHERE due_at IS NOT NULL;
   CREATE INDEX rows_view ON rows (district, view, view_sort, id) WHERE view IS NOT NULL;

   CREATE TABLE ledger (
     position INTEGER PRIMARY KEY,
     district TEXT NOT NULL, matter TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL,
     at TEXT NOT NULL, recorded_at TEXT NOT NULL, type TEXT NOT NULL, v INTEGER NOT NULL,
     actor TEXT NOT NULL, body TEXT NOT NULL,
     UNIQUE (district, matter, stream, seq)
   ) STRICT;
   CREATE TRIGGER ledger_keeps_entries BEFORE DELETE ON ledger
     BEGIN SELECT RAISE(ABORT, 'The ledger is append-only: no entry is deleted.'); END;
   CREATE TRIGGER ledger_keeps_content BEFORE UPDATE ON ledger
     BEGIN SELECT RAISE(ABORT, 'The ledger is append-only: no entry is changed.'); END;

   CREATE TABLE receipts (
     district TEXT NOT NULL, command_id TEXT NOT NULL, at TEXT NOT NULL, result TEXT NOT NULL,
     PRIMARY KEY (district, command_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX receipts_age ON receipts (at);`,

  // Deliveries have lanes of their own.
  `UPDATE rows SET lane = lane || '-delivery' WHERE kind = 'notice' AND lane IN ('emergency', 'normal');`,
];

/** How long a connection waits for another one to finish its step. */
const BUSY_MILLISECONDS = 5_000;

/**
 * A connection to an up-to-date store. Throws StoreUnavailable for a file that is not a database, belongs to
 * another program, was written by a newer Duban, or cannot be written.
 */
export function openDatabase(file: string): DatabaseSync {
  return explaining(file, () => {
    const db = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
    try {
      refuseForeign(db, file);
      configure(db, file);
      migrate(db, file);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * A connection that can only read, whoever else is writing. Throws StoreUnavailable for a file that is not there, is
 * not a Duban store, or has another format than this Duban's.
 */
export function openReadOnly(file: string): DatabaseSync {
  return explaining(file, () => {
    const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MILLISECONDS });
    try {
      refuseForeign(db, file);
      const version = readNumber(db, 'PRAGMA user_version');
      refuseNewer(version, file);
      if (version < MIGRATIONS.length)
        throw new StoreUnavailable(
          `${file} was written by an older Duban (format ${version}); start Duban on it once to bring it up to date.`,
        );
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function refuseForeign(db: DatabaseSync, file: string): void {
  const isEmpty = readNumber(db, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (!isEmpty && readNumber(db, 'PRAGMA application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable(`${file} is not a Duban store: it is the database of another program.`);
  }
}

function configure(db: DatabaseSync, file: string): void {
  // Steps touch few bytes on many pages and the log takes whole pages: half the usual size, half the log.
  db.exec('PRAGMA page_size = 2048');
  const journal = switchToLog(db);
  if (journal !== 'wal' && journal !== 'memory') {
    throw new StoreUnavailable(`${file} lies on a disk without a write-ahead log; move it to a local disk.`);
  }
  // FULL: a step that was answered for survives a power cut.
  db.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000');
}

const SWITCH_ATTEMPTS = 100;
const SWITCH_PAUSE_MILLISECONDS = 50;
const SQLITE_BUSY = 5;

/**
 * The journal mode in force afterwards. SQLite does not always wait for another connection here, whatever its
 * time-out: two programs that open a file at once would refuse each other, so this waits, up to five seconds.
 */
function switchToLog(db: DatabaseSync): unknown {
  // Whether SQLite itself would wait depends on what the other one is doing; here only this loop does.
  db.exec('PRAGMA busy_timeout = 0');
  for (let attempt = 1; ; attempt++) {
    try {
      const journal = db.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
      db.exec(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}`);
      return journal;
    } catch (fault) {
      const busy = fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY;
      if (!busy || attempt === SWITCH_ATTEMPTS) throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SWITCH_PAUSE_MILLISECONDS);
    }
  }
}

/** Writes even when nothing is to do, so that a file that cannot be written is told at the start. */
function migrate(db: DatabaseSync, file: string): void {
  db.exec('BEGIN IMMEDIATE');
  const version = readNumber(db, 'PRAGMA user_version');
  refuseNewer(version, file);
  for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
  db.exec('COMMIT');
}

function refuseNewer(version: number, file: string): void {
  if (version <= MIGRATIONS.length) return;
  throw new StoreUnavailable(
    `${file} was written by a newer Duban (format ${version}; this one knows ${MIGRATIONS.length}). Install the newer Duban again.`,
  );
}

function readNumber(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0]);
}
