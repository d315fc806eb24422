/** A process that lives through a story and kills itself at the call it was told: worker JOB FILE [CALL] [KIND]. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { beside, type Job, live, portsOf } from './live.ts';

/** Calls that leave something behind. */
const WRITES: ReadonlySet<string> = new Set(['commit', 'send', 'publish']);

interface Calls {
  /** Before every call of a port. */
  before(name: string): Promise<void>;
}

/** The same object with every method announced. */
function listened<Port extends object>(port: Port, calls: Calls): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'close') return member;
      return async (...args: unknown[]) => {
        await calls.before(String(name));
        return member.apply(target, args) as unknown;
      };
    },
  });
}

function listenedPorts(ports: Installation, calls: Calls): Installation {
  return {
    ...ports,
    store: listened(ports.store, calls),
    channels: new Map([...ports.channels].map(([name, channel]) => [name, listened(channel, calls)])),
    publisher: listened(ports.publisher, calls),
  };
}

/** Dies at the n-th call of the kind, leaving a note of how much of what was sent had been recorded. */
function dyingAt(fatal: number, onlyWrites: boolean, file: string): Calls {
  let calls = 0;
  let recorded = 0;
  let committing = false;
  return {
    async before(name) {
      // A commit that was followed by another call has recorded what was sent before it.
      if (committing) recorded = sentSize(file);
      committing = name === 'commit';
      if (onlyWrites && !WRITES.has(name)) return;
      if (++calls !== fatal) return;
      writeFileSync(beside.death(file), JSON.stringify({ pid: process.pid, recorded }));
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => {});
    },
  };
}

function sentSize(file: string): number {
  return readFileSync(beside.sent(file)).length;
}

const [jobFile = '', file = '', fatal = '0', kind = 'all'] = process.argv.slice(2);
const job: Job = { ...(deserialize(readFileSync(jobFile)) as Omit<Job, 'file'>), file };
appendFileSync(beside.sent(file), '');
const ports = portsOf(job, openSqliteStore({ file }));
const calls = dyingAt(Number(fatal), kind === 'writes', file);
await live(job, fatal === '0' ? ports : listenedPorts(ports, calls));
