/** Looking ahead by looking back: the same past under other settings, what would have been late, how many notices more or fewer. */
import type { SettingValue } from '../../domain/rules/rulebook.ts';
import { ruleKey } from '../../domain/rules/rulebook.ts';
import { addSeconds, type Instant } from '../../domain/time/instant.ts';
import type { LedgerEntry, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { scopeIn } from '../reports/collect.ts';
import type { ReportScope } from '../reports/compliance-report.ts';
import { sayScope } from '../reports/report.ts';
import { kindSaid } from '../reports/report-words.ts';
import { matterOf } from '../rows.ts';
import { type ComparedDuty, type Comparison, compareMatter, REACH_BACK_SECONDS } from './compare-matter.ts';
import { type ComparedFigures, ComparisonFold } from './comparison-fold.ts';

export interface WhatIfAsked {
  readonly scope: ReportScope;
  /** By id; those with another rulebook than the scope's are passed over. */
  readonly districts: readonly string[];
  readonly asOf: Instant;
}

export interface WhatIfListener {
  /** Each duty compared, as it comes. */
  duty?(duty: ComparedDuty, district: District): void | Promise<void>;
  /** So many matters of the district have been counted. */
  matter?(district: District, done: number): void;
}

/** A setting with another value than today, in the words of the rulebook. */
export interface ChangedSetting {
  readonly name: string;
  readonly say: string;
  readonly from: SettingValue | null;
  readonly to: SettingValue | null;
}

export interface ComparedDistrict {
  readonly district: string;
  readonly name: string;
  readonly demonstration: boolean;
  readonly rulebook: { readonly id: string; readonly title: string; readonly version: string };
  /** The version tried, where it is another one. */
  readonly otherVersion: string | null;
  readonly settings: readonly ChangedSetting[];
  /** Rules that are worded or stepped otherwise, beyond what the settings do. */
  readonly rules: readonly string[];
}

export interface WhatIf {
  readonly schema: 'what-if/1';
  readonly title: string;
  readonly period: string;
  readonly scope: ReportScope;
  /** The unit and the kind of matter that were asked for, by name. */
  readonly named: { readonly unit: string | null; readonly kind: string | null };
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly zone: string;
  readonly asOf: Instant;
  readonly districts: readonly ComparedDistrict[];
  readonly figures: ComparedFigures;
  /** What was held constant, and what cannot be said. */
  readonly held: readonly string[];
}

/** Nothing to compare: no duty falls due in the period, or no setting is another; the message says which. */
export class NothingToCompare extends Error {
  override name = 'NothingToCompare';
}

/**
 * Compares the district as `before` opens it with the same district as `after` does: give two engines over one store, of
 * which the second sees other settings or another rulebook. Reads only. Matter by matter; what is kept is what the
 * result lists, and of one district at a time the notices. Refuses settings that change nothing, and an empty period.
 */
export async function whatIf(
  before: Engine,
  after: Engine,
  { scope, districts, asOf }: WhatIfAsked,
  listener: WhatIfListener = {},
): Promise<WhatIf> {
  const fold = new ComparisonFold();
  const compared: ComparedDistrict[] = [];
  let span: Pick<WhatIf, 'from' | 'to' | 'zone' | 'named'> | null = null;
  for (const id of districts) {
    const [old, other] = [await before.districts.open(id), await after.districts.open(id)];
    if (scope.rulebook !== null && old.rulebook.id !== scope.rulebook) continue;
    const { from, to } = scopeIn(old, scope, asOf);
    span ??= { from, to, zone: old.zone, named: namesIn(old, scope) };
    compared.push(differenceOf(old, other));
    const comparison = { before: old, after: other, scope, period: { from, to }, asOf };
    await compareDistrict(before.store, comparison, fold, listener);
  }
  if (span === null) throw new NothingToCompare('no district has the rulebook that was asked for');
  refuseNothing(compared, fold);
  return {
    schema: 'what-if/1',
    title: '两种设置对照',
    period: sayScope(scope),
    ...{ scope, ...span, asOf, districts: compared, figures: fold.figures(), held: HELD },
  };
}

function namesIn({ directory, rulebook }: District, { unit, kind }: ReportScope): WhatIf['named'] {
  return {
    unit: unit === null ? null : (directory.units.get(unit)?.name ?? unit),
    kind: kind === null ? null : kindSaid(kind, rulebook.procedures),
  };
}

function refuseNothing(compared: readonly ComparedDistrict[], fold: ComparisonFold): void {
  const same = ({ settings, rules }: ComparedDistrict) => settings.length === 0 && rules.length === 0;
  if (compared.every(same))
    throw new NothingToCompare('these are the settings and rules in force; expected other ones');
  if (fold.isEmpty()) throw new NothingToCompare('no duty falls due in the period; expected another one');
}

async function compareDistrict(
  store: Pick<StoreReader, 'list' | 'ledger'>,
  comparison: Comparison,
  fold: ComparisonFold,
  listener: WhatIfListener,
): Promise<void> {
  const { before, period } = comparison;
  fold.begin(comparison);
  let done = 0;
  for await (const { id, openedAt } of matters(store, before.id)) {
    listener.matter?.(before, done++);
    if (openedAt >= period.to) continue;
    const entries = await store.ledger({ district: before.id, matter: id });
    if (isLongOver(entries, openedAt, period.from)) continue;
    const matter = await compareMatter(id, entries, comparison);
    for (const duty of matter.duties) await listener.duty?.(duty, before);
    fold.add(matter);
  }
  fold.end();
}

const PAGE = 200;

async function* matters(store: Pick<StoreReader, 'list'>, district: string) {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({
      ...{ district, kind: 'matter', limit: PAGE },
      ...(after === undefined ? {} : { after }),
    });
    for (const row of page) {
      const matter = matterOf(row);
      if (matter) yield { id: row.id, openedAt: matter.openedAt };
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

/** Opened long before the period, and never with a limit near it. */
function isLongOver(entries: readonly LedgerEntry[], openedAt: Instant, from: Instant): boolean {
  const reach = addSeconds(from, -REACH_BACK_SECONDS);
  if (openedAt >= reach) return false;
  return entries.every(({ type, body, recordedAt }) => {
    if (recordedAt >= reach) return false;
    if (type !== 'duty.opened' && type !== 'duty.replanned') return true;
    return (body as { readonly plan: { readonly dueAt: Instant } }).plan.dueAt < reach;
  });
}

function differenceOf(before: District, after: District): ComparedDistrict {
  const { id, title, version } = before.rulebook;
  const { rulebook } = after;
  return {
    district: before.id,
    name: before.directory.name,
    demonstration: before.directory.demonstration,
    rulebook: { id, title, version },
    otherVersion: rulebook.version === version ? null : rulebook.version,
    settings: changedSettings(before, after),
    rules: changedRules(before, after),
  };
}

function changedSettings(before: District, after: District): ChangedSetting[] {
  const known = new Map([...before.rulebook.settings, ...after.rulebook.settings]);
  return [...known.values()].flatMap(({ name, say }) => {
    const [from, to] = [before.settings.get(name) ?? null, after.settings.get(name) ?? null];
    return from === to ? [] : [{ name, say, from, to }];
  });
}

function changedRules(before: District, after: District): string[] {
  const [was, would] = [wordings(before), wordings(after)];
  const keys = new Set([...was.keys(), ...would.keys()]);
  return [...keys].filter((key) => was.get(key) !== would.get(key));
}

/** What a rule and its ladder say, without the values of settings and without when somebody last compared them. */
function wordings({ ground }: District): Map<string, string> {
  return new Map(
    [...ground.editions].map(([rule, { ladder }]) => {
      const { verified: _verified, ...telling } = rule;
      return [ruleKey(rule), JSON.stringify([telling, ladder])];
    }),
  );
}

/** Stands under every comparison. */
const HELD: readonly string[] = [
  '按既往记录推算，不作评价；推算结果不写入台账，不改变任何事项的时限和结论。',
  '两种设置均按同一方法从办理记录逐项重算；事项的登记、变更、报送、核对、退回、签收、延期按记录的实际时间原样套用，工作日历、通讯录和外出安排按现行登记。',
  '设置不同，有关人员的办理时间本会不同，推算不作假定；系统自动开列的周期事项和由办理结果引出的其他事项以已有记录为限，不另行开列。',
  '将新增的应办事项没有办理记录，记为无办理记录，不作超时；其提醒按无人办理、逐级提醒计算，为最多数。',
  '提醒条数为各级提醒节点按接收岗位计的条数，计至事项办结或统计期末，不含变更、更正和退回告知；党组事项不计。',
  '合并后条数按免打扰时段、每日汇总、合并间隔和每小时上限推算；须签发的视为即时签发，未计签收后免重复、个人免提醒和发送失败重试；与统计期外事项合并发送的，实际发出条数计在首项名下。',
];
