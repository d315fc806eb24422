/** Commands on the directory: duties stay with the posts, every act is in the ledger, nothing is left without a home. */
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { directoryFindings } from '../../shared/app/directory-findings.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { resolve } from '../../shared/domain/routing/resolve.ts';
import { writtenFrom } from '../../shared/domain/routing/written-directory.ts';
import {
  chinaTime,
  DISTRICT,
  demoDirectory,
  engineOn,
  ledgerOf,
  said,
  setUpDemo,
} from '../support/office.ts';

const now = chinaTime('2026-03-10 09:00');

let acts = 0;

/** With the whole demonstration directory, which hangs together. */
async function freshOffice(at: typeof now): Promise<Engine> {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  await setUpDemo(engine, at, { directory: demoDirectory });
  return engine;
}

async function act(engine: Engine, verb: string, fields: object, at = now) {
  const command = readCommand(verb, JSON.parse(JSON.stringify(fields)), at);
  return execute(engine, { district: DISTRICT, commandId: `act-${++acts}`, actor: 'office', command }, at);
}

async function refusalOf(engine: Engine, verb: string, fields: object) {
  const outcome = await act(engine, verb, fields);
  return outcome.outcome === 'refused' ? outcome.reason : outcome.outcome;
}

async function entriesOf(engine: Engine, type: string) {
  return (await ledgerOf(engine.store)).filter((entry) => entry.type === type).map(said);
}

const scheduled = {
  id: 'm5',
  kind: 'executive',
  start: '2026-03-18T09:00:00+08:00',
  items: [{ id: 'i3', unit: 'housing', title: '老旧小区改造实施方案' }],
};

describe('who holds a post', () => {
  it('a new holder gets what is addressed to the post from then on; the record keeps the former name', async () => {
    const engine = await freshOffice(now);
    await act(engine, 'directory.person', {
      id: 'p-new',
      name: '高示远',
      phone: '000-1',
      channels: ['inbox'],
      by: 'office',
    });
    const appointed = {
      post: 'housing.liaison',
      person: 'p-new',
      from: '2026-03-10T08:00:00+08:00',
      by: 'office',
    };
    expect(await act(engine, 'directory.appoint', appointed)).toEqual({ outcome: 'done' });
    const { directory, roster } = await engine.districts.open(DISTRICT);
    expect(resolve('housing.liaison', now, roster)).toMatchObject({ person: 'p-new', path: [] });
    expect(directory.posts.get('housing.liaison')?.since).toBe('2026-03-10T00:00:00Z');
    expect(await entriesOf(engine, 'directory.person-added')).toMatchObject([
      { person: 'p-new', name: '高示远' },
    ]);
    expect(await entriesOf(engine, 'directory.appointed')).toMatchObject([
      { post: 'housing.liaison', name: '高示远', former: 'p-housing-liaison', formerName: '霍例信' },
    ]);
  });

  it('notices sent before keep the former holder', async () => {
    const engine = await freshOffice(now);
    await act(engine, 'meeting.schedule', scheduled);
    await beatUntilQuiet(engine, now);
    const to = async () =>
      (await entriesOf(engine, 'notice.sent'))
        .filter(({ to }) => to === 'housing.liaison')
        .map(({ person }) => person);
    expect(await to()).toEqual(['p-housing-liaison']);
    const change = {
      post: 'housing.liaison',
      person: 'p-housing-deputy',
      from: '2026-03-10T09:00:00+08:00',
      by: 'office',
    };
    await act(engine, 'directory.appoint', change);
    await beatUntilQuiet(engine, chinaTime('2026-03-16 09:30'));
    const people = await to();
    expect(people[0]).toBe('p-housing-liaison');
    expect(new Set(people.slice(1))).toEqual(new Set(['p-housing-deputy']));
  });

  it('a vacated post is passed over, and the check says so', async () => {
    const engine = await freshOffice(now);
    expect(await directoryFindings(engine, DISTRICT, now)).not.toContain(
      '职务“区住建局联络员”暂缺，请确定人选并登记。',
    );
    await act(engine, 'directory.vacate', { post: 'housing.liaison', by: 'office', why: '调离' });
    const { roster } = await engine.districts.open(DISTRICT);
    expect(resolve('housing.liaison', now, roster)).toMatchObject({
      post: 'housing.principal',
      path: ['区住建局联络员暂缺，转区住建局局长'],
    });
    expect(await directoryFindings(engine, DISTRICT, now)).toContain(
      '职务“区住建局联络员”暂缺，请确定人选并登记。',
    );
  });

  it('a changed name or number is noted with the former name', async () => {
    const engine = await freshOffice(now);
    await act(engine, 'directory.person', {
      id: 'p-mayor',
      name: '沈例川',
      phone: '000-2',
      channels: ['inbox', { channel: 'mail', address: 'a@example.cn' }],
      by: 'office',
    });
    const { directory } = await engine.districts.open(DISTRICT);
    expect(directory.people.get('p-mayor')).toEqual({
      id: 'p-mayor',
      name: '沈例川',
      phone: '000-2',
      channels: [
        { channel: 'inbox', address: 'p-mayor' },
        { channel: 'mail', address: 'a@example.cn' },
      ],
    });
    expect(await entriesOf(engine, 'directory.person-changed')).toMatchObject([{ formerName: '沈示川' }]);
  });

  it.each<[string, string, object, RegExp]>([
    [
      'an unknown post',
      'directory.appoint',
      { post: 'moon.liaison', person: 'p-mayor', from: '2026-03-10T08:00:00+08:00', by: 'office' },
      /没有职务“moon.liaison”/,
    ],
    [
      'an unknown person',
      'directory.appoint',
      { post: 'mayor', person: 'p-moon', from: '2026-03-10T08:00:00+08:00', by: 'office' },
      /没有人员“p-moon”/,
    ],
    [
      'a day to come',
      'directory.appoint',
      { post: 'mayor', person: 'p-vice-mayor-1', from: '2026-03-11T08:00:00+08:00', by: 'office' },
      /请于到任当日登记/,
    ],
    [
      'the present holder',
      'directory.appoint',
      { post: 'mayor', person: 'p-mayor', from: '2026-03-10T08:00:00+08:00', by: 'office' },
      /现任即为沈示川/,
    ],
    [
      'an unknown unit',
      'directory.successor',
      { unit: 'moon', successor: 'health', from: '2026-04-01', by: 'office' },
      /没有单位“moon”/,
    ],
    [
      'a successor that is none',
      'directory.successor',
      { unit: 'culture', successor: 'culture', from: '2026-04-01', by: 'office' },
      /或为其本身/,
    ],
    [
      'the office',
      'directory.successor',
      { unit: 'office', successor: 'culture', from: '2026-04-01', by: 'office' },
      /办公室的职责不能/,
    ],
  ])('refuses %s', async (_, verb, fields, words) => {
    expect(await refusalOf(await freshOffice(now), verb, fields)).toMatch(words);
  });
});

describe('a merger', () => {
  it('moves what is addressed to the unit from its day', async () => {
    const engine = await freshOffice(now);
    await act(engine, 'directory.successor', {
      unit: 'housing',
      successor: 'transport',
      from: '2026-03-15',
      by: 'office',
      why: '机构改革',
    });
    await act(engine, 'meeting.schedule', scheduled);
    await beatUntilQuiet(engine, now);
    await beatUntilQuiet(engine, chinaTime('2026-03-17 09:30'));
    const sent = (await entriesOf(engine, 'notice.sent')).filter(({ duties }) =>
      (duties as string[]).includes('m5/D52-07/i3'),
    );
    expect(sent[0]?.to).toBe('housing.liaison');
    const after = sent.filter(({ to }) => to === 'transport.liaison');
    expect(after.length).toBeGreaterThan(0);
    expect(after[0]?.path).toEqual(['区住建局职责自2026年3月15日起由区交通运输局承担']);
  });

  it('never in a circle', async () => {
    const engine = await freshOffice(now);
    await act(engine, 'directory.successor', {
      unit: 'housing',
      successor: 'transport',
      from: '2026-03-15',
      by: 'office',
    });
    expect(
      await refusalOf(engine, 'directory.successor', {
        unit: 'transport',
        successor: 'housing',
        from: '2026-04-15',
        by: 'office',
      }),
    ).toMatch(/承接关系循环/);
  });
});

describe('the whole directory anew', () => {
  const present = async (engine: Engine) => writtenFrom((await engine.districts.open(DISTRICT)).directory);
  const without = async (engine: Engine, unit: string) => {
    const written = await present(engine);
    const keep = <Value>(record: Readonly<Record<string, Value>>) =>
      Object.fromEntries(Object.entries(record).filter(([id]) => id !== unit && !id.startsWith(`${unit}.`)));
    const portfolios = Object.fromEntries(
      Object.entries(written.portfolios).map(([leader, units]) => [
        leader,
        units.filter((id) => id !== unit),
      ]),
    );
    return { ...written, units: keep(written.units), posts: keep(written.posts), portfolios };
  };

  it('is taken over, and the ledger says what changed', async () => {
    const engine = await freshOffice(now);
    const directory = await without(engine, 'culture');
    const vacated = {
      ...directory,
      posts: { ...directory.posts, 'audit.liaison': { title: '区审计局联络员', holder: null } },
    };
    expect(
      await act(engine, 'directory.import', { directory: vacated, by: 'office', why: '年度更新' }),
    ).toEqual({ outcome: 'done' });
    expect((await engine.districts.open(DISTRICT)).directory.units.has('culture')).toBe(false);
    expect(await entriesOf(engine, 'directory.imported')).toMatchObject([
      {
        why: '年度更新',
        unitsRemoved: ['culture'],
        postsRemoved: ['culture.principal', 'culture.deputy', 'culture.liaison'],
        holders: [{ post: 'audit.liaison', before: '韩例谦', after: null }],
        routing: true,
      },
    ]);
  });

  it('is refused where a unit with open duties has no home, and taken over with its successor named', async () => {
    const engine = await freshOffice(now);
    await act(engine, 'meeting.schedule', scheduled);
    const bare = await without(engine, 'housing');
    expect(await refusalOf(engine, 'directory.import', { directory: bare, by: 'office', why: '更新' })).toBe(
      '区住建局尚有1项未办结事项，新通讯录中没有该单位；请保留该单位并注明职责承接单位和承接日期',
    );
    const old = {
      name: '区住房和城乡建设局',
      shortName: '区住建局',
      kind: 'department',
      successor: { unit: 'transport', from: '2026-03-01' },
    };
    const merged = { ...bare, units: { ...bare.units, housing: old } };
    expect(
      await refusalOf(engine, 'directory.import', { directory: merged, by: 'office', why: '更新' }),
    ).toBe('done');
    const { roster } = await engine.districts.open(DISTRICT);
    expect(resolve('housing.liaison', now, roster)).toMatchObject({ post: 'transport.liaison' });
  });

  it.each<[string, (written: ReturnType<typeof writtenFrom>) => object, RegExp]>([
    [
      'another district’s',
      (written) => ({ ...written, district: 'elsewhere' }),
      /属于“elsewhere”，本区为“demo”/,
    ],
    [
      'a real one in place of made-up people',
      (written) => ({ ...written, demonstration: false }),
      /不能相互替换/,
    ],
    [
      'one that does not hang together',
      (written) => ({ ...written, standInPairs: [['mayor', 'moon']] }),
      /补位表中的“moon”不是区领导/,
    ],
  ])('refuses %s', async (_, change, words) => {
    const engine = await freshOffice(now);
    const directory = change(await present(engine));
    expect(await refusalOf(engine, 'directory.import', { directory, by: 'office', why: '更新' })).toMatch(
      words,
    );
  });

  it('has the form of a file', () => {
    const { name: _name, ...nameless } = writtenFrom(demoDirectory);
    expect(() =>
      readCommand('directory.import', { directory: nameless, by: 'office', why: '更新' }, now),
    ).toThrow("'directory.name'");
  });
});
