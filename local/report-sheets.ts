/** A compliance report as a spreadsheet: 总体, 分规则, 分单位, 应办事项, 办理记录. */

import { writeXlsx } from '../shared/adapters/spreadsheets/xlsx.ts';
import type { District } from '../shared/app/district.ts';
import type { ComplianceReport } from '../shared/app/reports/compliance-report.ts';
import { overallTable, ruleTable, unitTable } from '../shared/app/reports/report-figures-table.ts';
import { tableHead, tableRow } from '../shared/app/reports/report-table.ts';
import type { DutyLine } from '../shared/domain/compliance/duty-line.ts';
import { formatInstant } from '../shared/domain/time/instant.ts';
import type { StoreReader } from '../shared/ports/store.ts';
import { whoIs } from '../web/words/labels.ts';
import { sayEntry } from '../web/words/ledger.ts';
import { UsageFault } from './commands/command.ts';

/** A spreadsheet is held in memory as a whole. */
const MOST_ROWS = 20_000;

/** Collects the duties and their ledger while a report is built. */
export class ReportSheets {
  readonly #store: Pick<StoreReader, 'ledger'>;
  readonly #extract: boolean;
  readonly #duties: string[][] = [];
  readonly #ledger: string[][] = [];

  constructor(store: Pick<StoreReader, 'ledger'>, extract: boolean) {
    this.#store = store;
    this.#extract = extract;
  }

  /** Refuses more duties than a spreadsheet can hold. */
  async add(line: DutyLine, district: District): Promise<void> {
    if (this.#duties.length >= MOST_ROWS)
      throw new UsageFault(`more than ${MOST_ROWS} duties; expected a shorter period, or --format csv`);
    this.#duties.push(tableRow(line, district, { version: this.#extract ? 'extract' : 'whole' }));
    if (this.#ledger.length < MOST_ROWS) this.#ledger.push(...(await this.#entries(line, district)));
  }

  /** A unit's own extract does not show to whom it was raised; of a work secret only that there is an entry. */
  async #entries(line: DutyLine, district: District): Promise<string[][]> {
    const { id, matter } = line;
    const entries = await this.#store.ledger({ district: district.id, matter, stream: id });
    const shown = this.#extract ? entries.filter(({ type }) => !type.startsWith('rung.')) : entries;
    return shown.map((entry) => [
      district.directory.name,
      id,
      String(entry.seq),
      time(entry.at, district.zone),
      time(entry.recordedAt, district.zone),
      line.secret ? '工作秘密，内容略' : sayEntry(entry, district).what,
      entry.actor === '' ? '' : whoIs(entry.actor, district.directory),
    ]);
  }

  write(report: ComplianceReport): Promise<Buffer> {
    const ledgerHead = ['区县', '应办事项编号', '序号', '时间', '登记时间', '内容', '登记人'];
    return writeXlsx([
      { name: '总体', rows: overallTable(report) },
      { name: '分规则', rows: ruleTable(report) },
      { name: '分单位', rows: unitTable(report) },
      { name: '应办事项', rows: [tableHead(report.scope), ...this.#duties] },
      { name: '办理记录', rows: [ledgerHead, ...this.#ledger.slice(0, MOST_ROWS)] },
    ]);
  }
}

function time(at: Parameters<typeof formatInstant>[0], zone: string): string {
  return formatInstant(at, zone).slice(0, 19).replace('T', ' ');
}
