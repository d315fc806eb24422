import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const AT = '2026-10-08T09:00:00+08:00';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command line on this Node, in the project's folder. */
function duban(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['local/duban.mjs', ...args], { cwd: root }, (fault, out, err) => {
      resolve({ code: typeof fault?.code === 'number' ? fault.code : fault ? 1 : 0, out, err });
    });
  });
}

function fileOf(name: string, content: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('what is printed', () => {
  test('explain --json: one document and nothing else', async () => {
    const { code, out, err } = await duban('explain', 'D52-07', '--at', AT, '--json');
    expect([code, err]).toEqual([0, '']);
    expect(out.trimEnd()).not.toContain('\n');
    expect(JSON.parse(out)).toMatchObject({ rule: 'D52-07', dueAt: '2026-09-30T17:00:00+08:00' });
  });

  test('explain: words, with settings and rulebook named', async () => {
    const settings = [
      '--set',
      'materials.mode=D',
      '--set',
      'work_end=16:30',
      '--rulebook',
      'shuangyang-2018',
    ];
    const { code, out, err } = await duban('explain', 'D52-07', '--at', AT, ...settings);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('时限：2026年9月29日（星期二）16:30');
  });

  test('audit --json: one object a line', async () => {
    const { code, out, err } = await duban('audit', 'examples/public-events.json', '--json');
    expect([code, err]).toEqual([0, '']);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(16);
    expect(lines[0]).toMatchObject({ id: 'C01', verdict: 'late', lateByAtLeastSeconds: 180 });
  });

  test('audit: a table that judges nobody', async () => {
    const { out } = await duban('audit', 'examples/public-events.json', '--set', 'opinion.first_h=6');
    expect(out).toMatch(/按给定时间推算，不作评价\n$/);
  });

  test('calendar: announced years with notice and hash, and what the first unannounced one means', async () => {
    const { code, out } = await duban('calendar');
    expect(code).toBe(0);
    expect(out).toMatch(
      /\n2026年　已公布　cn-2026#[0-9a-f]{8}　放假33天，调休上班6天　https:\/\/www\.gov\.cn\//,
    );
    expect(out).toMatch(/\n2027年　未公布　cn-2027#[0-9a-f]{8}　.*标为“未确认”，通知公布后重新推算。\n/);
    expect(out).toContain('2026年12月26日至31日也可能由该年通知调整');
  });

  test.each([
    ['2026', ['国庆节　10-01（星期四）至10-07（星期三），7天', '国庆节　10-10（星期六）']],
    ['2022', ['2023年通知另列：', '元旦放假　12-31（星期六），1天']],
    ['2027', ['2027年　未公布']],
    ['1990', ['1990年　未收录']],
  ])('calendar --year %s', async (year, words) => {
    const { out } = await duban('calendar', '--year', year);
    for (const word of words) expect(out).toContain(word);
  });

  test('calendar check: a coming year is shown, and not imported', async () => {
    const file = fileOf(
      'cn-2027.yaml',
      'year: 2027\ncountry: cn\nnotices: [https://www.gov.cn/x]\nverified: 2026-11-22\noff: {元旦: 2027-01-01 to 2027-01-03}\nwork: {元旦: 2027-01-05}\n',
    );
    const { code, out } = await duban('calendar', 'check', file);
    expect(code).toBe(0);
    expect(out).toContain('元旦　01-01（星期五）至01-03（星期日），3天');
    expect(out).toContain('请核对：1月5日（星期二）不是周末，却列为调休上班日。');
    expect(out).toMatch(/核验通过，未导入。\n$/);
  });

  test('rules check: what the rulebook holds', async () => {
    const { code, out, err } = await duban('rules', 'check');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/版本：shuangyang-2018#[0-9a-f]{8}\n(.+\n)+核验通过。\n$/);
  });

  test('rules: what serves each clause, for people and for programs', async () => {
    const [words, data] = await Promise.all([
      duban('rules'),
      duban('rules', '--json', '--set', 'on.D39-4=true'),
    ]);
    expect([words.code, words.err]).toEqual([0, '']);
    expect(words.out).toMatch(/\n第五十二条\n {2}D52-01　常务会议（频次，P1）　已启用　/);
    expect(words.out).toMatch(/未落实0项。\n$/);
    const { counts, articles } = JSON.parse(data.out);
    expect([articles.length, counts.missing]).toEqual([80, 0]);
    expect(articles[38].clauses.find(({ id }: { id: string }) => id === 'D39-4')).toMatchObject({
      state: 'on',
    });
  });

  test('rules check: every fault on its line, and bad input', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'duban-cli-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(path.join(root, 'rules/demo-county-2009'), folder, { recursive: true });
    const file = path.join(folder, 'meetings.yaml');
    const text = readFileSync(file, 'utf8')
      .replace('ladder: papers', 'ladder: paper')
      .replace('per: admit', 'per: admitted');
    writeFileSync(file, text);
    const { code, out, err } = await duban('rules', 'check', folder);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/meetings\.yaml, line \d+ \(D7-1\): unknown ladder 'paper'/),
      expect.stringMatching(/meetings\.yaml, line \d+ \(D7-2\): a meeting has no subject 'admitted'/),
      expect.stringMatching(/meetings\.yaml, line \d+ \(ladders\.papers\): no rule is on this ladder/),
    ]);
  });

  test.each([[[]], [['--help']], [['help']]])('help for %j: every command', async (args) => {
    const { code, out } = await duban(...args);
    expect(code).toBe(0);
    expect(out.match(/^ {2}[a-z]+ /gm)?.map((line) => line.trim())).toEqual(
      expect.arrayContaining(['explain', 'simulate', 'audit', 'calendar', 'rules']),
    );
  });

  test.each(['explain', 'audit', 'calendar', 'rules'])('help for %s, asked both ways', async (command) => {
    const [first, second] = await Promise.all([duban(command, '--help'), duban('help', command)]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(new RegExp(`^duban ${command} `)),
    });
  });

  test('--version', async () => {
    expect(await duban('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('bad input: exit code 2, one line on standard error, nothing on standard output', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown command', ['remind'], /^duban: unknown command 'remind'; expected one of explain, /],
    ['help for an unknown command', ['help', 'remind'], /^duban help: unknown command 'remind'/],
    [
      'an unknown option',
      ['explain', 'D52-07', '--when', AT],
      /unknown option '--when'; expected --at, --set/,
    ],
    ['an option without value', ['explain', 'D52-07', '--at'], /--at has no value; expected one after it/],
    ['a value for a flag', ['explain', 'D52-07', '--json=yes'], /--json takes no value/],
    ['an option given twice', ['explain', 'D52-07', '--at', AT, '--at', AT], /--at is given twice/],
    ['no rule', ['explain', '--at', AT], /RULE is missing; expected a rule such as D52-07/],
    ['two rules', ['explain', 'D52-07', 'D52-08', '--at', AT], /'D52-08' is one word too many/],
    [
      'an unknown rule',
      ['explain', 'D99-01', '--at', AT],
      /'D99-01' is not a rule of shuangyang-2018; expected one of .*D52-06/,
    ],
    ['no anchor', ['explain', 'D52-07'], /--at is missing; expected an instant such as/],
    [
      'an anchor without offset',
      ['explain', 'D52-07', '--at', '2026-10-08T09:00:00'],
      /--at: '2026-10-08T09:00:00' has no offset/,
    ],
    [
      'an anchor that does not exist',
      ['explain', 'D52-07', '--at', '2026-02-30T09:00:00+08:00'],
      /--at: .* names a date that does not exist/,
    ],
    [
      'a setting without value',
      ['explain', 'D52-07', '--at', AT, '--set', 'work_end'],
      /--set work_end: expected KEY=VALUE/,
    ],
    [
      'an unknown setting',
      ['explain', 'D52-07', '--at', AT, '--set', 'end=17:00'],
      /unknown setting 'end'; expected one of work_end/,
    ],
    [
      'a bad value',
      ['explain', 'D52-07', '--at', AT, '--set', 'materials.mode=E'],
      /setting 'materials.mode' cannot be 'E'; expected one of A, B, C, D/,
    ],
    [
      'half a day',
      ['explain', 'D52-07', '--at', AT, '--set', 'materials.offset=1.5'],
      /setting 'materials\.offset' cannot be '1\.5'; expected a whole number/,
    ],
    [
      'an unknown rulebook',
      ['explain', 'D52-07', '--at', AT, '--rulebook', '../x'],
      /--rulebook \.\.\/x: no such rulebook; expected one of demo-county-2009, shuangyang-2018/,
    ],
    [
      'a time past the last year',
      ['explain', 'D52-06', '--at', '0001-01-01T00:00:00Z'],
      /lies in the year 0/,
    ],
    ['no file to audit', ['audit'], /FILE is missing/],
    [
      'a file that is not there',
      ['audit', 'nowhere.json', '--json'],
      /^duban audit: nowhere\.json: no such file/,
    ],
    ['a folder to audit', ['audit', 'examples'], /examples: unknown kind of file/],
    ['a bad year', ['calendar', '--year', '26'], /--year 26: not a year/],
    ['an unknown action', ['calendar', 'publish'], /unknown action 'publish'; expected check FILE/],
    ['no file to import', ['calendar', 'import'], /FILE is missing/],
    [
      'no store to import into',
      ['calendar', 'import', 'rules/calendars/cn-2026.yaml', '--data', 'examples'],
      /examples: no store here/,
    ],
    ['no file to check', ['calendar', 'check'], /FILE is missing/],
    ['another action on rules', ['rules', 'look'], /unknown action 'look'; expected check \[FOLDER\]/],
    [
      'a folder without rulebook',
      ['rules', 'check', 'examples'],
      /examples: no rulebook here; expected a folder with rulebook\.yaml/,
    ],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await duban(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/^duban[^\n]+\n$/);
  });

  test('a broken calendar', async () => {
    const file = fileOf('cn-2027.yaml', 'year: 2027\ncountry: cn\nnotices: [https://www.gov.cn/x]\n');
    const { code, out, err } = await duban('calendar', 'check', file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^duban calendar: [^\n]*cn-2027\.yaml, line \d+ \(verified\): the field is missing[^\n]*\n$/,
    );
  });
});
