/** An installation to measure: the shipped rules on a store, with a sink for what is sent. */
import path from 'node:path';
import { embeddedInstallation, PROJECT } from '../local/installation.ts';
import { recordedChannels } from '../shared/adapters/channels/recorded.ts';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import type { Channel, OutgoingMessage } from '../shared/ports/channel.ts';
import type { Change, CommitResult, Store } from '../shared/ports/store.ts';

export const RULEBOOK = 'shuangyang-2018';
export const demoDirectory = loadDirectory(path.join(PROJECT, 'examples/directories/demo.yaml'));

/** Counts what it is handed and keeps nothing. */
export class Sink {
  messages = 0;
  bytes = 0;

  channels(): ReadonlyMap<string, Channel> {
    return new Map([...recordedChannels().keys()].map((name) => [name, this.#channel(name)]));
  }

  #channel(name: string): Channel {
    return {
      name,
      send: (messages) => {
        this.messages += messages.length;
        for (const { long } of messages) this.bytes += long.length;
        return Promise.resolve(
          messages.map((_message: OutgoingMessage) => ({ outcome: 'sent', reference: null })),
        );
      },
    };
  }
}

export function engineOn(store: Store, sink: Sink = new Sink()): Engine {
  return createEngine({ ...embeddedInstallation(store, [RULEBOOK]), channels: sink.channels() });
}

/** Writes changes that cannot conflict, in batches. */
export async function write(store: Store, changes: Iterable<Change>, batch = 2000): Promise<number> {
  let pending: Change[] = [];
  let written = 0;
  const flush = async () => {
    const results: CommitResult[] = await store.commit(pending);
    const refused = results.find(({ outcome }) => outcome !== 'committed');
    if (refused) throw new Error(`a change for the measurement was not stored: ${JSON.stringify(refused)}`);
    written += pending.length;
    pending = [];
  };
  for (const change of changes) {
    pending.push(change);
    if (pending.length >= batch) await flush();
  }
  await flush();
  return written;
}

/** Calls of a store and rows they returned, by the name of the call. */
export interface Counts {
  readonly calls: Map<string, number>;
  rows: number;
}

/** The same store, counted. */
export function counted(store: Store): { readonly store: Store; readonly counts: Counts } {
  const counts: Counts = { calls: new Map(), rows: 0 };
  const counting = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        counts.calls.set(String(name), (counts.calls.get(String(name)) ?? 0) + 1);
        const answer: unknown = await member.apply(target, args);
        if (name !== 'commit' && Array.isArray(answer)) counts.rows += answer.length;
        return answer;
      };
    },
  });
  return { store: counting, counts };
}
