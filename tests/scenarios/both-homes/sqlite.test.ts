/** The stories on the one-machine store. */
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { stories } from './stories.ts';

stories('SQLite', () => openSqliteStore({ file: ':memory:' }), 'all');
