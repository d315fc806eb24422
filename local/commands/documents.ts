/** `duban documents`: takes over the list of documents in hand from the office’s own document system. */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import type { District } from '../../shared/app/district.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { importDocuments, importsDocuments, planDocumentImport } from '../../shared/app/import-documents.ts';
import {
  DOCUMENT_COLUMNS,
  type DocumentChange,
  type DocumentsPlan,
} from '../../shared/domain/documents/plan-documents.ts';
import { withDistrict } from '../open-district.ts';
import { readTable } from '../read-table.ts';
import { type Arguments, type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban documents import FILE [--by WHO] [--yes] [--json]

由单位自有办公系统导入在办公文清单：新增的登记，时限、承办单位变化的更新，已办结的销号。重复导入不产生变化。

  import FILE        shows what the list changes; with --yes takes it over
                     .csv or .xlsx with the columns 文号 (or 编号), 标题, 承办单位, 收文日期, 状态
                     and, if wanted, 时限, 缓急, 办结日期
  --by               for the record
  --json             for programs
  --data FOLDER      the folder of the store, data/district unless given
  --district ID      where the store has several districts

Only where the setting documents.source is imported.
`;

const OPTIONS = {
  by: { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  district: { type: 'string' },
} as const;

const WORDS: Readonly<Record<DocumentChange, string>> = {
  open: '登记',
  limit: '时限更新',
  unit: '承办单位变更',
  finish: '办结',
  withdraw: '撤回',
};

/** 0 when the list is usable, 2 when a row is not, or was refused: each is named with file, row and column. */
export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [action = '', file, ...more] = given.positionals;
  if (action !== 'import')
    throw new UsageFault(
      `${action === '' ? 'nothing to do' : `unknown action '${action}'`}; expected import`,
    );
  if (file === undefined || more.length > 0) throw new UsageFault('expected one FILE such as documents.csv');
  return withDistrict(given.text('data'), given.text('district'), (engine, district) =>
    importFile(file, given, io, engine, district),
  );
}

async function importFile(
  file: string,
  given: Arguments,
  io: Io,
  engine: Engine,
  district: District,
): Promise<number> {
  if (!importsDocuments(district))
    throw new UsageFault(
      'documents.source is own, so documents are handled here; expected the setting documents.source: imported',
    );
  const rows = await readTable(file, DOCUMENT_COLUMNS, ['标题', '承办单位', '收文日期', '状态']);
  const by = given.text('by') ?? 'office';
  const now = systemClock.now();
  const plan = await planDocumentImport(engine, district, rows, by, now);
  for (const { line, column, say } of plan.faults) io.err(`${file}，第${line}行“${column}”：${say}。\n`);
  if (plan.faults.length > 0) return 2;
  io.out(given.flag('json') ? `${JSON.stringify(plan)}\n` : sayPlan(plan));
  if (plan.planned.length === 0) return 0;
  if (!given.flag('yes')) {
    if (!given.flag('json')) io.out('以上为预览，未导入；确认导入请加 --yes。\n');
    return 0;
  }
  const refused = await importDocuments(engine, district, plan, by, () => randomUUID(), now);
  for (const { number, reason } of refused) io.err(`${number}：${reason}。\n`.replace('。。', '。'));
  if (!given.flag('json')) io.out(`已导入${plan.planned.length - refused.length}件。\n`);
  return refused.length === 0 ? 0 : 2;
}

function sayPlan({ planned, unchanged }: DocumentsPlan): string {
  const lines = planned.map(
    ({ number, title, changes }) =>
      `${number}　${title}　${changes.map((change) => WORDS[change]).join('、')}\n`,
  );
  return `${lines.join('')}共${planned.length}件有变化，${unchanged}件无变化。\n`;
}
