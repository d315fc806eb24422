/** The duties of a comparison as a table: one line a duty, both limits and both verdicts beside each other. */
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { District } from '../district.ts';
import type { ComparedDuty, Side } from './compare-matter.ts';
import { COMPARED_NAMES } from './say-what-if.ts';

export const COMPARED_HEAD: readonly string[] = [
  '区县',
  '应办事项编号',
  '事项',
  '规则',
  '条款',
  '应办事项',
  '单位',
  '现行时限',
  '现行结果',
  '试算时限',
  '试算结果',
  '变化',
  '实际办理最早',
  '实际办理最晚',
  '现行推算',
  '试算推算',
];

/** Times to the second in the district's zone. Empty where there is nothing to say. */
export function comparedRow({ id, before, after }: ComparedDuty, { directory, zone }: District): string[] {
  const line = (before ?? after)?.line;
  if (!line) return [];
  const at = (instant: Instant | null | undefined) =>
    instant === null || instant === undefined ? '' : formatInstant(instant, zone);
  const outcome = (side: Side | null) => (side ? COMPARED_NAMES[side.outcome] : '');
  return [
    directory.name,
    id,
    line.about,
    line.rule,
    line.article,
    line.title,
    directory.units.get(line.unit)?.name ?? line.unit,
    at(before?.line.dueAt),
    outcome(before),
    at(after?.line.dueAt),
    outcome(after),
    changeSaid(before, after),
    at(line.done?.earliest),
    at(line.done?.latest),
    before?.derivation.join('，') ?? '',
    after?.derivation.join('，') ?? '',
  ];
}

function changeSaid(before: Side | null, after: Side | null): string {
  if (!before) return '将新增';
  if (!after) return '将不再产生';
  if (before.outcome !== after.outcome) return '结论有变化';
  return before.line.dueAt === after.line.dueAt ? '无变化' : '时限有变化';
}
