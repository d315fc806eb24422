/** What was typed into a form: read by the names of its fields, with faults in words for whoever filled it in. */
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { formatInstant, InvalidTime, parseInZone } from '../../shared/domain/time/instant.ts';
import { type LocalDate, parseLocalDate } from '../../shared/domain/time/local-date.ts';

/** The form cannot be carried out as it was filled in; the message is for whoever filled it in. */
export class FormFault extends Error {
  override name = 'FormFault';
}

/** What a form is read with: the district's clock and its people. */
export interface FormGround {
  readonly zone: string;
  readonly directory: Directory;
}

/** What was typed, by the names of the fields; blank is the same as not filled in. */
export class Typed {
  readonly values: ReadonlyMap<string, string>;
  readonly directory: Directory;
  readonly #zone: string;

  constructor(values: ReadonlyMap<string, string>, { zone, directory }: FormGround) {
    this.values = values;
    this.directory = directory;
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
  moment(name: string, label = labelOf(name)): string | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : this.#withOffset(value, label);
  }

  /** A day, as it is written on forms. */
  date(name: string): LocalDate | undefined {
    const value = this.optional(name);
    try {
      return value === undefined ? undefined : parseLocalDate(value);
    } catch (fault) {
      if (fault instanceof InvalidTime)
        throw new FormFault('“日期”不是有效的日期，请按“2026-03-18”的形式填写。');
      throw fault;
    }
  }

  requiredMoment(name: string): string {
    return this.#withOffset(this.required(name), labelOf(name));
  }

  #withOffset(text: string, label: string): string {
    try {
      return formatInstant(parseInZone(text, this.#zone), this.#zone);
    } catch (fault) {
      if (fault instanceof InvalidTime)
        throw new FormFault(`“${label}”不是有效的日期和时间，请按“2026-03-18 09:00”的形式填写。`);
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
    return time === undefined ? day : this.#withOffset(`${day}T${time}`, labelOf('day'));
  }

  /** The values of all filled-in fields whose names begin so, by the rest of the name. */
  beginning(prefix: string): [string, string][] {
    return [...this.values].flatMap(([name, value]): [string, string][] =>
      name.startsWith(prefix) && value.trim() !== '' ? [[name.slice(prefix.length), value.trim()]] : [],
    );
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
  of: '名称',
  title: '名称',
  start: '会议时间',
  day: '会议日期',
  items: '议题',
  item: '议题',
  unit: '汇报单位',
  period: '统计期',
  matterKind: '事项类别',
  why: '原因',
  by: '经办',
  lead: '牵头单位',
  severity: '级别',
  occurredAt: '事发时间',
  occurredLatest: '事发时间最晚',
  reportedAt: '接报时间',
  classifiedAt: '定级时间',
  phoneAt: '收到电话首报',
  writtenAt: '收到书面首报',
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
  state: '进展状态',
  text: '内容',
  reference: '来源文号或日期',
  supporting: '配合单位',
  short: '短标题',
  into: '并入事项',
  told: '告知情况',
  procedure: '程序',
  step: '环节',
  outcome: '结论',
  fields: '登记内容',
  parts: '所涉单位',
  part: '所涉单位',
  startedAt: '开始时间',
  rule: '规则',
  pattern: '规则',
  inForce: '是否施行',
  reading: '理解',
  answered: '是否接通',
  spokeWith: '接听人',
  said: '对方答复',
  scan: '扫描件',
  receivedBy: '签收人',
  notice: '消息',
  whose: '静音对象',
  matter: '所涉事项',
  document: '文号',
  lastDay: '止日',
  off: '日期',
  work: '日期',
};

/** What a field is called on pages. */
export function labelOf(name: string): string {
  return LABELS[name] ?? name;
}
