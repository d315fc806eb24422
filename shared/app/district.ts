/** Everything that decisions about one district need to know: rules, settings, calendar, people. */
import { consult } from '../domain/calendar/calendar-view.ts';
import type { CalendarYear } from '../domain/calendar/calendar-year.ts';
import type { CalendarOverlay } from '../domain/calendar/overlay.ts';
import { type WorkCalendar, withOverlays, workCalendar } from '../domain/calendar/work-calendar.ts';
import type { PlanningGround } from '../domain/duties/plan-duties.ts';
import { chosenCatalogue, type Messages } from '../domain/notices/catalogue.ts';
import { type Manners, mannersOf } from '../domain/notices/manners.ts';
import type { Mute } from '../domain/notices/mutes.ts';
import { proceduresUnder } from '../domain/procedures/switched-on.ts';
import { isInForce } from '../domain/routing/absences.ts';
import type { Absence, Directory, Person, Post, Unit, Whereabouts } from '../domain/routing/directory.ts';
import type { Roster } from '../domain/routing/resolve.ts';
import { type Edition, editionsOf } from '../domain/rules/edition.ts';
import type { Rule, Rulebook } from '../domain/rules/rulebook.ts';
import { type Settings, settingsOf } from '../domain/rules/settings.ts';
import { initialStates, isPlanned, type RuleStates } from '../domain/switching-on/rule-states.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { Row, RowContent, RowKey, StoreReader } from '../ports/store.ts';
import type { Installation } from './installation.ts';
import { type DigestRequest, digestRequestsOf } from './notices/stored-digests.ts';
import { keyOf } from './rows.ts';
import { overlaysOf } from './stored-overlays.ts';

export interface District {
  readonly id: string;
  readonly rulebook: Rulebook;
  readonly messages: Messages;
  readonly settings: Settings;
  readonly zone: string;
  readonly directory: Directory;
  readonly roster: Roster;
  /** Every absence on record, those asked for, refused and over included; the roster has those in force. */
  readonly absences: readonly Absence[];
  readonly ground: PlanningGround;
  readonly manners: Manners;
  readonly sendingStopped: boolean;
  /** Leaders who have asked for a daily digest, by whoever held the post then. */
  readonly digests: readonly DigestRequest[];
  /** Who is not to be reminded for a time; those whose end has passed may still be among them. */
  readonly mutes: readonly Mute[];
  /** Which rules are in shadow, released or confirmed; `rulebook` leaves out those confirmed as not in force. */
  readonly ruleStates: RuleStates;
  /** The rules it has chosen, those confirmed as not in force included. */
  readonly chosenRules: readonly Rule[];
  /** The present edition of every rule, by its id. */
  readonly editions: ReadonlyMap<string, Edition>;
  /** Editions of rules known to be in the store; filled as they are used. */
  readonly storedEditions: Set<string>;
  /** The series that makes a draft report of each month. */
  readonly monthlyReport: boolean;
  /** Local documents laid over the country's calendar, the earliest first. */
  readonly overlays: readonly CalendarOverlay[];
}

/** What the office has chosen for its district. */
export interface DistrictSettings {
  readonly rulebook: string;
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Only rules whose id fits one of these, `D52-*`; `null` for all. */
  readonly rules: readonly string[] | null;
  /** Every rule begins in shadow (拟发) and notifies nobody but the office until it is released. */
  readonly shadow?: boolean;
  /** A draft report of each month on the first working day after it; a district in operation has it, a scenario does not. */
  readonly monthlyReport?: boolean;
}

/** The directory as plain data, for the store. */
export interface StoredDirectory {
  readonly district: string;
  readonly name: string;
  readonly demonstration: boolean;
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly people: readonly Person[];
  readonly portfolios: readonly (readonly [string, readonly string[]])[];
  readonly standInPairs: Directory['standInPairs'];
  readonly leaders: readonly string[];
  /** Left out in what was stored before there were any. */
  readonly aliases?: readonly (readonly [string, string])[];
}

export function storedDirectory(directory: Directory): StoredDirectory {
  return {
    ...directory,
    units: [...directory.units.values()],
    posts: [...directory.posts.values()],
    people: [...directory.people.values()],
    portfolios: [...directory.portfolios],
    aliases: [...directory.aliases],
  };
}

function directoryFrom(stored: StoredDirectory): Directory {
  return {
    ...stored,
    units: byId(stored.units),
    posts: byId(stored.posts),
    people: byId(stored.people),
    portfolios: new Map(stored.portfolios),
    aliases: new Map(stored.aliases ?? []),
  };
}

/** What the duty office was told of each leader last. */
export function whereaboutsOf(row: Row | null): readonly Whereabouts[] {
  return row === null ? [] : (row.body as readonly Whereabouts[]);
}

/** Who has asked not to be reminded. */
export function mutesOf(row: Row | null): readonly Mute[] {
  return row === null ? [] : (row.body as readonly Mute[]);
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

/** Calendars are the country's, not a district's; they lie under this key. */
export const COUNTRY = '_cn';

export const KEYS = {
  settings: (district: string) => keyOf(district, 'settings', 'district'),
  sending: (district: string) => keyOf(district, 'settings', 'sending'),
  digests: (district: string) => keyOf(district, 'settings', 'digests'),
  mutes: (district: string) => keyOf(district, 'settings', 'mutes'),
  rules: (district: string) => keyOf(district, 'settings', 'rules'),
  overlays: (district: string) => keyOf(district, 'calendar', 'local'),
  directory: (district: string) => keyOf(district, 'directory', 'current'),
  whereabouts: (district: string) => keyOf(district, 'directory', 'whereabouts'),
} as const;

/** A calendar year as plain data, for the store. */
export interface StoredCalendarYear {
  readonly year: number;
  readonly off: readonly (readonly [LocalDate, string])[];
  readonly work: readonly (readonly [LocalDate, string])[];
  readonly notices: readonly string[];
  readonly hash: string;
}

export function calendarContent(year: CalendarYear): RowContent<StoredCalendarYear> {
  return { body: { ...year, off: [...year.off], work: [...year.work] }, due: null, view: null };
}

/** The district is not set up in this store. */
class UnknownDistrict extends Error {
  override name = 'UnknownDistrict';
}

/** Bounds the memory; one district takes some 100 KB. */
const MOST_KEPT = 200;

/** Opens districts, and keeps what was parsed for as long as the rows behind it have not changed. */
export class Districts {
  readonly #installation: Installation;
  readonly #parsed = new Map<string, Opened>();
  #calendar: { readonly versions: string; readonly calendar: WorkCalendar } | null = null;

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /** Refuses a district without settings or directory. */
  async open(id: string): Promise<District> {
    const { store } = this.#installation;
    const [settings, directory, sending, digests, rules, local, whereabouts, mutes] = await store.getMany([
      KEYS.settings(id),
      KEYS.directory(id),
      KEYS.sending(id),
      KEYS.digests(id),
      KEYS.rules(id),
      KEYS.overlays(id),
      KEYS.whereabouts(id),
      KEYS.mutes(id),
    ]);
    if (!settings || !directory) throw new UnknownDistrict(`district '${id}' is not set up in this store`);
    const absences = await all(store, { district: id, kind: 'absence' });
    const calendar = await this.#workCalendar();
    const parts = [settings, directory, sending, digests, rules, local, whereabouts, mutes, ...absences];
    const numbers = parts.map((row) => row?.version ?? 0).join();
    const versions = `${numbers}/${absences.map((row) => row.id).join()}`;
    const known = this.#parsed.get(id);
    if (known?.versions === versions && known.calendar === calendar) return known.district;
    const district = this.#build(
      id,
      { settings, directory, sending, digests, rules, local, whereabouts, mutes, absences },
      calendar,
    );
    this.#keep(id, { versions, calendar, district });
    return district;
  }

  /** The district opened longest ago goes, so that a country's districts do not all lie in memory. */
  #keep(id: string, opened: Opened): void {
    const [oldest] = this.#parsed.keys();
    if (oldest !== undefined && this.#parsed.size >= MOST_KEPT) this.#parsed.delete(oldest);
    this.#parsed.set(id, opened);
  }

  async #workCalendar(): Promise<WorkCalendar> {
    const rows = await this.#installation.store.list({ district: COUNTRY, kind: 'calendar', limit: 200 });
    const versions = rows.map(({ id, version }) => `${id}:${version}`).join();
    if (this.#calendar?.versions !== versions) {
      const imported = rows.map(calendarYearOf);
      const calendar = calendarWith(this.#installation, imported);
      this.#calendar = { versions, calendar };
    }
    return this.#calendar.calendar;
  }

  #build(id: string, rows: DistrictRows, country: WorkCalendar): District {
    const chosen = rows.settings.body as DistrictSettings;
    const loaded = this.#installation.rulebooks.get(chosen.rulebook);
    if (!loaded)
      throw new UnknownDistrict(
        `district '${id}' uses rulebook '${chosen.rulebook}', which is not installed`,
      );
    const ruleStates = ruleStatesOf(rows.rules ?? null, chosen);
    const ownRules = chosenRules(loaded.rulebook.rules, chosen.rules);
    const rules = ownRules.filter((rule) => isPlanned(rule.id, ruleStates));
    const settings = settingsOf(loaded.rulebook, chosen.overrides);
    const procedures = proceduresUnder(loaded.rulebook.procedures, settings);
    const rulebook = { ...loaded.rulebook, rules, procedures };
    const directory = directoryFrom(rows.directory.body as StoredDirectory);
    const absences = rows.absences.map((row) => row.body as Absence);
    const whereabouts = whereaboutsOf(rows.whereabouts ?? null);
    const overlays = overlaysOf(rows.local ?? null);
    const calendar = withOverlays(country, overlays);
    const { zone } = rulebook;
    const editions = editionsOf(rulebook, settings, this.#installation.hashOf);
    const manners = mannersOf(settings, consult(calendar, { zone }));
    return {
      id,
      rulebook,
      messages: chosenCatalogue(loaded.messages, loaded.otherLanguages, settings),
      settings,
      zone,
      directory,
      roster: { directory, absences: absences.filter(isInForce), zone, whereabouts },
      absences,
      ground: {
        calendar,
        settings,
        zone,
        rulebook,
        times: manners,
        aliases: directory.aliases,
        editions,
      },
      manners,
      sendingStopped: (rows.sending?.body as { stopped?: boolean } | undefined)?.stopped ?? false,
      digests: digestRequestsOf(rows.digests ?? null),
      mutes: mutesOf(rows.mutes ?? null),
      ruleStates,
      chosenRules: ownRules,
      editions: new Map([...editions.values()].map((edition) => [edition.id, edition])),
      storedEditions: new Set(),
      monthlyReport: chosen.monthlyReport === true,
      overlays,
    };
  }
}

/** A parsed district, and what it was parsed from. */
interface Opened {
  readonly versions: string;
  readonly calendar: WorkCalendar;
  readonly district: District;
}

interface DistrictRows {
  readonly settings: Row;
  readonly directory: Row;
  readonly sending: Row | null | undefined;
  readonly digests: Row | null | undefined;
  readonly rules: Row | null | undefined;
  readonly local: Row | null | undefined;
  readonly whereabouts: Row | null | undefined;
  readonly mutes: Row | null | undefined;
  readonly absences: readonly Row[];
}

/** The stored states of the rules; before the first answer those that the settings begin with. */
function ruleStatesOf(row: Row | null, { shadow }: Pick<DistrictSettings, 'shadow'>): RuleStates {
  return row === null ? initialStates(shadow === true ? 'all' : 'none') : (row.body as RuleStates);
}

/** The year a calendar row holds. */
export function calendarYearOf(row: Row): CalendarYear {
  const stored = row.body as StoredCalendarYear;
  return { ...stored, off: new Map(stored.off), work: new Map(stored.work) };
}

/** The product's calendar with imported years in place of, or beside, its own. */
export function calendarWith(
  installation: Pick<Installation, 'calendarYears' | 'hashOf'>,
  imported: readonly CalendarYear[],
): WorkCalendar {
  const replaced = new Set(imported.map(({ year }) => year));
  const own = installation.calendarYears.filter(({ year }) => !replaced.has(year));
  return workCalendar([...own, ...imported], installation.hashOf);
}

function chosenRules(rules: readonly Rule[], patterns: readonly string[] | null): readonly Rule[] {
  if (patterns === null) return rules;
  return rules.filter(({ id }) => patterns.some((pattern) => ruleFits(id, pattern)));
}

/** Whether a rule is meant by `D52-07` or by `D52-*`. */
export function ruleFits(id: string, pattern: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** Every row of a kind, page by page. For kinds of which a district has few. */
export async function all(
  store: Pick<StoreReader, 'list'>,
  query: { district: string; kind: RowKey['kind']; prefix?: string },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1)?.id;
    const page = await store.list({ ...query, ...(last === undefined ? {} : { after: last }), limit: 500 });
    rows.push(...page);
    if (page.length < 500) return rows;
  }
}
