/** Reads iCalendar text strictly enough to trust it: lines, folding, escapes, and components that close. */

export interface IcalEvent {
  readonly [name: string]: string;
}

/** The properties of the calendar itself, and its events. Refuses what RFC 5545 §3.1 and §3.6 do not allow. */
export function readIcal(text: string): { readonly head: IcalEvent; readonly events: readonly IcalEvent[] } {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF');
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line end in '${line}'`);
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets in '${line}'`);
  }
  // A line that begins with a blank goes on where the one before it ended.
  const lines = raw
    .join('\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const head: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  const open: string[] = [];
  for (const line of lines) {
    const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/s.exec(line) ?? [];
    if (name === '') throw new Error(`not a property: '${line}'`);
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push({});
      continue;
    }
    if (name === 'END') {
      if (open.pop() !== value) throw new Error(`'${value}' is closed, but was not open`);
      continue;
    }
    const target = open.at(-1) === 'VEVENT' ? (events.at(-1) ?? head) : head;
    target[`${name}${parameters}`] = value.replace(/\\n/gi, '\n').replace(/\\([\\,;])/g, '$1');
  }
  if (open.length > 0) throw new Error(`'${open.join()}' is never closed`);
  return { head, events };
}
