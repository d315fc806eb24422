/** How a rulebook serves each clause of its document: by timed rules, by steps that lock gates, in routing, or not at all. */
import type { Procedure } from '../procedures/procedure.ts';
import type { Clause, ClauseType } from './clause.ts';
import { type Rulebook, ruleKey } from './rulebook.ts';
import { flagSetting, type Settings } from './settings.ts';

/** `off`: there, but switched off by its setting. `listed`: shown, because nothing in it can be timed or locked. */
export type ClauseState = 'on' | 'off' | 'listed' | 'missing';

/** One rule or step that serves a clause. */
export interface Service {
  /** `D36-3/plan` for a rule, `document/seal` for a step. */
  readonly id: string;
  readonly title: string;
  /** The flag setting that switches it on; `null` where it is always on. */
  readonly switch: string | null;
  readonly on: boolean;
}

export interface ClauseCoverage {
  readonly clause: Clause;
  readonly state: ClauseState;
  readonly timed: readonly Service[];
  readonly gates: readonly Service[];
}

export interface ArticleCoverage {
  /** Counted from 1. */
  readonly article: number;
  /** Empty for an article that only states principles. */
  readonly clauses: readonly ClauseCoverage[];
}

type Covering = Pick<Rulebook, 'articles' | 'clauses' | 'rules' | 'procedures'>;

/** Every article of the document in order, each with the clauses that the rulebook lists for it. */
export function coverage(rulebook: Covering, settings: Settings): ArticleCoverage[] {
  const timed = timedServices(rulebook, settings);
  const gates = gateServices(rulebook, settings);
  const covered = [...rulebook.clauses.values()].map((clause): ClauseCoverage => {
    const own = { timed: timed.get(clause.id) ?? [], gates: gates.get(clause.id) ?? [] };
    return { clause, state: stateOf(clause, [...own.timed, ...own.gates]), ...own };
  });
  return Array.from({ length: rulebook.articles }, (_, index) => ({
    article: index + 1,
    clauses: covered.filter(({ clause }) => articleNumber(clause) === index + 1),
  }));
}

/** The article a clause stands in, without its item: 60 of 60（四）. */
function articleNumber({ article }: Pick<Clause, 'article'>): number {
  return Number.parseInt(article, 10);
}

const ONLY_LISTED: ReadonlySet<ClauseType> = new Set(['POLICY', 'DATA']);

function stateOf(clause: Clause, services: readonly Service[]): ClauseState {
  if (services.some(({ on }) => on)) return 'on';
  if (services.length > 0) return 'off';
  if (ONLY_LISTED.has(clause.type)) return 'listed';
  return clause.acts === null ? 'missing' : 'on';
}

function timedServices({ rules }: Covering, settings: Settings): Map<string, Service[]> {
  const services = new Map<string, Service[]>();
  for (const rule of rules) {
    const known = services.get(rule.id) ?? [];
    const id = ruleKey(rule);
    // Variants hold under other conditions; they are one rule to whoever reads the list.
    if (known.some((one) => one.id === id)) continue;
    services.set(rule.id, [...known, service(id, rule.title, rule.switch, settings)]);
  }
  return services;
}

function gateServices({ procedures }: Covering, settings: Settings): Map<string, Service[]> {
  const services = new Map<string, Service[]>();
  for (const procedure of procedures.values()) {
    for (const step of procedure.steps) {
      const own = service(`${procedure.id}/${step.id}`, step.title, step.switch, settings);
      for (const clause of clausesOfStep(step)) services.set(clause, [...(services.get(clause) ?? []), own]);
    }
  }
  return services;
}

function clausesOfStep({ clause, varies }: Procedure['steps'][number]): string[] {
  return [...new Set([clause, ...varies.flatMap((one) => one.clause ?? [])])];
}

function service(id: string, title: string, setting: string | null, settings: Settings): Service {
  return { id, title, switch: setting, on: setting === null || flagSetting(settings, setting) };
}
