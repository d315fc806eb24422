/** A reply that was broken off in the middle is told again by the gateway, and is then carried out once all the same. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../shared/app/engine.ts';
import { execute } from '../../../shared/app/execute.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import type { Store } from '../../../shared/ports/store.ts';
import { clerkOffice, PHONE } from '../../web/public/clerk.ts';

const DUTY = 'hy-1/D52-07/i1';

/** Fails the first commit under each of the given command ids, as a machine does that loses its power. */
function failingOnce(store: Store, ids: Set<string>): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'commit') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
      return (changes: Parameters<Store['commit']>[0]) => {
        const hit = changes.find(({ receipt }) => receipt && ids.delete(receipt.commandId));
        return hit ? Promise.reject(new Error('power lost')) : target.commit(changes);
      };
    },
  });
}

describe('an answer that was broken off', () => {
  const breaks: [string, string, string][] = [
    ['2', 'before anything', 'callback/sms/mo-1/sign'],
    ['2', 'before it was handed in', 'callback/sms/mo-1/handed-in'],
    ['2', 'before it was written down', 'callback/sms/mo-1'],
    ['3', 'before the wish', 'callback/sms/mo-1/wish'],
    ['3', 'before the office was told', 'callback/sms/mo-1'],
  ];
  it.each(breaks)('%s, %s', async (text, _caption, id) => {
    const clerk = await clerkOffice();
    const { engine } = clerk.office;
    const broken = createEngine({
      ...engine.installation,
      store: failingOnce(engine.store, new Set([id])),
    });
    const now = clerk.office.now();
    const command = readCommand('reply.take', { channel: 'sms', phone: PHONE, text, id: 'mo-1' }, now);
    const envelope = { district: 'demo', commandId: 'callback/sms/mo-1', actor: 'channel:sms', command };
    await expect(execute(broken, envelope, now)).rejects.toThrow('power lost');
    expect(await execute(broken, envelope, now)).toEqual({ outcome: 'done' });
    expect(await execute(broken, envelope, now)).toEqual({ outcome: 'repeated' });

    const duty = await clerk.duty(DUTY);
    expect(duty?.progress.submissions).toHaveLength(text === '2' ? 1 : 0);
    expect(await clerk.entries('duty.extension-wished', 'hy-1')).toHaveLength(text === '3' ? 1 : 0);
    expect(await clerk.entries('notice.signed', 'hy-1')).toHaveLength(1);
    expect(await clerk.entries('reply.taken')).toHaveLength(1);
    expect(await clerk.told('reply.call')).toHaveLength(text === '3' ? 1 : 0);
  });
});
