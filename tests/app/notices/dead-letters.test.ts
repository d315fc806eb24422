/** A notice that reached nobody: tried again, given up, and from the command line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../../local/cli.ts';
import { STORE_FILE } from '../../../local/runtime/folder.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { noticeOf } from '../../../shared/app/rows.ts';
import { noticeList } from '../../../shared/app/views.ts';
import type { Channel } from '../../../shared/ports/channel.ts';
import { RunningOffice, refusalOf } from '../../support/messages.ts';
import { chinaTime, DISTRICT, engineOn, ledgerOf, rowsOf, setUpDemo } from '../../support/office.ts';

const BEGIN = chinaTime('2026-03-11 14:00');
const DUTY = 'm1/D52-07/i1';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'letters-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An office none of whose channels takes anything until it is mended. */
async function broken(): Promise<{ office: RunningOffice; mend: () => void; id: string }> {
  let mended = false;
  const channel = (name: string): Channel => ({
    name,
    send: (messages) =>
      Promise.resolve(
        messages.map(() =>
          mended ? { outcome: 'sent', reference: null } : { outcome: 'failed', reason: '账号停用' },
        ),
      ),
  });
  const channels = new Map(['inbox', 'phone-record', 'paper'].map((name) => [name, channel(name)]));
  const store = openSqliteStore({ file: path.join(folder, STORE_FILE) });
  const engine = engineOn({ store, channels });
  await setUpDemo(engine, BEGIN, { rules: ['D52-07'] });
  const office = new RunningOffice(engine, BEGIN);
  const items = [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }];
  await office.act('meeting.schedule', {
    id: 'm1',
    kind: 'executive',
    start: '2026-03-18T09:00:00+08:00',
    items,
  });
  await office.until('2026-03-11 16:00');
  const { entries } = await noticeList(store, DISTRICT, 'failed');
  const failed = entries.find(({ facts }) => facts.duty === DUTY && facts.post === 'housing.liaison');
  if (!failed) throw new Error(`nothing failed for ${DUTY}`);
  const mend = () => {
    mended = true;
  };
  return { office, mend, id: failed.facts.id };
}

async function statusOf({ engine }: RunningOffice, id: string): Promise<string | undefined> {
  const row = (await rowsOf(engine.store, 'notice')).find((one) => one.id === id);
  return row && noticeOf(row).state.status;
}

describe('a dead letter', () => {
  test('is tried again from the beginning, and reaches whom it was meant for', async () => {
    const { office, mend, id } = await broken();
    mend();
    await office.act('notice.retry', { notice: id, by: 'office.liaison' });
    expect(await statusOf(office, id)).toBe('sent');
    expect((await office.message(DUTY, 'housing.liaison', 'start')).copy.to).toBe('housing.liaison');
    const ledger = (await ledgerOf(office.engine.store)).filter(({ stream }) => stream === `notice/${id}`);
    expect(ledger.map(({ type }) => type).slice(-3)).toEqual([
      'notice.failed',
      'notice.retried',
      'notice.sent',
    ]);
    expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_entry, index) => index + 1));
    expect(refusalOf(await office.act('notice.retry', { notice: id, by: 'office.liaison' }))).toBe(
      '该消息不在未送达之列，无须重发或作废',
    );
  });

  test('is given up with a reason', async () => {
    const { office, id } = await broken();
    await office.act('notice.drop', { notice: id, by: 'office.liaison', why: '已当面告知' });
    expect(await statusOf(office, id)).toBe('dropped');
    expect(refusalOf(await office.act('notice.drop', { notice: 'none', by: 'office', why: '无' }))).toBe(
      '没有编号为“none”的消息',
    );
  });

  test('is listed, shown, tried again and given up from the command line', async () => {
    const { office, id } = await broken();
    await office.engine.store.close();
    const duban = async (...args: string[]) => {
      const out: string[] = [];
      const io = { out: (text: string) => void out.push(text), err: (text: string) => void out.push(text) };
      const code = await main(['letters', ...args, '--data', folder], io);
      return [code, out.join('')] as const;
    };
    expect(await duban()).toEqual([0, expect.stringContaining(`${id}\n  告知　区住建局联络员`)]);
    expect(await duban('show', id)).toEqual([0, expect.stringContaining('notice.failed')]);
    expect(await duban('drop', id)).toEqual([2, expect.stringContaining('--why is missing')]);
    expect(await duban('retry', id)).toEqual([0, '已重新列入发送。\n']);
    expect(await duban('drop', id, '--why', '已当面告知')).toEqual([
      2,
      'duban letters: 该消息不在未送达之列，无须重发或作废。\n',
    ]);
    expect(await duban('burn', id)).toEqual([
      2,
      expect.stringContaining('expected one of list, show, retry, drop'),
    ]);
  });
});
