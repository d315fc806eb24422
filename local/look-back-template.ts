/** The spreadsheet in which a past year's ledger is filled in: an empty table, examples, notes, rules and units. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeXlsx } from '../shared/adapters/spreadsheets/xlsx.ts';
import { csvText } from '../shared/app/csv-text.ts';
import { isOwedByLeaders } from '../shared/domain/compliance/served.ts';
import { LEDGER_COLUMNS, LEDGER_HEADINGS } from '../shared/domain/looking-back/ledger-columns.ts';
import { RULE_WORDS } from '../shared/domain/looking-back/rule-words.ts';
import { sayArticle } from '../shared/domain/rules/clause.ts';
import { type Rulebook, ruleKey } from '../shared/domain/rules/rulebook.ts';
import { UsageFault } from './commands/command.ts';
import type { LookBackArguments } from './look-back-arguments.ts';
import { loadGround } from './rules-folder.ts';

const HEAD = LEDGER_COLUMNS.map((column) => LEDGER_HEADINGS[column][0]);

const EXAMPLES = [
  [
    '1',
    '会议材料',
    '第3次常务会议·物业管理办法',
    '区住建局',
    '2025年3月18日9:00',
    '',
    '2025-03-17 16:20',
    '2025年3月14日',
    '',
    '收件登记',
    '否',
    '',
  ],
  [
    '2',
    'D52-07',
    '第3次常务会议·财政预算',
    '区财政局',
    '2025.3.18',
    '',
    '3月17日下午',
    '',
    '另有修改',
    '',
    '',
    '',
  ],
  ['3', '周安排', '2025年第12周', '区政府办', '2025-03-17', '', '2025-03-17 08:40', '', '', '', '', ''],
  [
    '4',
    '舆情首发',
    '某小区停水',
    '区应急局',
    '2025年5月8日12时40分',
    '',
    '当日15:00-17:10',
    '',
    '',
    '',
    '',
    '',
  ],
  [
    '5',
    '批示',
    '关于防汛工作的批示',
    '区水利局',
    '2025-06-03',
    '2025-06-20',
    '6月19日',
    '',
    '',
    '反馈报告',
    '',
    '',
  ],
  [
    '6',
    '代表建议',
    '第21号建议',
    '区教育局',
    '2025年3月10日',
    '',
    '不详',
    '',
    '',
    '',
    '经批准延期至2025-09-10',
    '',
  ],
  ['7', '第三十五条', '营商环境若干措施', '区发改局', '2025-07-01', '', '', '', '', '', '', '内部'],
];

const NOTES = [
  ['一行一项应办事项。只填所知，不知道的填“不详”，没有记录的留空；留空只记为无法判定，不作超时。'],
  [
    '规则条款：规则编号（D52-07）、条款加名称（第五十二条议题材料报送）、名称或者常用名称，见“规则对照”。对应不上的行列出原因，不作猜测。',
  ],
  ['责任单位：名称、简称、编号或者曾用名；一行一个单位。未给通讯录的，按所写名称分别统计。'],
  [
    '触发时间：时限由此起算。会议材料填会议开始时间，突发事件填事发时间，交办和公文填交办、收文时间，周安排填该周任一日，定期事项填该期（2025年3月、2025年一季度、2025年）。表头可写会议时间、事发时间、接报时间、收文时间、交办时间。',
  ],
  ['规定时限：批示、纪要、方案、通知写明的时限，可以不填。条款已有时限的，按条款推算。'],
  [
    '时间写法：2025-03-17 17:30、2025.3.17、2025年3月17日下午、3月17日17时前、2025-03-17 17:00-17:30、当日17:30、次日上午、3月上旬、不详。只写日期的，在当日0时至24时之间。',
  ],
  [
    '各时段：凌晨0至6时，清晨、早上5至9时，上午6至12时，中午11至14时，下午12至19时，傍晚16至20时，晚17至24时，深夜21至24时；左右、许、约为前后30分钟。',
  ],
  ['办结/报送时间：未办结的写“未办结”或者“未报送”，即视为台账载明未办结。'],
  ['是否延期：否、是、延期至2025-03-31、已申请、未批准。'],
  ['密级：公开、内部、工作秘密，可以不填。涉密事项不得填写。'],
];

/** An .xlsx with everything, or a .csv with the headings alone; a file that is there is replaced. */
export async function writeLedgerTemplate(
  file: string,
  { rulebook: name, directory, settings }: Pick<LookBackArguments, 'rulebook' | 'directory' | 'settings'>,
): Promise<void> {
  const ending = path.extname(file).toLowerCase();
  if (ending === '.csv') return writeFileSync(file, csvText([HEAD]));
  if (ending !== '.xlsx')
    throw new UsageFault(`--sheet-template ${file}: expected a name ending in .xlsx or .csv`);
  const { rulebook } = loadGround(name, settings);
  const units = directory === null ? [] : [...directory.units.values()];
  writeFileSync(
    file,
    await writeXlsx([
      { name: '台账', rows: [HEAD] },
      { name: '填写示例', rows: [HEAD, ...EXAMPLES] },
      { name: '填写说明', rows: [['填写说明'], ...NOTES] },
      {
        name: '规则对照',
        rows: [['规则编号', '条款', '名称', '常用名称', '时限依据'], ...ruleRows(rulebook)],
      },
      ...(units.length === 0
        ? []
        : [
            {
              name: '单位对照',
              rows: [['名称', '简称'], ...units.map((unit) => [unit.name, unit.shortName])],
            },
          ]),
    ]),
  );
}

const BASIS = {
  clause: '条文',
  law: '上位规定',
  instruction: '批示纪要等规定的时限',
  internal: '内部节点，不作评价',
} as const;

/** What rows may name; nothing of leaders and of the Party group. */
function ruleRows({ rules, clauses }: Rulebook): string[][] {
  const named = rules.filter(
    (rule) => !rule.confined && !isOwedByLeaders(clauses.get(rule.id)?.owes ?? null),
  );
  return named.map((rule) => {
    const words = Object.entries(RULE_WORDS)
      .filter(
        ([, { title, variant }]) =>
          title === rule.title && (variant === undefined || variant === rule.variant),
      )
      .map(([word]) => word);
    return [
      `${ruleKey(rule)}${rule.variant === null ? '' : `#${rule.variant}`}`,
      sayArticle(rule.article),
      rule.title,
      words.join('、'),
      BASIS[rule.basis],
    ];
  });
}
