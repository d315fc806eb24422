/** Reads commands about switching on: rules released, confirmed or in shadow, and local documents over the calendar. */
import type { ruleVerbs } from '../../contract/verbs/rules.ts';
import { OverlayFault, overlayContradiction, readSeason } from '../../domain/calendar/overlay.ts';
import { type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';
import { checked, InvalidCommand, type Readers } from './fields.ts';

export const readRules: Readers<typeof ruleVerbs> = {
  'rule.release': ({ rule, by }) => ({ do: 'rule.release', rule, by }),
  'rule.shadow': ({ rule, by, why }) => ({ do: 'rule.shadow', rule, by, why }),
  'rule.confirm': ({ rule, inForce, reading, by, for: whose, source }) => ({
    do: 'rule.confirm',
    rule,
    inForce,
    reading: reading ?? null,
    by,
    for: whose ?? null,
    source: source ?? null,
  }),
  'setting.change': ({ name, value, by, why }) => ({ do: 'setting.change', name, value, by, why }),
  'calendar.overlay': ({ document, off = {}, work = {}, officeHours = [], by }) => {
    const content = {
      document,
      off: daysOf(off, 'off'),
      work: daysOf(work, 'work'),
      officeHours: officeHours.map(({ from, until, hours }, index) =>
        checked(`officeHours.${index}`, () => orRefuse('officeHours', () => readSeason(from, until, hours))),
      ),
    };
    const contradiction = overlayContradiction(content);
    if (contradiction !== null) throw new InvalidCommand(contradiction, ['document']);
    return { do: 'calendar.overlay', content, by };
  },
};

function daysOf(named: Readonly<Record<string, string>>, field: string): Map<LocalDate, string> {
  return new Map(
    Object.entries(named).map(([date, why]) => [checked(field, () => parseLocalDate(date)), why] as const),
  );
}

function orRefuse<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof OverlayFault) throw new InvalidCommand(fault.message, [field]);
    throw fault;
  }
}
