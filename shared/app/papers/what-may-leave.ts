/** What no paper shows: duties internal to the Party group, titles of work secrets. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Assignment } from '../../domain/matters/assignment.ts';
import type { Matter } from '../../domain/matters/kinds.ts';
import { type Meeting, saidTitle } from '../../domain/matters/meeting.ts';
import type { LedgerEntry } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { mattersNamed } from '../views.ts';
import type { PaperDesk } from './paper-desk.ts';

/** The title, or for a work secret its number alone (practice §9). */
export function sayAssignment({ secrecy, id, title }: Pick<Assignment, 'secrecy' | 'id' | 'title'>): string {
  return secrecy === '工作秘密' ? `${id}号事项` : title;
}

export function isSecret({ secrecy }: Pick<Assignment, 'secrecy'>): boolean {
  return secrecy === '工作秘密';
}

/** A decision on an item that is a work secret has a number only, like the item. */
export function sayDecision(
  { id, title, item }: Pick<Meeting['decisions'][number], 'id' | 'title' | 'item'>,
  { agenda }: Pick<Meeting, 'agenda'>,
): string {
  const about = agenda.find((one) => one.id === item);
  return about?.tags?.includes('secret-work') ? `议定事项${id}` : title;
}

/** Meetings of the Party group are in no paper of the government (practice §6). */
export function isConfinedMatter(matter: Matter): boolean {
  return matter.kind === 'meeting' && matter.meetingKind === 'party';
}

export function mayLeave({ plan }: Pick<ExistingDuty, 'plan'>): boolean {
  return !plan.confined;
}

/** The matters among these that are internal to the Party group, with everything that belongs to them. */
export async function confinedMatters(
  ids: readonly string[],
  { reader, district }: Pick<PaperDesk, 'reader' | 'district'>,
): Promise<ReadonlySet<string>> {
  const found = await mattersNamed(reader, district.id, [...new Set(ids)]);
  return new Set(found.filter(isConfinedMatter).map(({ id }) => id));
}

/** Duties that may stand on a paper: neither internal themselves nor of a matter that is. */
export async function dutiesThatMayLeave(
  duties: readonly ExistingDuty[],
  desk: Pick<PaperDesk, 'reader' | 'district'>,
): Promise<ExistingDuty[]> {
  const confined = await confinedMatters(
    duties.map(({ plan }) => plan.matter),
    desk,
  );
  return duties.filter((duty) => mayLeave(duty) && !confined.has(duty.plan.matter));
}

/** Whether an entry names a duty, a notice or a rule that is internal to the Party group, in whatever part of it. */
export function entriesThatMayLeave(
  entries: readonly LedgerEntry[],
  { chosenRules }: Pick<District, 'chosenRules'>,
): LedgerEntry[] {
  const internal = chosenRules.flatMap(({ id, confined }) => (confined ? [id] : []));
  const named = new RegExp(`["/](${internal.map((id) => id.replaceAll('.', '\\.')).join('|')})[/~"]`);
  return entries.filter(({ stream, body }) => {
    // Of a joint session, what concerns the minutes of the Party group.
    if ((body as { readonly part?: unknown } | null)?.part === 'party') return false;
    return internal.length === 0 || !named.test(JSON.stringify({ stream, body }));
  });
}

/** Puts the numbers of work secrets in the place of their titles, wherever a text quotes them. */
export function veiled(matter: Matter): (text: string) => string {
  const secrets = secretsOf(matter).toSorted(([a], [b]) => b.length - a.length);
  return (text) => secrets.reduce((said, [title, number]) => said.replaceAll(title, number), text);
}

function secretsOf(matter: Matter): (readonly [string, string])[] {
  if (matter.kind === 'assignment' && isSecret(matter)) return [[matter.title, sayAssignment(matter)]];
  if (matter.kind !== 'meeting') return [];
  return [
    ...matter.agenda.map((item) => [item.title, saidTitle(item)] as const),
    ...matter.decisions.map((one) => [one.title, sayDecision(one, matter)] as const),
  ].filter(([title, number]) => title !== '' && title !== number);
}
