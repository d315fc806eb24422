/** Builds a compliance report: collects the lines, folds the figures, and says under what they hold. */

import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import { type Figures, FiguresFold, type Place } from '../../domain/compliance/figures.ts';
import { FORMULA } from '../../domain/compliance/rate.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { firstDayOfMonth, type LocalDate, lastDayOfMonth } from '../../domain/time/local-date.ts';
import { type PeriodId, sayPeriod } from '../../domain/time/period.ts';
import { sayFullDate } from '../../domain/time/wording.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { collectLines, type DistrictScope, scopeIn } from './collect.ts';
import type {
  ComplianceReport,
  JudgedUnder,
  NamedUnit,
  ReportedRulebook,
  ReportScope,
} from './compliance-report.ts';
import { type DutySource, rowsSource } from './duty-source.ts';
import { StepsMeasured } from './step-figures.ts';

/** What one run is asked for. */
export interface ReportAsked {
  readonly scope: ReportScope;
  /** By id, in the order in which they are reported. Those with another rulebook than the scope's are passed over. */
  readonly districts: readonly string[];
  readonly asOf: Instant;
  readonly ranking: boolean;
  /** The rows unless given. */
  readonly source?: DutySource;
  /** What a kept report was judged by goes before the settings of today. */
  readonly judgedUnder?: readonly JudgedUnder[];
}

/** Who hears what while a report is built. */
export interface ReportListener {
  /** Each line that is due in the period, as it comes. */
  line?(line: DutyLine, district: District): void | Promise<void>;
  /** A district begins, so many of all are done. */
  district?(district: District, done: number, of: number): void;
}

/** Refuses an extract without a unit. */
export async function buildReport(
  engine: Engine,
  asked: ReportAsked,
  listener: ReportListener = {},
): Promise<ComplianceReport> {
  const { scope } = asked;
  if (scope.version === 'extract' && scope.unit === null) throw new Error('an extract needs a unit');
  const source = asked.source ?? rowsSource(engine.store);
  const build = new Build(engine, asked);
  for (const [done, id] of asked.districts.entries()) {
    const district = await engine.districts.open(id);
    listener.district?.(district, done, asked.districts.length);
    if (scope.rulebook === null || district.rulebook.id === scope.rulebook)
      await build.add(source, district, listener);
  }
  return build.report();
}

const EMPTY_SUGGESTIONS = ['', '', ''] as const;

/** One report in the making. */
class Build {
  readonly #engine: Engine;
  readonly #asked: ReportAsked;
  readonly #steps = new StepsMeasured();
  readonly #districts: JudgedUnder[] = [];
  readonly #rulebooks = new Map<string, ReportedRulebook>();
  /** Places of the directories, so that no whole directory is kept. */
  readonly #places = new Map<
    string,
    ReadonlyMap<string, { readonly place: number; readonly name: string }>
  >();
  #fold: FiguresFold | null = null;
  #span: (Pick<DistrictScope, 'from' | 'to'> & { readonly zone: string }) | null = null;

  constructor(engine: Engine, asked: ReportAsked) {
    this.#engine = engine;
    this.#asked = asked;
  }

  async add(source: DutySource, district: District, listener: ReportListener): Promise<void> {
    const { scope, asOf } = this.#asked;
    const when = this.#when(district, scopeIn(district, scope, asOf));
    const fold = this.#begin(district, when);
    this.#name(district, when);
    for await (const { line, for: uses } of collectLines(source, district, scope, when)) {
      if (uses.has('trend')) fold.add(line);
      if (uses.has('upcoming')) fold.addUpcoming(line);
      if (uses.has('period')) await listener.line?.(line, district);
    }
    if (scope.version === 'whole') await this.#steps.add(source, district, scope, when);
  }

  /** As the report was judged when it was made, if that is known. */
  #when({ id }: District, when: DistrictScope): DistrictScope {
    const then = this.#asked.judgedUnder?.find(({ district }) => district === id);
    if (!then) return when;
    const { checkWindowMinutes, checkRequired } = then;
    return { ...when, by: { ...when.by, checkWindowMinutes, checkRequired } };
  }

  #begin({ zone }: District, { from, to }: DistrictScope): FiguresFold {
    this.#span ??= { from, to, zone };
    this.#fold ??= new FiguresFold({ ...this.#span, ofOneUnit: this.#asked.scope.unit !== null });
    return this.#fold;
  }

  #name(district: District, { by }: DistrictScope): void {
    const { rulebook, directory, editions, settings } = district;
    this.#districts.push({
      district: district.id,
      name: directory.name,
      rulebook: rulebook.id,
      demonstration: directory.demonstration,
      checkWindowMinutes: by.checkWindowMinutes,
      checkRequired: by.checkRequired,
      settings: [...rulebook.settings.values()].flatMap(({ name, say, value: usual }) => {
        const value = settings.get(name);
        return value === undefined || value === usual ? [] : [{ name, say, value, usual }];
      }),
    });
    const hash = this.#engine.installation.hashOf([...editions.keys()].toSorted().join('\n'));
    const { id, title, document, version } = rulebook;
    // Districts may have chosen other settings, and so other editions, of one rulebook.
    this.#rulebooks.set(`${id}\n${hash}`, { id, title, document, version, hash });
    const places = [...directory.units.values()].map(
      ({ id: unit, name }, place) => [unit, { place, name }] as const,
    );
    this.#places.set(district.id, new Map(places));
  }

  report(): ComplianceReport {
    const { scope, asOf, ranking } = this.#asked;
    if (!this.#span || !this.#fold)
      throw new NothingToReport('no district has the rulebook that was asked for');
    const order = new Map(this.#districts.map(({ district }, place) => [district, place]));
    const place: Place = (district, unit) =>
      unit === null
        ? (order.get(district) ?? order.size)
        : (this.#places.get(district)?.get(unit)?.place ?? Number.MAX_SAFE_INTEGER);
    const whole = scope.version === 'whole';
    const { appendix, rulebooks, calendars, ...figures } = this.#fold.figures(place);
    return {
      schema: 'compliance-report/1',
      title: '时限执行情况报告',
      period: sayScope(scope),
      scope,
      ...this.#span,
      asOf,
      districts: this.#districts,
      rulebooks: [...this.#rulebooks.values()],
      plannedUnder: { rulebooks, calendars },
      units: this.#units(figures, place),
      formula: FORMULA,
      methods: METHODS,
      figures: { ...figures, appendix: whole ? appendix : null, steps: whole ? this.#steps.figures() : [] },
      ranking,
      suggestions: EMPTY_SUGGESTIONS,
    };
  }

  /** Whoever is named anywhere in the report. */
  #units(figures: Omit<Figures, 'appendix' | 'rulebooks' | 'calendars'>, place: Place): NamedUnit[] {
    const { unit: asked } = this.#asked.scope;
    const lists = [figures.late, figures.notAttributable, figures.deviations, figures.upcoming];
    const named = [
      ...figures.byUnit,
      ...lists.flatMap(({ lines }) => lines),
      ...(asked === null ? [] : this.#districts.map(({ district }) => ({ district, unit: asked }))),
    ];
    const units = new Map(
      named.map(({ district, unit }) => [`${district}\n${unit}`, { district, id: unit }]),
    );
    return [...units.values()]
      .map(({ district, id }) => ({
        district,
        id,
        name: this.#places.get(district)?.get(id)?.name ?? id,
      }))
      .toSorted(
        (a, b) =>
          place(a.district, null) - place(b.district, null) ||
          place(a.district, a.id) - place(b.district, b.id),
      );
  }
}

/** No district fits what was asked for. */
export class NothingToReport extends Error {
  override name = 'NothingToReport';
}

/** How figures are come by that have no formula; they stand in every report. */
const METHODS: readonly string[] = [
  '应办事项按时限所在日期归入统计期，以报告截止时点的登记情况为准；区领导、区政府、党组应办的事项和内部节点不作评价。',
  '办结时间按实际发生时间认定，补登不影响认定；时间仅知范围而时限落在范围之内的，记为无法判定。',
  '超时和提前时长按分钟计数（不足一分钟舍去），中位数和九成位数取最近位次。',
  '接报时已超时、定级时已超时等不归责于承办单位的情形单列；改期、存量事项的逾期记录在案，不计入按时率。',
  '公文各环节用时自前一环节办结起算，呈批中的时间不计。',
];

/** '2026年10月' where the days are those of a period, else both days. */
export function sayScope({ first, last }: Pick<ReportScope, 'first' | 'last'>): string {
  const period = wholePeriod(first, last);
  return period === null ? `${sayFullDate(first)}至${sayFullDate(last)}` : sayPeriod(period);
}

function wholePeriod(first: LocalDate, last: LocalDate): PeriodId | null {
  if (first !== firstDayOfMonth(first) || last !== lastDayOfMonth(last)) return null;
  const year = first.slice(0, 4);
  if (year !== last.slice(0, 4)) return null;
  const [from, until] = [Number(first.slice(5, 7)), Number(last.slice(5, 7))];
  const length = until - from + 1;
  if (length === 1) return first.slice(0, 7) as PeriodId;
  if (length === 3 && from % 3 === 1) return `${year}-Q${(from + 2) / 3}` as PeriodId;
  if (length === 6 && from % 6 === 1) return `${year}-H${(from + 5) / 6}` as PeriodId;
  return length === 12 ? (year as PeriodId) : null;
}
