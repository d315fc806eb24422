/** `npm start` as a process: its line, its page, its end, and what it refuses. */
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { Notice } from '../../shared/domain/notices/notice.ts';
import { start, startAndEnd, temporaryFolder } from './started.ts';

const ANY_PORT = ['--port', '0'];

describe('a start', () => {
  it('says in one line where to look, serves the page there, and ends cleanly on Ctrl-C', async () => {
    const data = temporaryFolder();
    const running = await start(...ANY_PORT, '--data', data);
    expect(running.line).toMatch(/^Duban 示例区（演示数据） http:\/\/127\.0\.0\.1:\d+\/\?token=\S+$/);
    const page = await fetch(running.address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('演示数据');
    expect(statSync(path.join(data, 'demo', 'token')).mode & 0o077).toBe(0);
    const { code, out, err } = await running.stop('SIGINT');
    expect({ code, lines: out.trim().split('\n').length, err }).toEqual({ code: 0, lines: 1, err: '' });
    expect(existsSync(path.join(data, 'demo', 'running.json'))).toBe(false);
  });

  it('turns the token of the line into a cookie and takes it out of the address', async () => {
    const running = await start(...ANY_PORT, '--data', temporaryFolder());
    const answer = await fetch(`${running.address}/?token=${running.token}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    const wrong = await fetch(`${running.address}/?token=guess`, { redirect: 'manual' });
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it('goes on after kill -9 where it was', async () => {
    const data = temporaryFolder();
    const first = await start(...ANY_PORT, '--data', data);
    const command = {
      commandId: 'c-1',
      do: 'agenda.add',
      id: 'cw-16',
      item: { id: '9', unit: 'audit', title: '审计整改情况' },
    };
    expect(await first.command(command)).toEqual({ outcome: 'done' });
    await first.stop('SIGKILL');
    const second = await start(...ANY_PORT, '--data', data);
    expect(second.token).toBe(first.token);
    const { duties } = await second.json<{ duties: { id: string }[] }>('/api/matters/cw-16');
    expect(duties.map(({ id }) => id)).toContain('cw-16/D52-07/9');
    expect(await second.command(command)).toEqual({ outcome: 'repeated' });
    expect((await second.stop('SIGTERM')).code).toBe(0);
  });

  it('begins a real store without anything made up', async () => {
    const data = temporaryFolder();
    const running = await start('--empty', ...ANY_PORT, '--data', data);
    const page = await (await fetch(running.address)).text();
    expect(page).not.toContain('演示数据');
    expect(page).toContain('本区应办事项');
    expect(page).toContain('通讯录尚无人员');
    expect(page).toMatch(/有\d+条规则在试运行：提醒仅发办公室（拟发），不对外发出。/);
    const { matters } = await running.json<{ matters: { id: string }[] }>('/api/matters');
    // What opens by itself is there: the week and the periods that run.
    expect(matters.filter(({ id }) => !/^\d{4}(-|$)/.test(id))).toEqual([]);
    expect(existsSync(path.join(data, 'district', 'duban.sqlite'))).toBe(true);
    expect(existsSync(path.join(data, 'demo'))).toBe(false);
  });

  it('begins a real store with the district’s own directory, once', async () => {
    const data = temporaryFolder();
    const demo = readFileSync(
      path.join(import.meta.dirname, '..', '..', 'examples', 'directories', 'demo.yaml'),
      'utf8',
    );
    const own = path.join(data, 'own.yaml');
    writeFileSync(
      own,
      demo
        .replace('district: demo', 'district: qu')
        .replace('name: 示例区', 'name: 某区')
        .replace('demonstration: true', 'demonstration: false'),
    );
    const first = await start('--empty', '--directory', own, ...ANY_PORT, '--data', data);
    expect(await (await fetch(first.address)).text()).toContain('某区应办事项');
    await first.stop('SIGINT');
    const again = await startAndEnd('--empty', '--directory', own, ...ANY_PORT, '--data', data);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('has its directory already')]);
    const second = await start('--empty', ...ANY_PORT, '--data', data);
    expect(second.line).toContain('某区');
  });

  it('on a fast clock shows reminders and an escalation, none of them late', async () => {
    const running = await start('--speed', '3600', ...ANY_PORT, '--data', temporaryFolder());
    const kinds = async () => {
      const { notices } = await running.json<{ notices: Notice[] }>('/api/notices');
      return notices.filter(({ facts }) => facts.matter === 'cw-16').map(({ facts }) => facts.kind);
    };
    await vi.waitFor(async () => expect(await kinds()).toContain('escalate'), {
      timeout: 30_000,
      interval: 200,
    });
    expect(await kinds()).toEqual(expect.arrayContaining(['remind', 'warn', 'hasten', 'ask-decision']));
    const { entries } = await running.json<{ entries: { type: string; at: string; recordedAt: string }[] }>(
      '/api/matters/cw-16/ledger',
    );
    const rungs = entries.filter(({ type }) => type === 'rung.reached');
    expect(rungs.filter(({ at, recordedAt }) => at !== recordedAt)).toEqual([]);
  });
});

describe('a second start on the same folder', () => {
  it('prints the running address and exits 1', async () => {
    const data = temporaryFolder();
    const running = await start(...ANY_PORT, '--data', data);
    const { code, out, err } = await startAndEnd(...ANY_PORT, '--data', data);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(running.address);
    expect(err).toContain(`process ${running.child.pid}`);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('takes over what a dead process left', async () => {
    const data = temporaryFolder();
    const first = await start(...ANY_PORT, '--data', data);
    await first.stop('SIGKILL');
    expect(existsSync(path.join(data, 'demo', 'running.json'))).toBe(true);
    const second = await start(...ANY_PORT, '--data', data);
    expect((await fetch(second.address)).status).toBe(200);
  });

  it('may run beside it for another purpose', async () => {
    const data = temporaryFolder();
    await start(...ANY_PORT, '--data', data);
    const real = await start('--empty', ...ANY_PORT, '--data', data);
    expect((await fetch(real.address)).status).toBe(200);
  });
});

describe('a start that cannot be', () => {
  async function refused(...args: string[]): Promise<string> {
    const { code, out, err } = await startAndEnd(...args);
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 });
    return err;
  }

  it('names a taken port and the option', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const data = temporaryFolder();
    expect(await refused('--port', port, '--data', data)).toMatch(
      new RegExp(`port ${port} is taken.*--port`),
    );
    expect(existsSync(path.join(data, 'demo', 'duban.sqlite'))).toBe(false);
    other.close();
  });

  const options: [string, string[], RegExp][] = [
    ['an unknown option', ['--fast'], /--fast/],
    ['a speed that is none', ['--speed', 'x'], /--speed x: expected a whole number from 1/],
    ['no speed', ['--speed', '0'], /--speed 0: expected/],
    ['a port that is none', ['--port', '70000'], /--port 70000: expected/],
    ['a fast real store', ['--empty', '--speed', '60'], /demonstration only/],
    ['a directory for the demonstration', ['--directory', 'x.yaml'], /add --empty/],
    [
      'a directory that is not there',
      ['--empty', '--port', '0', '--directory', 'x.yaml'],
      /x\.yaml: no such file/,
    ],
  ];
  it.each(options)('refuses %s', async (_caption, args, expected) => {
    expect(await refused(...args, '--data', temporaryFolder())).toMatch(expected);
  });

  it('refuses made-up people in a real store', async () => {
    const demo = path.join(import.meta.dirname, '..', '..', 'examples', 'directories', 'demo.yaml');
    expect(await refused('--empty', ...ANY_PORT, '--directory', demo, '--data', temporaryFolder())).toMatch(
      /made up/,
    );
  });

  it('refuses a data folder that is a file', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(await refused(...ANY_PORT, '--data', file)).toMatch(/cannot use the data folder .*--data FOLDER/);
  });

  it('refuses a store of another purpose', async () => {
    const data = temporaryFolder();
    mkdirSync(path.join(data, 'demo'));
    writeFileSync(path.join(data, 'demo', 'purpose'), 'district\n');
    expect(await refused(...ANY_PORT, '--data', data)).toMatch(
      /holds a store for 'district', not for 'demo'/,
    );
  });

  it('refuses a store that is damaged', async () => {
    const data = temporaryFolder();
    mkdirSync(path.join(data, 'demo'));
    writeFileSync(path.join(data, 'demo', 'duban.sqlite'), 'this is not a database, whatever its name says');
    expect(await refused(...ANY_PORT, '--data', data)).toMatch(/not a Duban store/);
  });

  it('refuses a store of a newer program', async () => {
    const data = temporaryFolder();
    await (await start(...ANY_PORT, '--data', data)).stop('SIGINT');
    const db = new DatabaseSync(path.join(data, 'demo', 'duban.sqlite'));
    db.exec('PRAGMA user_version = 999');
    db.close();
    expect(await refused(...ANY_PORT, '--data', data)).toMatch(/newer Duban/);
  });
});
