import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RULES_FOLDER } from '../../../local/rules-folder.ts';
import { checkRulebook } from '../../../shared/adapters/rules/check-rulebook.ts';
import { sayFault } from '../../../shared/adapters/rules/rule-fault.ts';

const SMALL = path.join(RULES_FOLDER, 'demo-county-2009');

type Edit = readonly [file: string, from: string, to: string];

/** A copy of the smaller rulebook with texts replaced; an empty `from` adds to the end of the file. */
function edited(...edits: readonly Edit[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(SMALL, folder, { recursive: true });
  for (const [name, from, to] of edits) {
    const file = path.join(folder, name);
    if (from === '') {
      appendFileSync(file, to);
      continue;
    }
    const text = readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`);
    writeFileSync(file, text.replace(from, to));
  }
  return folder;
}

/** What is wrong, without the folder. */
function faultsOf(...edits: readonly Edit[]): string[] {
  const folder = edited(...edits);
  return checkRulebook(folder).map((fault) => sayFault(fault).replace(`${folder}/`, ''));
}

/** The line, counted from 1, on which a text stands in a file that ships. */
function lineOf(name: string, text: string): number {
  return readFileSync(path.join(SMALL, name), 'utf8').split(text)[0]?.split('\n').length ?? 0;
}

const REMIND =
  '{ id: remind, kind: remind, when: { due: { workdays: 0 }, at: "08:30" }, to: [unit.liaison], message: papers.remind }';

describe.each(['shuangyang-2018', 'demo-county-2009'])('%s', (name) => {
  test('has no fault', () => {
    expect(checkRulebook(path.join(RULES_FOLDER, name)).map(sayFault)).toEqual([]);
  });
});

describe('one fault: file, line, rule', () => {
  const at = (file: string, text: string, place: string) =>
    `${file}, line ${lineOf(file, text)} (${place}): `;

  test.each([
    {
      caption: 'two entries that hold at the same time',
      edits: [['meetings.yaml', 'id: D8-1', 'id: D7-1\n    title: 又一条']],
      says: /^meetings\.yaml, line \d+ \(D7-1\): .*two entries of this rule hold at the same time/,
    },
    {
      caption: 'a ladder that is not there',
      edits: [['meetings.yaml', 'ladder: papers', 'ladder: paper']],
      says: /^meetings\.yaml, line \d+ \(D7-1\): unknown ladder 'paper'/,
    },
    {
      caption: 'a rule without clause',
      edits: [['follow-up.yaml', 'id: D11-2', 'id: D11-9']],
      says: /^follow-up\.yaml, line \d+ \(D11-9\): no such clause/,
    },
    {
      caption: 'words that the document does not have',
      edits: [['clauses.yaml', '一式三十份', '一式四十份']],
      says: `${at('clauses.yaml', '    quote: 议题材料由汇报单位', 'D7-1')}'议题材料由汇报单位于会议召开两日前送县政府办公室，一式四十份，每份不超过三千字' does not stand in source.txt; expected its very words`,
    },
    {
      caption: 'a part of a quote with an ellipsis',
      edits: [['clauses.yaml', '县政府常务会议一般每周召开一次', '县政府常务会议…每两周召开一次']],
      says: /^clauses\.yaml, line \d+ \(D5-1\): '每两周召开一次' does not stand in source\.txt/,
    },
    {
      caption: 'a role nobody has',
      edits: [['meetings.yaml', 'to: [unit.liaison, unit.principal]', 'to: [unit.liaison, unit.chief]']],
      says: /^meetings\.yaml, line \d+ \(ladders\.papers\.3\.to\.1\): expected a role such as/,
    },
    {
      caption: 'a reminder behind its own limit',
      edits: [['meetings.yaml', REMIND, REMIND.replace('workdays: 0', 'workdays: 1')]],
      says: /^meetings\.yaml, line \d+ \(D7-1\): rung 'remind' of ladder 'papers' is remind at .*, after the limit /,
    },
    {
      caption: 'hastening before its own limit',
      edits: [['follow-up.yaml', 'due: { workdays: 5 }', 'due: { workdays: -5 }']],
      says: /^follow-up\.yaml, line \d+ \(D10-1\): rung 'principal' of ladder 'report-back' is hasten at .*, before the limit /,
    },
    {
      caption: 'a fact that nothing knows',
      edits: [['meetings.yaml', 'from: meeting.begun, as: date', 'from: meeting.ended, as: date']],
      says: /^meetings\.yaml, line \d+ \(D9-1\): unknown fact 'meeting\.ended'; expected one of meeting\.start, /,
    },
    {
      caption: 'a flag that nothing sets',
      edits: [['follow-up.yaml', 'when: [source=minutes]', 'when: [from-minutes]']],
      says: /^follow-up\.yaml, line \d+ \(D10-1\): unknown flag 'from-minutes'; expected one of source=/,
    },
    {
      caption: 'a subject that the kind of matter does not have',
      edits: [['meetings.yaml', 'per: agenda-item\n    anchor', 'per: agenda-items\n    anchor']],
      says: /^meetings\.yaml, line \d+ \(D7-1\): a meeting has no subject 'agenda-items'/,
    },
    {
      caption: 'a ladder that no rule is on',
      edits: [
        [
          'follow-up.yaml',
          '',
          '  idle:\n    - { id: a, kind: remind, when: { due: { hours: -1 } }, to: [mayor], message: own.remind }\n',
        ],
      ],
      says: /^follow-up\.yaml, line \d+ \(ladders\.idle\): no rule is on this ladder/,
    },
    {
      caption: 'a setting that nothing looks at',
      edits: [['rulebook.yaml', '', '  idle.days: { type: count, value: 1, say: 无用 }\n']],
      says: /^rulebook\.yaml, line \d+ \(settings\.idle\.days\): nothing looks at this setting/,
    },
    {
      caption: 'a switch that switches nothing',
      edits: [['rulebook.yaml', '', '  on.D14-1: { type: flag, value: false, say: 无用 }\n']],
      says: /^rulebook\.yaml, line \d+ \(settings\.on\.D14-1\): this switch switches nothing/,
    },
    {
      caption: 'a setting that the product needs',
      edits: [
        [
          'rulebook.yaml',
          / {2}digest_at.*\n/.exec(readFileSync(path.join(SMALL, 'rulebook.yaml'), 'utf8'))?.[0] ?? '',
          '',
        ],
      ],
      says: /^rulebook\.yaml, line \d+: setting 'digest_at' is missing; the product needs it/,
    },
    {
      caption: 'a template that nothing sends',
      edits: [
        [
          'messages.yaml',
          '',
          "  idle.text:\n    title: 无用\n    sender: office\n    audience: office\n    words: [matter]\n    short: '“{matter}”'\n    line: '“{matter}”'\n",
        ],
      ],
      says: /^messages\.yaml, line \d+ \(templates\.idle\.text\): nothing sends this/,
    },
    {
      caption: 'a template that is missing',
      edits: [['messages.yaml', '  cadence.note:', '  cadence.notes:']],
      says: /^messages\.yaml, line \d+ .*'cadence\.note' is missing/,
    },
    {
      caption: 'a threatening text',
      edits: [['messages.yaml', '请尽快报送', '逾期问责，请尽快报送']],
      says: /^messages\.yaml, line \d+ \(templates\..*\): contains '问责'/,
    },
    {
      caption: 'a limit that cannot be computed',
      edits: [['meetings.yaml', '        - { at: $work_end, say: 周末 }\n', '']],
      says: /^meetings\.yaml, line \d+ \(D5-1\): the limit cannot be computed: an expression ends on a day/,
    },
    {
      caption: 'a step by nobody',
      edits: [['meetings.yaml', 'by: office-director, outcomes', 'by: the.director, outcomes']],
      says: /^meetings\.yaml, line \d+ \(procedures\.executive-meeting\): step 'admit': nobody is called 'the\.director'/,
    },
  ] satisfies { caption: string; edits: Edit[]; says: string | RegExp }[])('$caption', ({ edits, says }) => {
    const faults = faultsOf(...edits);
    const matching = faults.filter((fault) => (typeof says === 'string' ? fault === says : says.test(fault)));
    expect(matching, faults.join('\n')).toHaveLength(1);
  });
});

describe('versions of a rule', () => {
  const until = (day: string): Edit => [
    'meetings.yaml',
    'id: D12-1\n',
    `id: D12-1\n    effective-until: ${day}\n`,
  ];
  const rule = readFileSync(path.join(SMALL, 'meetings.yaml'), 'utf8');
  const entry = rule.slice(rule.indexOf('  - id: D12-1'), rule.indexOf('\nladders:'));
  const next = (day: string): Edit => [
    'meetings.yaml',
    '\nladders:',
    `\n${entry.replace('id: D12-1\n', `id: D12-1\n    effective-from: ${day}\n`)}\nladders:`,
  ];

  test('that follow each other are no fault', () => {
    expect(faultsOf(until('2026-01-01'), next('2026-01-01'))).toEqual([]);
  });

  test('leave no days between them', () => {
    const [fault, ...more] = faultsOf(until('2026-01-01'), next('2026-02-01'));
    expect(more).toEqual([]);
    expect(fault).toMatch(
      /^meetings\.yaml, line \d+ \(D12-1\): no entry of this rule holds from 2026-01-01 until 2026-02-01/,
    );
  });

  test('do not overlap', () => {
    expect(faultsOf(until('2026-03-01'), next('2026-02-01'))).toEqual([
      expect.stringMatching(/\(D12-1\): two entries of this rule hold at the same time/),
    ]);
  });
});

describe('all faults, not only the first', () => {
  test('in the order of files and lines, and nothing is told that only follows from another', () => {
    const faults = faultsOf(
      ['follow-up.yaml', 'id: D11-2', 'id: D11-9'],
      ['follow-up.yaml', 'due: { workdays: -3 }', 'due: -3'],
      ['meetings.yaml', 'from: meeting.begun', 'from: meeting.ended'],
      ['meetings.yaml', 'to: [office-director], message: papers.ask', 'to: [directors], message: papers.ask'],
    );
    expect(faults.map((fault) => fault.replace(/line \d+/, 'line N').replace(/:.*/s, ''))).toEqual([
      'follow-up.yaml, line N (D11-9)',
      'follow-up.yaml, line N (ladders.report-back.1.when.due)',
      'meetings.yaml, line N (D9-1)',
      'meetings.yaml, line N (ladders.papers.4.to.0)',
    ]);
  });

  test('also where a file is no YAML', () => {
    const faults = faultsOf(
      ['follow-up.yaml', 'rules:\n', 'rules: [\n'],
      ['meetings.yaml', 'from: meeting.begun', 'from: meeting.ended'],
    );
    expect(faults).toEqual([
      expect.stringMatching(/^follow-up\.yaml, line \d+: .*expected well-formed YAML/),
      expect.stringMatching(/^meetings\.yaml, line \d+ \(D9-1\): unknown fact 'meeting\.ended'/),
    ]);
  });
});
