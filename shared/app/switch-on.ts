/** Commands by which a district is switched on: rules confirmed, released or in shadow, local documents over the calendar. */
import { type CalendarOverlay, isEmptyOverlay, overlayFrom, sayHours } from '../domain/calendar/overlay.ts';
import { resolve } from '../domain/routing/resolve.ts';
import { OFFICE_DIRECTOR } from '../domain/routing/roles.ts';
import type { SettingRule, SettingValue } from '../domain/rules/rulebook.ts';
import { InvalidSetting, readSetting } from '../domain/rules/settings.ts';
import {
  type Confirmation,
  confirmed,
  isInShadow,
  type RuleStates,
  released,
  shadowed,
} from '../domain/switching-on/rule-states.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, Row, StoreReader } from '../ports/store.ts';
import type { CommandEnvelope, SwitchCommand } from './commands.ts';
import { type District, type DistrictSettings, KEYS, ruleFits } from './district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from './district-change.ts';
import { daysAsData, overlaysOf, storedOverlays } from './stored-overlays.ts';

type Of<Verb extends SwitchCommand['do']> = CommandEnvelope & {
  readonly command: Extract<SwitchCommand, { do: Verb }>;
};

/**
 * What the command changes. Refuses a rule that the rulebook does not have, a state it has already, an answer that
 * 办公室主任 did not give, and a document that says what it said before.
 */
export async function switchOn(
  store: StoreReader,
  district: District,
  envelope: CommandEnvelope & { readonly command: SwitchCommand },
  now: Instant,
  hashOf: (text: string) => string,
): Promise<DistrictOutcome> {
  const { command } = envelope;
  switch (command.do) {
    case 'rule.release':
      return release(store, district, { ...envelope, command }, now);
    case 'rule.shadow':
      return putInShadow(store, district, { ...envelope, command }, now);
    case 'rule.confirm':
      return confirm(store, district, { ...envelope, command }, now);
    case 'setting.change':
      return changeSetting(store, district, { ...envelope, command }, now);
    case 'calendar.overlay':
      return overlay(store, district, { ...envelope, command }, now, hashOf);
    default:
      return command satisfies never;
  }
}

async function release(
  store: StoreReader,
  district: District,
  envelope: Of<'rule.release'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { rule, by } = envelope.command;
  const { ruleStates } = district;
  const rules = rulesFitting(rule, district);
  if (rules.length === 0) return { refused: noSuchRule(rule) };
  const waiting = rules.filter((id) => isInShadow(id, ruleStates));
  if (waiting.length === 0) return { refused: `${rule}已正式启用，无须重复办理` };
  const body = { type: 'rule.released', rules: waiting, by };
  return change({ district, envelope, now }, body, [
    await statesPut(store, district, released(waiting, ruleStates)),
  ]);
}

async function putInShadow(
  store: StoreReader,
  district: District,
  envelope: Of<'rule.shadow'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { rule, by, why } = envelope.command;
  const { ruleStates } = district;
  const rules = rulesFitting(rule, district);
  if (rules.length === 0) return { refused: noSuchRule(rule) };
  const live = rules.filter((id) => !isInShadow(id, ruleStates));
  if (live.length === 0) return { refused: `${rule}已在试运行，无须重复办理` };
  const body = { type: 'rule.shadowed', rules: live, by, why };
  return change({ district, envelope, now }, body, [
    await statesPut(store, district, shadowed(live, ruleStates)),
  ]);
}

async function confirm(
  store: StoreReader,
  district: District,
  envelope: Of<'rule.confirm'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { rule, inForce, reading, by, for: whose, source } = envelope.command;
  if (!district.chosenRules.some(({ id }) => id === rule)) return { refused: noSuchRule(rule) };
  if (!isDirector(whose ?? by, district, now))
    return { refused: '规则核定由办公室主任签署；代为登记的，请注明代谁登记' };
  if (whose !== null && source === null) return { refused: '代为登记的，请注明来源（口头、电话或纸质）' };
  const answer: Confirmation = { inForce, reading, by, for: whose, source, at: now };
  const answered = confirmed(rule, answer, district.ruleStates, district.chosenRules);
  if (answered.outcome === 'refused') return { refused: answered.reason };
  const { setting } = answered;
  const body = { type: 'rule.confirmed', rule, inForce, reading, setting, by, for: whose, source };
  return change({ district, envelope, now }, body, [
    await statesPut(store, district, answered.states, now),
    ...(setting === null || reading === null ? [] : [await settingPut(store, district, setting, reading)]),
  ]);
}

/** 办公室主任, or whoever acts in that post at the moment. */
function isDirector(post: string, { roster }: District, now: Instant): boolean {
  if (post === OFFICE_DIRECTOR) return true;
  const acting = resolve(OFFICE_DIRECTOR, now, roster);
  return acting.reached && acting.post === post;
}

function rulesFitting(pattern: string, { chosenRules }: District): string[] {
  return [...new Set(chosenRules.map(({ id }) => id))].filter((id) => ruleFits(id, pattern));
}

function noSuchRule(rule: string): string {
  return `规则库中没有“${rule}”`;
}

/** With `replanAt` the row is due then, and the heartbeat plans everything of the district again. */
async function statesPut(
  store: StoreReader,
  district: District,
  states: RuleStates,
  replanAt?: Instant,
): Promise<Change['puts'][number]> {
  const key = KEYS.rules(district.id);
  const row = await store.get(key);
  const due = replanAt === undefined ? (row?.due ?? null) : ({ lane: 'normal', at: replanAt } as const);
  return { key, content: { body: states, due, view: null }, expected: row?.version ?? 0 };
}

/** A reading is a setting of the district like any other. */
async function settingPut(
  store: StoreReader,
  district: District,
  setting: string,
  value: SettingValue,
): Promise<Change['puts'][number]> {
  const key = KEYS.settings(district.id);
  const row = await store.get(key);
  if (!row) throw new Error(`district '${district.id}' has no settings`);
  const chosen = row.body as DistrictSettings;
  const body: DistrictSettings = { ...chosen, overrides: { ...chosen.overrides, [setting]: value } };
  return { key, content: { body, due: row.due, view: row.view }, expected: row.version };
}

/** Refuses a setting that the rulebook does not have, a value it cannot have, and the one it has. */
async function changeSetting(
  store: StoreReader,
  district: District,
  envelope: Of<'setting.change'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { name, value, by, why } = envelope.command;
  const rule = district.rulebook.settings.get(name);
  if (!rule) return { refused: `规则库中没有设置“${name}”` };
  const read = readValue(rule, value);
  if (read === null) return { refused: `“${rule.say}”不能设为“${String(value)}”` };
  const before = district.settings.get(name);
  if (before === read) return { refused: `“${rule.say}”现已是“${String(read)}”` };
  const body = { type: 'setting.changed', name, say: rule.say, before, value: read, by, why };
  return change({ district, envelope, now }, body, [await settingPut(store, district, name, read)]);
}

function readValue(rule: SettingRule, value: SettingValue): SettingValue | null {
  try {
    return readSetting(rule, value);
  } catch (fault) {
    if (fault instanceof InvalidSetting) return null;
    throw fault;
  }
}

async function overlay(
  store: StoreReader,
  district: District,
  envelope: Of<'calendar.overlay'>,
  now: Instant,
  hashOf: (text: string) => string,
): Promise<DistrictOutcome> {
  const { content, by } = envelope.command;
  const key = KEYS.overlays(district.id);
  const row = await store.get(key);
  const before = overlaysOf(row);
  const known = before.find(({ document }) => document === content.document);
  const next = overlayFrom(content, hashOf);
  const lifts = isEmptyOverlay(content);
  if (lifts && !known) return { refused: `${content.document}没有内容，请写明放假、上班日期或者办公时间` };
  if (known?.hash === next.hash) return { refused: `${content.document}的内容与已导入的一致` };
  const overlays = overlaid(before, next, lifts);
  const body = { ...storedOverlays(overlays), changedBy: content.document };
  const due = { lane: 'normal', at: now } as const;
  const put = { key, content: { body, due, view: null }, expected: row?.version ?? 0 };
  return change({ district, envelope, now }, overlayEvent(next, by, lifts), [put]);
}

/** A document that comes again takes the last place, and goes before the others. */
export function overlaid(
  before: readonly CalendarOverlay[],
  next: CalendarOverlay,
  lifts: boolean,
): CalendarOverlay[] {
  const others = before.filter(({ document }) => document !== next.document);
  return lifts ? others : [...others, next];
}

function overlayEvent(next: CalendarOverlay, by: string, lifts: boolean): Event {
  if (lifts) return { type: 'calendar.overlay-lifted', document: next.document, by };
  const { document, hash, officeHours } = next;
  const { off, work } = daysAsData(next);
  return {
    type: 'calendar.overlaid',
    document,
    hash,
    off: Object.fromEntries(off),
    work: Object.fromEntries(work),
    officeHours: officeHours.map(({ from, until, hours }) => ({ from, until, hours: sayHours(hours) })),
    by,
  };
}

type Event = Readonly<Record<string, unknown>> & { readonly type: string };

function change(act: DistrictAct, { type, ...body }: Event, puts: Change['puts']): Change {
  return districtChange(act, type, body, puts);
}

/** Why duties are planned again after a row of switching on changed, as the ledger has it. */
export function replanReason(row: Pick<Row, 'kind' | 'body'>): string {
  if (row.kind === 'settings') return '规则核定，重新推算';
  const { changedBy } = row.body as { readonly changedBy?: string };
  return `本区工作日历调整（${changedBy ?? '文号不详'}），重新计算时限`;
}

/** Why a duty ends whose rule was confirmed as not in force. */
export const NOT_IN_FORCE = '经规则核定，本条不施行';
