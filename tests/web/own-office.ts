/** An office with a small rulebook of its own: one procedure, a cadence, and a report that each department owes. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { embeddedInstallation, PROJECT, RULES } from '../../local/installation.ts';
import { loadDirectory } from '../../shared/adapters/rules/load-directory.ts';
import { loadRules } from '../../shared/adapters/rules/load-installation.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { parseInstant } from '../../shared/domain/time/instant.ts';
import type { WebOptions } from '../../web/options.ts';
import { type Office, officeOf } from './office.ts';

const BOOK = 'own';
const SHIPPED = path.join(RULES, 'shuangyang-2018');

/** The head with its settings, the clauses, the ladders that all share, and every message. */
const NEEDED = /^(rulebook|clauses|common|messages.*)\.yaml$/;

const OWN_RULES = `
settings:
  own.days: { type: count, value: 3, say: 办理的工作日数 }
  on.D60-02: { type: flag, value: false, say: 启用发文用纸检查 }
rules:
  - id: D52-01
    title: 常务会议每月一次
    basis: clause
    matter: period
    per: month
    anchor: period.last-day
    owed-by: office
    received-by: office.liaison
    clock: C
    ladder: cadence
    normally: { carry: $cadence.carry_days, state: 当月未召开 }
    counts: meeting.executive
    deadline: { steps: [{ from: period.last-day, as: date, say: 月末 }, { roll: back }, { at: $work_end, say: 月末 }] }
  - id: D51-1
    title: 党组会议每月一次
    basis: clause
    matter: period
    per: month
    anchor: period.last-day
    owed-by: office
    received-by: office.liaison
    clock: C
    ladder: cadence
    confined: true
    normally: { carry: $cadence.carry_days, state: 当月未召开 }
    counts: meeting.party
    deadline: { steps: [{ from: period.last-day, as: date, say: 月末 }, { roll: back }, { at: $work_end, say: 月末 }] }
  - id: D48-1
    title: 月度工作报告
    basis: clause
    matter: period
    per: month/departments
    anchor: period.last-day
    owed-by: subject
    received-by: supervision.liaison
    clock: R
    ladder: report-back
    extension: once
    deadline: { steps: [{ from: period.last-day, as: date, say: 月末 }, { roll: back }, { at: $work_end, say: 月末 }] }
  - id: D58-3
    title: 会签反馈
    basis: clause
    matter: paper
    per: co-sign
    anchor: done.draft
    owed-by: subject
    received-by: office.liaison
    clock: R
    ladder: report-back
    deadline: { steps: [{ from: done.draft, as: date, say: 送签 }, { add: { workdays: $own.days }, say: 会签 }, { at: $work_end, say: 反馈 }] }
procedures:
  paper:
    title: 发文办理
    fields:
      urgent: { type: flag, say: 加急 }
      series: { type: choice, of: [政府发文, 函], say: 文种 }
      day: { type: date, say: 成文日期 }
      hour: { type: moment, say: 送达时间 }
      copies: { type: count, say: 份数, required: true }
      note: { type: text, say: 备注 }
      source: { type: unit, say: 来文单位 }
      reader: { type: leader, say: 呈送领导 }
    parts: { signer: 会签单位 }
    steps:
      - { id: draft, title: 起草, clause: D58-1, by: unit, needs: [evidence] }
      - { id: co-sign, title: 会签, clause: D58-3, per: signer, after: [draft], by: part, outcomes: [同意, 不同意] }
      - { id: format, title: 核稿, clause: D60-05, after: [co-sign], by: office, checks: [用纸, 份数], waivable: true, returns-to: draft }
      - { id: sign, title: 签发, clause: D60-05, after: [format], by: mayor, signs: true, outcomes: [同意, 退回修改], needs: [opinion] }
      - { id: seal, title: 用印, clause: D60-05, after: [sign], by: office, closes: true }
      - { id: file, title: 备案, clause: D60-04, when: ["series=函"], after: [seal], by: office }
`;

let installed: Omit<ReturnType<typeof embeddedInstallation>, 'store'> | null = null;

/** Read once, from a folder that holds what every rulebook needs and the rules above. */
function installation() {
  if (installed !== null) return installed;
  const folder = mkdtempSync(path.join(tmpdir(), 'own-rules-'));
  try {
    const own = path.join(folder, BOOK);
    mkdirSync(own);
    for (const file of readdirSync(SHIPPED).filter((name) => NEEDED.test(name)))
      cpSync(path.join(SHIPPED, file), path.join(own, file));
    cpSync(path.join(RULES, 'calendars'), path.join(folder, 'calendars'), { recursive: true });
    writeFileSync(path.join(own, 'own.yaml'), OWN_RULES);
    const { store: _store, ...shipped } = embeddedInstallation(openSqliteStore({ file: ':memory:' }), []);
    const loaded = loadRules(folder, [BOOK]);
    installed = { ...shipped, ...loaded };
    return installed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 示例区 under that rulebook, as it stands on a Monday morning, 2026-11-23 10:00, from the first of the month. */
export async function ownOffice(
  overrides: Readonly<Record<string, unknown>> = {},
  options: Partial<WebOptions> = {},
): Promise<Office> {
  const engine = createEngine({ ...installation(), store: openSqliteStore({ file: ':memory:' }) });
  const directory = loadDirectory(path.join(PROJECT, 'examples', 'directories', 'demo.yaml'));
  const from = parseInstant('2026-11-01T08:00:00+08:00');
  await setUpDistrict(engine, 'demo', { rulebook: BOOK, overrides, rules: null }, directory, from);
  const office = await officeOf(engine, from, options);
  await office.until('2026-11-23T10:00:00+08:00');
  return office;
}
