/** A compliance report (时限执行情况报告) as plain data: what pages, documents and spreadsheets are made of. */

import type { ExtensionFigures } from '../../domain/compliance/asides.ts';
import type { Figures } from '../../domain/compliance/figures.ts';
import type { Listed } from '../../domain/compliance/line-list.ts';
import type { Spread } from '../../domain/compliance/spread.ts';
import type { SettingValue } from '../../domain/rules/rulebook.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';

/** Which duties are reported: those whose limit lies in the period, narrowed by what is not `null`. */
export interface ReportScope {
  readonly first: LocalDate;
  /** Included. */
  readonly last: LocalDate;
  /** Only districts with this rulebook. */
  readonly rulebook: string | null;
  readonly unit: string | null;
  /** A kind of matter, `meeting`, `assignment`, or a procedure, `letters`. */
  readonly kind: string | null;
  /** `extract`: for the unit itself; nothing of others, no nodes of our own, no appendix. Needs `unit`. */
  readonly version: 'whole' | 'extract';
}

export interface NamedUnit {
  readonly district: string;
  readonly id: string;
  readonly name: string;
}

/** What a district was judged by. */
export interface JudgedUnder {
  readonly district: string;
  readonly name: string;
  readonly rulebook: string;
  readonly demonstration: boolean;
  readonly checkWindowMinutes: number;
  readonly checkRequired: boolean;
  /** Settings with another value than the rulebook's. */
  readonly settings: readonly {
    readonly name: string;
    readonly say: string;
    readonly value: SettingValue;
    readonly usual: SettingValue;
  }[];
}

/** `hash` changes with any rule, ladder or setting that could change a limit. */
export interface ReportedRulebook {
  readonly id: string;
  readonly title: string;
  readonly document: string;
  readonly version: string;
  readonly hash: string;
}

export interface StepFigures {
  readonly procedure: string;
  readonly procedureTitle: string;
  readonly step: string;
  readonly title: string;
  /** Seconds by the clock from the opening of the gate, cut to minutes. */
  readonly time: Spread;
}

/**
 * Everything but the lines of all duties, which `linesOf` (lines-of.ts) yields again. A figure names the duties behind it while
 * they are few; where it has `duties: null`, the lines of its scope with its outcome are meant.
 */
export interface ComplianceReport {
  readonly schema: 'compliance-report/1';
  readonly title: string;
  /** '2026年10月', '2026年10月9日至10月20日'. */
  readonly period: string;
  readonly scope: ReportScope;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly zone: string;
  readonly asOf: Instant;
  readonly districts: readonly JudgedUnder[];
  readonly rulebooks: readonly ReportedRulebook[];
  /** Versions of rulebooks and calendars under which the limits had been planned. */
  readonly plannedUnder: { readonly rulebooks: readonly string[]; readonly calendars: readonly string[] };
  /** Units that the figures name, in protocol order. */
  readonly units: readonly NamedUnit[];
  readonly formula: string;
  readonly methods: readonly string[];
  readonly figures: ReportedFigures;
  /** Ranking is off unless asked for, and shown only once the report is approved. */
  readonly ranking: boolean;
  /** 有关建议: left to people. */
  readonly suggestions: readonly string[];
}

export interface ReportedFigures
  extends Omit<Figures, 'appendix' | 'rulebooks' | 'calendars' | 'extensions' | 'upcoming'> {
  readonly extensions: ExtensionFigures;
  readonly upcoming: Listed;
  /** `null` in an extract. */
  readonly appendix: Figures['appendix'] | null;
  /** Empty in an extract. */
  readonly steps: readonly StepFigures[];
}
