/** Who acts in a post at a moment, as a clerk reads it: the person, and the way to them. */
import { titleOf } from '../domain/routing/absences.ts';
import type { Directory } from '../domain/routing/directory.ts';
import type { Reach } from '../domain/routing/resolve.ts';

/** Plain text in lines. */
export function sayReach(post: string, reach: Reach, directory: Directory): string {
  const asked = titleOf(post, directory);
  const way = reach.path.map((step, index) => `  ${index + 1}. ${step}`);
  if (!reach.reached) return [`${asked}：${reach.alarm}`, ...way, ''].join('\n');
  const person = directory.people.get(reach.person);
  const acting = reach.post === post ? '' : `（${titleOf(reach.post, directory)}）`;
  return [
    `${asked}：${person?.name ?? reach.person}${acting}，电话${person?.phone ?? '不详'}`,
    ...(way.length === 0 ? ['  由本人办理'] : way),
    ...(reach.alarm === null ? [] : [`注意：${reach.alarm}`]),
    '',
  ].join('\n');
}
