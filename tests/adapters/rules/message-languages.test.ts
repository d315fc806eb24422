/** A rulebook's texts in a second language: a folder beside the first, checked like it, chosen by a setting. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RULES_FOLDER } from '../../../local/rules-folder.ts';
import { checkRulebook } from '../../../shared/adapters/rules/check-rulebook.ts';
import { loadMessages, loadOtherLanguages } from '../../../shared/adapters/rules/load-messages.ts';
import { sayFault } from '../../../shared/adapters/rules/rule-fault.ts';
import { chosenCatalogue } from '../../../shared/domain/notices/catalogue.ts';
import { group } from '../../../shared/domain/notices/merge.ts';
import { render } from '../../../shared/domain/notices/wording.ts';
import { dueNotice } from '../../domain/notices/office-times.ts';
import { demo } from '../../domain/routing/demo-roster.ts';

const CHINESE = `language: zh-CN
senders: { office: '【{district}政府办】', duty-room: '【{district}总值班室】', supervision: '【{district}督查室】' }
words:
  matter: { means: 短标题, sample: 老旧小区改造提升方案 }
  due: { means: 时限, sample: '12月31日17:00' }
combined:
  { ordinary: '请阅{lines}', leader: '呈阅：{lines}', emergency: '请阅{lines}', emergencyLeader: '呈阅：{lines}',
    overflow: '请阅{lines}', overflowLeader: '呈阅：{lines}', digest: '请阅{lines}', digestLeader: '呈阅：{lines}',
    title: '{title}等{count}项', between: ； }
raised: { short: '呈阅：{matter}', line: '{matter}' }
late: （{delayed}补发）
replyHint: { one: 回1收到, several: 回1均收到 }
templates:
  papers.remind:
    { title: 提醒, sender: office, audience: unit, words: [matter, due], short: '请于{due}前报送“{matter}”。', line: '{matter}' }
`;
/** A small catalogue of another language, with its own word order, commas and brackets. */
const ENGLISH = `language: en
senders: { office: '[{district} Office] ', duty-room: '[{district} Duty Room] ', supervision: '[{district} Supervision] ' }
words:
  matter: { means: short title, sample: Old housing }
  due: { means: time limit, sample: '31 Dec 17:00' }
combined:
  { ordinary: '{count} matters: {lines}', leader: 'For your information: {lines}', emergency: 'Urgent: {lines}',
    emergencyLeader: 'For your information: {lines}', overflow: '{count} more: {lines}', overflowLeader: '{lines}',
    digest: 'Today, {count}: {lines}', digestLeader: '{lines}', title: '{title} and {count} in all', between: '; ' }
raised: { short: 'For your information: {matter}', line: '{matter}' }
late: ' (meant for {delayed})'
replyHint: { one: ' Answer 1, 2 or 3.', several: ' Answer 1.' }
templates:
  papers.remind:
    { title: Reminder, sender: office, audience: unit, words: [matter, due], short: 'Please hand in {matter} by {due}.', line: '{matter} by {due}' }
`;

/** A folder with the Chinese texts and, in `messages.en`, these. */
function folderWith(english: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-languages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'messages.yaml'), CHINESE);
  mkdirSync(path.join(folder, 'messages.en'));
  writeFileSync(path.join(folder, 'messages.en/messages.yaml'), english);
  return folder;
}

function languagesOf(english: string) {
  const folder = folderWith(english);
  const main = loadMessages(path.join(folder, 'messages.yaml'));
  return { main, others: loadOtherLanguages(folder, main) };
}

describe('a second catalogue', () => {
  test('speaks in its own words, commas and lists, where a district chooses it', () => {
    const { main, others } = languagesOf(ENGLISH);
    const words = { matter: 'Old housing', due: '17 March 17:00' };
    const facts = { template: 'papers.remind', words };
    const two = [
      dueNotice(facts),
      dueNotice({ ...facts, duty: 'm6/D52-07/i1', words: { ...words, matter: 'Heating' } }),
    ];
    const said = (language: string, notices: typeof two) => {
      const [message] = group(notices.map((one) => ({ ...one, delivery: { ...one.delivery, person: 'p' } })));
      if (!message) throw new Error('no message');
      const chosen = chosenCatalogue(main, others, new Map([['messages.language', language]]));
      return render(message, chosen, { ...demo, name: 'Demo' });
    };
    expect(said('en', two.slice(0, 1)).short).toBe(
      '[Demo Office] Please hand in Old housing by 17 March 17:00.',
    );
    expect(said('en', two)).toMatchObject({
      title: 'Reminder and 2 in all',
      short: '[Demo Office] 2 matters: 1.Old housing by 17 March 17:00; 2.Heating by 17 March 17:00',
    });
    expect(said('zh-CN', two.slice(0, 1)).short).toBe(
      '【Demo政府办】请于17 March 17:00前报送“Old housing”。',
    );
  });

  test.each<[string, string, string, string]>([
    [
      'a folder of another name',
      'language: en',
      'language: ug-CN',
      "language: 'ug-CN' stands in the folder messages.en; expected 'en'",
    ],
    [
      'a template it lacks',
      'papers.remind',
      'papers.other',
      "templates: 'papers.remind' is missing; the main catalogue has it",
    ],
    [
      'another audience',
      'audience: unit',
      'audience: office',
      "'office'; expected 'unit' as in the main catalogue",
    ],
    ['a word nobody knows', '{matter} by {due}.', '{matter} by {moon}.', "unknown word '{moon}'"],
  ])('is refused for %s', (_caption, from, to, sentence) => {
    expect(() => languagesOf(ENGLISH.replace(from, to))).toThrow(sentence);
  });
});

describe('duban rules check', () => {
  const SMALL = path.join(RULES_FOLDER, 'demo-county-2009');
  const setting = (languages: string) =>
    `settings:\n  messages.language: { type: choice, of: [${languages}], value: zh-CN, say: 消息语言 }`;

  /** The smaller rulebook with a second catalogue: its own texts under another name, edited. */
  function faultsWith(languages: string, edit: (text: string) => string): string[] {
    const folder = mkdtempSync(path.join(tmpdir(), 'duban-languages-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(SMALL, folder, { recursive: true });
    const book = path.join(folder, 'rulebook.yaml');
    writeFileSync(book, readFileSync(book, 'utf8').replace('settings:', setting(languages)));
    const text = readFileSync(path.join(SMALL, 'messages.yaml'), 'utf8');
    mkdirSync(path.join(folder, 'messages.en'));
    writeFileSync(
      path.join(folder, 'messages.en/messages.yaml'),
      edit(text.replace('language: zh-CN', 'language: en')),
    );
    const faults = checkRulebook(folder).map((fault) => sayFault(fault).replace(`${folder}/`, ''));
    return faults.filter((fault) => fault.includes('messages.'));
  }

  test('looks at every catalogue', () => {
    expect(faultsWith('zh-CN, en', (text) => text)).toEqual([]);
    const faults = faultsWith('zh-CN, en', (text) =>
      text.replace('  own.remind:', '  own.recall:').replace('书面材料（A4纸）', '书面材料（{moon}）'),
    );
    expect(faults).toEqual([
      expect.stringMatching(/^messages\.en\/messages\.yaml, line \d+ .*'own\.remind' is missing/),
      expect.stringMatching(
        /^messages\.en\/messages\.yaml, line \d+ \(templates\.papers\.remind\): unknown word '\{moon\}'/,
      ),
      expect.stringMatching(
        /^messages\.en\/messages\.yaml, line \d+ \(templates\.own\.recall\): the main catalogue/,
      ),
    ]);
  });

  test('misses the texts of a language that may be chosen', () => {
    expect(faultsWith('zh-CN, en, mn', (text) => text)).toEqual([
      "rulebook.yaml (settings.messages.language): no texts in 'mn'; expected a folder messages.mn",
    ]);
  });
});
