/** `duban import --baseline DATE FILE`: checks the list of matters that are open already, prints the 核对清单, enters them. */
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { csvText } from '../../shared/app/csv-text.ts';
import type { District } from '../../shared/app/district.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { type BaselineSaid, checkListRows, sayBaseline } from '../../shared/app/say-baseline.ts';
import { takeOver } from '../../shared/app/take-over.ts';
import {
  type BaselineAnswer,
  CHECK_LIST_COLUMNS,
  readCheckList,
} from '../../shared/domain/baseline/check-list.ts';
import {
  BASELINE_COLUMNS,
  type BaselineAround,
  type BaselinePlan,
  planBaseline,
} from '../../shared/domain/baseline/plan-baseline.ts';
import { textSetting } from '../../shared/domain/rules/settings.ts';
import { InvalidTime, parseLocalTime } from '../../shared/domain/time/instant.ts';
import { type LocalDate, parseLocalDate } from '../../shared/domain/time/local-date.ts';
import { withDistrict } from '../open-district.ts';
import { readTable } from '../read-table.ts';
import { type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban import --baseline DATE FILE [--answers FILE] [--yes] [--csv | --json] [--data FOLDER]
             [--district ID]

核验并录入启用前已在办的事项（存量）：逐行核对，列出核对清单，经--yes确认后录入。启用日之前的提醒一律不发，已过
时限的不计入按时率。

  --baseline DATE    the day of switching on, 2026-12-01
  FILE               .csv or .xlsx with the columns 编号, 事项, 依据/来源, 责任单位, 时限, 状态 and, if wanted, 规则, 备注
  --answers FILE     the 核对清单 filled in: 核对结果 (办结, 续办并定新时限, 销号), 新时限, 说明
  --yes              enters what was checked; without it nothing is written
  --csv              the 核对清单 alone, for a spreadsheet
  --json             everything, for programs
  --data FOLDER      the folder of the store, data/district unless given
  --district ID      where the store has several districts
`;

const OPTIONS = {
  baseline: { type: 'string' },
  answers: { type: 'string' },
  yes: { type: 'boolean' },
  csv: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  district: { type: 'string' },
} as const;

/** 0 when every row is usable, 2 when some are not: then each fault is named with file, row and column. */
export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [file, ...more] = given.positionals;
  const on = dayOf(given.text('baseline'));
  if (file === undefined || more.length > 0)
    throw new UsageFault('expected one FILE with the matters that are open already, .csv or .xlsx');
  if (given.flag('csv') && given.flag('json')) throw new UsageFault('--csv and --json: expected one of them');
  return withDistrict(given.text('data'), given.text('district'), async (engine, district) => {
    const around = aroundOf(district);
    const rows = await readTable(file, BASELINE_COLUMNS, [
      '编号',
      '事项',
      '依据/来源',
      '责任单位',
      '时限',
      '状态',
    ]);
    const plan = planBaseline(rows, on, around);
    const checked = await checkedList(given.text('answers'), plan, around);
    const faults = [...sayFaults(file, plan.faults), ...checked.faults];
    for (const fault of faults) io.err(`${fault}\n`);
    if (faults.length > 0) return 2;
    const said: BaselineSaid = { on, zone: district.zone, directory: district.directory };
    if (given.flag('json'))
      io.out(`${JSON.stringify({ ...plan, answers: Object.fromEntries(checked.answers) })}\n`);
    else if (given.flag('csv')) io.out(csvText(checkListRows(plan, said)));
    else
      io.out(
        `${sayBaseline(plan, said)}${checked.said}${given.flag('yes') ? '' : '核验通过，未写入；加--yes录入。\n'}`,
      );
    return given.flag('yes') ? enter(engine, district, plan, checked.answers, io) : 0;
  });
}

/** 0 when every row was entered or had been before, 1 when some were refused: each is named with the reason. */
async function enter(
  engine: Engine,
  district: District,
  plan: BaselinePlan,
  answers: ReadonlyMap<string, BaselineAnswer>,
  io: Io,
): Promise<number> {
  const taken = await takeOver(engine, district, plan.accepted, answers, systemClock.now());
  const count = (outcome: 'entered' | 'known') => taken.filter((one) => one.outcome === outcome).length;
  for (const { id, outcome } of taken) if (typeof outcome === 'object') io.err(`${id}：${outcome.refused}\n`);
  const refused = taken.length - count('entered') - count('known');
  io.err(`录入${count('entered')}项，此前已录入${count('known')}项，未录入${refused}项。\n`);
  return refused === 0 ? 0 : 1;
}

function dayOf(text: string | undefined): LocalDate {
  if (text === undefined)
    throw new UsageFault('--baseline is missing; expected the day of switching on, 2026-12-01');
  try {
    return parseLocalDate(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`--baseline: ${fault.message}`);
    throw fault;
  }
}

function aroundOf({ directory, chosenRules, settings, zone }: District): BaselineAround {
  const rules = new Set(chosenRules.map(({ id }) => id));
  return { directory, rules, zone, workEnd: parseLocalTime(textSetting(settings, 'work_end')) };
}

async function checkedList(file: string | undefined, plan: BaselinePlan, around: BaselineAround) {
  if (file === undefined) return { answers: new Map(), faults: [], said: '' };
  const rows = await readTable(file, CHECK_LIST_COLUMNS, ['编号', '核对结果']);
  const { answers, open, faults } = readCheckList(rows, plan.overdue, around);
  const said = `核对清单已答复${answers.size}项，未答复${open.length}项${open.length > 0 ? `：${open.map(({ id }) => id).join('、')}` : ''}。\n`;
  return { answers, faults: sayFaults(file, faults), said };
}

function sayFaults(
  file: string,
  faults: readonly { readonly line: number; readonly column: string; readonly say: string }[],
): string[] {
  return faults.map(({ line, column, say }) => `${file}，第${line}行，“${column}”：${say}`);
}
