/** What a posted form says, as the fields of its verb; whatever is wrong is one Chinese sentence. */

import type { InvalidCommand } from '../shared/app/read-command.ts';
import type { Verb } from '../shared/contract/verbs.ts';
import { formatInstant, InvalidTime, parseInZone } from '../shared/domain/time/instant.ts';

/** The form cannot be carried out as it was filled in; the message is for whoever filled it in. */
export class FormFault extends Error {
  override name = 'FormFault';
}

type Fields = Readonly<Record<string, unknown>>;

/** What was typed, by the names of the fields; blank is the same as not filled in. */
export class Typed {
  readonly values: ReadonlyMap<string, string>;
  readonly #zone: string;

  constructor(values: ReadonlyMap<string, string>, zone: string) {
    this.values = values;
    this.#zone = zone;
  }

  optional(name: string): string | undefined {
    const value = this.values.get(name)?.trim();
    return value === undefined || value === '' ? undefined : value;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw new FormFault(`请填写“${labelOf(name)}”。`);
    return value;
  }

  ticked(name: string): boolean {
    return this.values.get(name) === 'yes';
  }

  /** A local time of the district as one with its offset. */
  moment(name: string): string | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : this.#withOffset(value, name);
  }

  requiredMoment(name: string): string {
    return this.#withOffset(this.required(name), name);
  }

  #withOffset(text: string, name: string): string {
    try {
      return formatInstant(parseInZone(text, this.#zone), this.#zone);
    } catch (fault) {
      if (fault instanceof InvalidTime)
        throw new FormFault(`“${labelOf(name)}”不是有效的日期和时间，请按“2026-03-18 09:00”的形式填写。`);
      throw fault;
    }
  }

  /** A day with time, a day alone, or 待定. */
  start(): string {
    if (this.ticked('undetermined')) return '待定';
    const day = this.required('day');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
      throw new FormFault('“会议日期”不是有效的日期，请按“2026-03-18”的形式填写。');
    const time = this.optional('time');
    return time === undefined ? day : this.#withOffset(`${day}T${time}`, 'day');
  }

  /** Exactly, within bounds, or not at all. */
  happened(name: string, latest: string): string | { earliest?: string; latest?: string } | undefined {
    const [from, to] = [this.moment(name), this.moment(latest)];
    if (to === undefined) return from;
    return { ...(from === undefined ? {} : { earliest: from }), latest: to };
  }
}

const LABELS: Readonly<Record<string, string>> = {
  id: '编号',
  kind: '会议类别',
  title: '名称',
  start: '会议时间',
  day: '会议日期',
  items: '议题',
  item: '议题',
  unit: '汇报单位',
  why: '原因',
  by: '经办',
  lead: '牵头单位',
  severity: '级别',
  occurredAt: '事发时间',
  occurredLatest: '事发时间最晚',
  reportedAt: '接报时间',
  classifiedAt: '定级时间',
  happenedAt: '实际时间',
  evidence: '凭据',
  source: '来源',
  post: '职务',
  from: '开始时间',
  to: '结束时间',
  reason: '事由',
  standIn: '代行职务',
  override: '理由',
  overrideBy: '同意人',
  keyedBy: '登记人',
  destination: '地点',
  number: '备案号',
  until: '截止时间',
  person: '人员编号',
  name: '姓名',
  phone: '电话',
  channels: '渠道',
  successor: '职责承接单位',
  opinion: '研判意见',
  week: '周次',
  leader: '区领导',
  entries: '活动安排',
  what: '内容',
  note: '指示',
  duty: '应办事项',
};

function labelOf(name: string): string {
  return LABELS[name] ?? name;
}

/** A fault of form from the command reader, for people. */
export function sayInvalid({ place }: InvalidCommand): string {
  const [field] = place;
  if (field === 'items' || field === 'entries')
    return `“${labelOf(field)}”第${Number(place[1] ?? 0) + 1}行填写有误，请核对。`;
  return `“${labelOf(String(field ?? ''))}”填写有误或过长，请核对后重新提交。`;
}

type Reader = (typed: Typed) => Fields;

const about: Reader = (typed) => ({ id: typed.required('id') });
const aboutBy: Reader = (typed) => ({ id: typed.required('id'), by: typed.required('by') });
const reasoned: Reader = (typed) => ({ ...about(typed), why: typed.required('why') });
const ofWeek: Reader = (typed) => ({
  week: typed.required('week'),
  by: 'office',
  happenedAt: typed.moment('happenedAt'),
});
const onDuty: Reader = (typed) => ({
  duty: typed.required('duty'),
  by: 'office',
  why: typed.required('why'),
});

const READERS: Readonly<Partial<Record<Verb, Reader>>> = {
  'meeting.schedule': (typed) => ({
    ...about(typed),
    kind: typed.required('kind'),
    title: typed.optional('title'),
    start: typed.start(),
    items: rows(typed, 'unit', 'title').map(({ row, first, second }) => ({
      id: String(row),
      unit: first,
      title: second,
    })),
  }),
  'meeting.reschedule': (typed) => ({ ...about(typed), start: typed.start(), why: typed.optional('why') }),
  'meeting.cancel': reasoned,
  'agenda.add': (typed) => ({
    ...about(typed),
    item: { id: typed.required('item'), unit: typed.required('unit'), title: typed.required('title') },
  }),
  'agenda.withdraw': (typed) => ({
    ...aboutBy(typed),
    item: typed.required('item'),
    how: typed.required('how'),
    why: typed.required('why'),
  }),
  'papers.revise': (typed) => ({
    ...reasoned(typed),
    item: typed.required('item'),
    until: typed.requiredMoment('until'),
    by: 'office',
  }),
  'papers.replace': (typed) => ({ ...reasoned(typed), item: typed.required('item') }),
  'event.report': (typed) => ({
    ...about(typed),
    title: typed.required('title'),
    severity: typed.required('severity'),
    possiblyMajor: typed.ticked('possiblyMajor'),
    occurredAt: typed.happened('occurredAt', 'occurredLatest'),
    reportedAt: typed.moment('reportedAt'),
    lead: typed.required('lead'),
  }),
  'event.classify': (typed) => ({
    ...aboutBy(typed),
    severity: typed.required('severity'),
    classifiedAt: typed.moment('classifiedAt'),
  }),
  'event.correct-start': (typed) => {
    typed.required('occurredAt');
    return {
      ...aboutBy(typed),
      occurredAt: typed.happened('occurredAt', 'occurredLatest'),
      why: typed.required('why'),
    };
  },
  'event.confirm': aboutBy,
  'event.confirm-start': aboutBy,
  'event.call': (typed) => ({
    ...about(typed),
    post: typed.required('post'),
    answered: typed.ticked('answered'),
    note: typed.optional('note'),
  }),
  'event.handover': (typed) => ({ ...about(typed), to: typed.required('to') }),
  'event.no-response': (typed) => ({ ...aboutBy(typed), opinion: typed.required('opinion') }),
  'event.close': aboutBy,
  'release.draft': aboutBy,
  'week.answer': (typed) => ({
    week: typed.required('week'),
    leader: typed.required('leader'),
    by: 'office',
    entries: entriesOf(typed),
  }),
  'week.draft': ofWeek,
  'week.compile': ofWeek,
  'week.deliver': ofWeek,
  'week.read': (typed) => ({ week: typed.required('week'), leader: typed.required('leader') }),
  'week.change': (typed) => {
    const leader = typed.optional('leader');
    return {
      week: typed.required('week'),
      what: typed.required('what'),
      leaders: leader === undefined ? [] : [leader],
    };
  },
  'duty.submit': (typed) => ({
    duty: typed.required('duty'),
    by: 'office',
    source: typed.optional('source'),
    happenedAt: typed.requiredMoment('happenedAt'),
    evidence: typed.optional('evidence'),
  }),
  'duty.acknowledge': (typed) => ({ duty: typed.required('duty'), by: 'office' }),
  'duty.accept': (typed) => ({ duty: typed.required('duty'), by: 'office' }),
  'duty.return': onDuty,
  'check.answer': (typed) => {
    const received = typed.ticked('received');
    return {
      duty: typed.required('duty'),
      by: 'office',
      received,
      ...(received ? { happenedAt: typed.requiredMoment('happenedAt') } : {}),
    };
  },
  'notice.correct': onDuty,
  'notice.release': (typed) => ({ duty: typed.required('duty'), by: 'office-director' }),
  'absence.record': (typed) => ({
    id: typed.required('command'),
    post: typed.required('post'),
    from: typed.requiredMoment('from'),
    to: typed.requiredMoment('to'),
    reason: typed.required('reason'),
    destination: typed.optional('destination'),
    standIn: typed.optional('standIn'),
    signing: typed.ticked('signing'),
    override: typed.optional('override'),
  }),
  'absence.request': (typed) => ({
    id: typed.required('command'),
    post: typed.required('post'),
    from: typed.requiredMoment('from'),
    to: typed.requiredMoment('to'),
    reason: typed.required('reason'),
    destination: typed.optional('destination'),
    standIn: typed.optional('standIn'),
    override: overrideOf(typed),
  }),
  'absence.approve': (typed) => ({
    ...about(typed),
    ...handOf(typed),
    signing: typed.ticked('signing'),
  }),
  'absence.confirm': aboutBy,
  'absence.refuse': (typed) => ({ ...aboutBy(typed), why: typed.required('why') }),
  'absence.file': (typed) => ({ ...about(typed), number: typed.required('number'), by: 'office' }),
  'absence.end': about,
  'whereabouts.set': (typed) => ({
    post: typed.required('post'),
    reachable: !typed.ticked('unreachable'),
    note: typed.required('note'),
    until: typed.moment('until'),
  }),
  'directory.appoint': (typed) => ({
    post: typed.required('post'),
    person: typed.required('person'),
    from: typed.requiredMoment('from'),
    by: 'office',
  }),
  'directory.vacate': (typed) => ({
    post: typed.required('post'),
    by: 'office',
    why: typed.optional('why'),
  }),
  'directory.person': (typed) => ({
    id: typed.required('person'),
    name: typed.required('name'),
    phone: typed.required('phone'),
    channels: channelsOf(typed),
    by: 'office',
  }),
  'directory.successor': (typed) => ({
    unit: typed.required('unit'),
    successor: typed.required('successor'),
    from: typed.required('from'),
    by: 'office',
    why: typed.optional('why'),
  }),
  'directory.import': () => {
    throw new FormFault('整册通讯录请由维护人员以表格导入。');
  },
  'sending.stop': (typed) => ({ by: 'office', why: typed.required('why') }),
  'sending.resume': () => ({ by: 'office' }),
};

/** Who let a stand-in be away as well, and why; both or neither. */
function overrideOf(typed: Typed): { by: string; why: string } | undefined {
  const [by, why] = [typed.optional('overrideBy'), typed.optional('override')];
  if (by === undefined && why === undefined) return undefined;
  return { by: typed.required('overrideBy'), why: typed.required('override') };
}

/** A consent given in person, or by word, telephone or on paper and keyed by the office. */
function handOf(typed: Typed): { by: string; for?: string; source?: string } {
  const [whose, source] = [typed.required('by'), typed.optional('source')];
  return source === undefined ? { by: whose } : { by: typed.required('keyedBy'), for: whose, source };
}

/** Channels with their addresses, `sms` or `mail zhang@example.cn`, one after the other. */
function channelsOf(typed: Typed): (string | { channel: string; address: string })[] {
  const given = (typed.optional('channels') ?? '').split(/[，,；;、]/u).map((one) => one.trim());
  return given
    .filter((one) => one !== '')
    .map((one) => {
      const [channel = '', address] = one.split(/\s+/u);
      return address === undefined ? channel : { channel, address };
    });
}

/** The fields of a verb; refuses what is missing and times that are none. */
export function fieldsOf(verb: Verb, typed: Typed): Fields {
  const read = READERS[verb];
  if (!read) throw new FormFault('此项不在页面办理。');
  const fields = read(typed);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const MOST_ROWS = 50;

/** Numbered pairs of fields; half a pair is refused, an empty one passed over. */
function rows(typed: Typed, one: string, other: string): { row: number; first: string; second: string }[] {
  const filled: { row: number; first: string; second: string }[] = [];
  for (let row = 1; row <= MOST_ROWS; row++) {
    const [first, second] = [typed.optional(`${one}-${row}`), typed.optional(`${other}-${row}`)];
    if (first === undefined && second === undefined) continue;
    if (first === undefined || second === undefined)
      throw new FormFault(`第${row}项议题的汇报单位和名称须同时填写。`);
    filled.push({ row, first, second });
  }
  return filled;
}

function entriesOf(typed: Typed): 'none' | Fields[] {
  const filled: Fields[] = [];
  for (let row = 1; row <= MOST_ROWS; row++) {
    const [day, time, what, place] = ['day', 'time', 'what', 'place'].map((name) =>
      typed.optional(`${name}-${row}`),
    );
    if (day === undefined && time === undefined && what === undefined && place === undefined) continue;
    if (day === undefined || time === undefined || what === undefined)
      throw new FormFault(`第${row}行活动须填写日期、时间和内容。`);
    filled.push({ day, time, what, ...(place === undefined ? {} : { place }) });
  }
  if (typed.ticked('none')) {
    if (filled.length > 0) throw new FormFault('已填写活动的，不能同时勾选“本周无安排”。');
    return 'none';
  }
  if (filled.length === 0) throw new FormFault('请填写活动，或者勾选“本周无安排”。');
  return filled;
}
