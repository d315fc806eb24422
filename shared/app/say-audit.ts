/** Audited events as a table for people. */
import type { Interval } from '../domain/compliance/verdict.ts';
import { formatInstant, type Instant, type ZoneId } from '../domain/time/instant.ts';
import { sayDuration } from '../domain/time/wording.ts';
import type { AuditLine, AuditVerdict } from './audit-events.ts';
import { inColumns } from './columns.ts';

const VERDICTS: Readonly<Record<AuditVerdict, string>> = {
  'on-time': '按时',
  late: '超时',
  undetermined: '无法判定',
  'no-data': '无资料',
  'not-applicable': '不适用',
};

/** Stands under every table of real events: it measures times, it does not judge anybody. */
export const NO_JUDGEMENT = '按给定时间推算，不作评价';

/** A table in aligned columns; `titles` gives the rules' names. */
export function sayAudit(
  lines: readonly AuditLine[],
  titles: ReadonlyMap<string, string>,
  zone: ZoneId,
): string {
  const rows = lines.map((line) => [
    line.id,
    titles.get(line.rule) ?? line.rule,
    sayInterval(line.due, zone),
    sayInterval(line.done, zone),
    sayVerdict(line),
  ]);
  const table = [['事件', '规则', '时限', '完成时间', '推算结果'], ...rows];
  return `${inColumns(table).join('\n')}\n${NO_JUDGEMENT}\n`;
}

function sayVerdict({ verdict, lateByAtLeastSeconds }: AuditLine): string {
  const words = VERDICTS[verdict];
  return lateByAtLeastSeconds === null ? words : `${words}（至少${sayDuration(lateByAtLeastSeconds)}）`;
}

function sayInterval({ earliest, latest }: Interval, zone: ZoneId): string {
  if (earliest === null && latest === null) return '不详';
  if (earliest === latest) return sayMoment(earliest, zone);
  return `${sayMoment(earliest, zone)}至${sayMoment(latest, zone)}`;
}

/** '2023-04-18 17:57', short and sortable. */
function sayMoment(instant: Instant | null, zone: ZoneId): string {
  if (instant === null) return '不详';
  const text = formatInstant(instant, zone);
  const time = text.slice(11, 19);
  return `${text.slice(0, 10)} ${time.endsWith(':00') ? time.slice(0, 5) : time}`;
}
