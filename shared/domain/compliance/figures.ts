/** The figures of a compliance report, folded over its lines one at a time in bounded memory. */
import { dateOf, type Instant } from '../time/instant.ts';
import { monthOf } from '../time/local-date.ts';
import { type AsideFigures, Asides } from './asides.ts';
import type { DutyLine } from './duty-line.ts';
import { compare, LineList, type Listed } from './line-list.ts';
import { LEAST_FOR_RATE } from './rate.ts';
import { MinuteCounts, type Spread } from './spread.ts';
import { type Tally, TallyCount } from './tally.ts';

export interface RuleFigures extends Tally {
  readonly rule: string;
  readonly article: string;
  readonly title: string;
}

/** `unit` may be one that the directory no longer has; it then comes last. */
export interface UnitFigures extends Tally {
  readonly district: string;
  readonly unit: string;
}

export interface DistrictFigures extends Tally {
  readonly district: string;
}

export interface MonthFigures extends Tally {
  /** '2026-10'. */
  readonly month: string;
}

export interface Figures extends AsideFigures {
  readonly overall: Tally;
  readonly byRule: readonly RuleFigures[];
  readonly byUnit: readonly UnitFigures[];
  readonly byDistrict: readonly DistrictFigures[];
  readonly months: readonly MonthFigures[];
  /** Nodes of our own in the period: stay inside the office, and are in no other figure. */
  readonly internal: number;
  /** Of what was done late, after the limit. */
  readonly lateness: Spread;
  /** Of what was done on time, before it. */
  readonly lead: Spread;
  readonly late: Listed;
  readonly notAttributable: Listed;
  readonly deviations: Listed;
  readonly upcoming: Listed;
  /** What the lines were planned with. */
  readonly rulebooks: readonly string[];
  readonly calendars: readonly string[];
}

/** What a fold has to know besides its lines. */
export interface FiguresAsked {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly zone: string;
  /** Of one unit: everything is that unit's, so no rate is given for few. */
  readonly ofOneUnit: boolean;
}

/** Where a unit of a district stands in protocol order, or with `null` the district itself; the smallest comes first. */
export type Place = (district: string, unit: string | null) => number;

/** Takes lines in any order. Those due before the period only make the trend. */
export class FiguresFold {
  readonly #asked: FiguresAsked;
  readonly #overall = new TallyCount();
  readonly #rules = new Groups(({ rule, ruleTitle }) => `${rule}\n${ruleTitle}`);
  readonly #units = new Groups(({ district, unit }) => `${district}\n${unit}`);
  readonly #districts = new Groups(({ district }) => district);
  readonly #months: Groups;
  readonly #lateness = new MinuteCounts();
  readonly #lead = new MinuteCounts();
  readonly #asides = new Asides();
  readonly #late = new LineList();
  readonly #notAttributable = new LineList();
  readonly #deviations = new LineList();
  readonly #upcoming = new LineList();
  #internal = 0;
  readonly #rulebooks = new Set<string>();
  readonly #calendars = new Set<string>();

  constructor(asked: FiguresAsked) {
    this.#asked = asked;
    this.#months = new Groups(({ dueAt }) => monthOf(dateOf(dueAt, asked.zone)));
  }

  /** A line whose limit lies in the period, or before it for the trend; one after it is passed over. */
  add(line: DutyLine): void {
    const { from, to } = this.#asked;
    if (line.dueAt >= to) return;
    if (line.outcome === 'internal') {
      if (line.dueAt >= from) this.#internal++;
      return;
    }
    this.#months.add(line);
    if (line.dueAt < from) return;
    this.#overall.add(line);
    for (const groups of [this.#rules, this.#units, this.#districts]) groups.add(line);
    if (line.outcome === 'late' && line.lateSeconds !== null) this.#lateness.add(line.lateSeconds);
    if (line.leadSeconds !== null) this.#lead.add(line.leadSeconds);
    this.#asides.add(line);
    this.#listFor(line)?.add(line);
    this.#rulebooks.add(line.rulebook);
    for (const calendar of line.calendars) this.#calendars.add(calendar);
  }

  /** An open duty whose limit comes soon after the report, in the period or after it. */
  addUpcoming(line: DutyLine): void {
    this.#upcoming.add(line);
  }

  #listFor({ outcome }: DutyLine): LineList | null {
    switch (outcome) {
      case 'late':
      case 'overdue':
        return this.#late;
      case 'not-attributable':
        return this.#notAttributable;
      case 'deviation-explained':
      case 'deviation-unexplained':
        return this.#deviations;
      default:
        return null;
    }
  }

  /** The figures so far; units and districts in protocol order, rules in that of the articles. */
  figures(place: Place): Figures {
    const byPlace = (a: DutyLine, b: DutyLine) =>
      place(a.district, null) - place(b.district, null) ||
      place(a.district, a.unit) - place(b.district, b.unit) ||
      compare(a.unit, b.unit);
    const order = (a: DutyLine, b: DutyLine) =>
      byPlace(a, b) || compare(a.dueAt, b.dueAt) || compare(a.id, b.id);
    return {
      overall: this.#overall.tally(this.#asked.ofOneUnit ? LEAST_FOR_RATE : 1),
      byRule: this.#rules.tallies(byArticle, ({ rule, article, ruleTitle: title }) => ({
        ...{ rule, article, title },
      })),
      byUnit: this.#units.tallies(byPlace, ({ district, unit }) => ({ district, unit })),
      byDistrict: this.#districts.tallies(byPlace, ({ district }) => ({ district })),
      months: this.#months.tallies(
        (a, b) => compare(a.dueAt, b.dueAt),
        ({ dueAt }) => ({ month: monthOf(dateOf(dueAt, this.#asked.zone)) }),
      ),
      lateness: this.#lateness.spread(),
      lead: this.#lead.spread(),
      internal: this.#internal,
      ...this.#asides.figures(),
      late: this.#late.listed(order),
      notAttributable: this.#notAttributable.listed(order),
      deviations: this.#deviations.listed(order),
      upcoming: this.#upcoming.listed((a, b) => compare(a.dueAt, b.dueAt) || order(a, b)),
      rulebooks: [...this.#rulebooks].toSorted(compare),
      calendars: [...this.#calendars].toSorted(compare),
    };
  }
}

/** Tallies by some key of the line; the first line of each stands for the group. */
class Groups {
  readonly #keyOf: (line: DutyLine) => string;
  readonly #groups = new Map<string, { readonly line: DutyLine; readonly count: TallyCount }>();

  constructor(keyOf: (line: DutyLine) => string) {
    this.#keyOf = keyOf;
  }

  add(line: DutyLine): void {
    const key = this.#keyOf(line);
    const known = this.#groups.get(key) ?? { line, count: new TallyCount() };
    this.#groups.set(key, known);
    known.count.add(line);
  }

  /** No group gets a rate for few. */
  tallies<Name extends object>(
    order: (a: DutyLine, b: DutyLine) => number,
    nameOf: (line: DutyLine) => Name,
  ): (Name & Tally)[] {
    return [...this.#groups.values()]
      .toSorted((a, b) => order(a.line, b.line))
      .map(({ line, count }) => ({ ...nameOf(line), ...count.tally(LEAST_FOR_RATE) }));
  }
}

/** By article as a number, then by rule; what no article asks for comes last. */
function byArticle(a: DutyLine, b: DutyLine): number {
  return articleOf(a) - articleOf(b) || compare(a.rule, b.rule) || compare(a.ruleTitle, b.ruleTitle);
}

function articleOf({ article }: DutyLine): number {
  const number = Number.parseInt(article, 10);
  return Number.isNaN(number) ? Number.MAX_SAFE_INTEGER : number;
}
