/** The office hears of answers that need a person: words to be read, and calls to be made. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { NoticeFacts } from '../../domain/notices/notice.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import type { Person } from '../../domain/routing/directory.ts';
import { postsOf, UnknownRole } from '../../domain/routing/roles.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { sayDateTime } from '../../domain/time/wording.ts';
import type { Change } from '../../ports/store.ts';
import type { District } from '../district.ts';
import type { DistrictAct } from '../district-change.ts';
import { createNotice } from './create-notice.ts';

const OFFICE = 'office.liaison';
const UNCLEAR = 'reply.unclear';
const CALL_BACK = 'reply.call';

/** Word for word: whatever was not one of the agreed answers, or came from an unknown number. */
export function unclear(
  act: DistrictAct,
  {
    sender,
    phone,
    words,
  }: { readonly sender: Person | null; readonly phone: string; readonly words: string },
): Change['puts'] {
  const id = `reply/${act.envelope.commandId}`;
  const told = { matter: id, duty: id, post: OFFICE, clock: 'O' } as const;
  return note(act, told, UNCLEAR, {
    who: sender ? sayWho(sender, act.district) : '未登记号码',
    phone,
    said: words === '' ? '（空白）' : words,
  });
}

/** Somebody is to be telephoned about one duty, or about several that one number cannot tell apart. */
export function callBack(
  act: DistrictAct,
  about: {
    readonly sender: Person;
    readonly wish: string;
    readonly why: string;
    readonly duties: readonly ExistingDuty[];
  },
): Change['puts'] {
  const { sender, wish, why, duties } = about;
  const [first] = duties;
  if (!first) return [];
  const { plan } = first;
  const told = {
    matter: plan.matter,
    duty: plan.id,
    post: receiverOf(first, act),
    clock: plan.clock === 'E' ? 'E' : 'O',
  } as const;
  const { directory, zone } = act.district;
  return note(act, told, CALL_BACK, {
    ...plan.words,
    unit: directory.units.get(plan.owedBy)?.shortName ?? titleOf(plan.owedBy, directory),
    due: sayDateTime(plan.actBy, zone),
    who: sayWho(sender, act.district),
    phone: sender.phone,
    wish,
    why,
  });
}

/** The post that receives what is owed; the office where the directory has no such post. */
function receiverOf({ plan }: ExistingDuty, { district, now }: DistrictAct): string {
  const context = { unit: plan.owedBy, on: dateOf(now, district.zone) };
  try {
    return postsOf(plan.receivedBy, context, district.directory)[0] ?? OFFICE;
  } catch (fault) {
    if (fault instanceof UnknownRole) return OFFICE;
    throw fault;
  }
}

function note(
  { district, envelope, now }: DistrictAct,
  about: Pick<NoticeFacts, 'matter' | 'duty' | 'post' | 'clock'>,
  template: string,
  words: Readonly<Record<string, string>>,
): Change['puts'] {
  const facts: NoticeFacts = {
    ...about,
    id: `${about.post}~${now}~reply/${envelope.commandId}~${template}`,
    district: district.id,
    rule: '',
    rung: 'reply',
    kind: 'change',
    intendedAt: now,
    createdAt: now,
    dueAt: null,
    eventAt: null,
    quietExemptUntil: null,
    evenIfSettled: true,
    channel: null,
    template,
    words,
  };
  return createNotice(facts, district, now).puts;
}

/** '示例镇联络员邹例泰'. */
function sayWho({ id, name }: Person, { directory }: District): string {
  const post = [...directory.posts.values()].find(({ holder }) => holder === id);
  return `${post?.title ?? ''}${name}`;
}
