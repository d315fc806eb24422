/** A district whose notices are laid by hand, to see how they go out: people, channels and a clock that jumps from due to due. */
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { createNotice } from '../../shared/app/notices/create-notice.ts';
import { noticeOf } from '../../shared/app/rows.ts';
import type { ClockClass, Notice, NoticeFacts } from '../../shared/domain/notices/notice.ts';
import type { Directory, Person, Post, Unit } from '../../shared/domain/routing/directory.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import { moodyChannel, SENT } from './moody-channel.ts';
import { chinaTime, DISTRICT, demoDirectory, engineOn, rowsOf, setUpDemo } from './office.ts';

export const MORNING = chinaTime('2026-03-17 10:00');
const OFFICE_PERSON: Person = {
  id: 'clerk',
  name: '值班员',
  phone: '000-1',
  channels: [{ channel: 'inbox', address: 'clerk' }],
};

/** A directory of `units` units, each with a liaison officer and a principal on the given channels. */
export function directoryOf(
  units: number,
  channels: readonly string[],
  roles: readonly string[] = ['liaison', 'principal'],
): Directory {
  const names = Array.from({ length: units }, (_, index) => `u${String(index).padStart(4, '0')}`);
  const people: Person[] = names.flatMap((unit) =>
    roles.map((role) => ({
      id: `${unit}-${role}`,
      name: `${unit}${role}`,
      phone: '000-2',
      channels: channels.map((channel) => ({ channel, address: `${unit}-${role}` })),
    })),
  );
  const posts: Post[] = [
    ...names.flatMap((unit) =>
      ['liaison', 'principal'].map(
        (role): Post => ({
          id: `${unit}.${role}`,
          title: `${unit}${role}`,
          audience: 'unit',
          unit,
          holder: `${unit}-${role}`,
          ...(role === 'liaison' && roles.includes('principal') ? { deputy: `${unit}.principal` } : {}),
        }),
      ),
    ),
    { id: 'office.liaison', title: '区政府办联络员', audience: 'office', unit: 'office', holder: 'clerk' },
    { id: 'office-director', title: '办公室主任', audience: 'office', unit: 'office', holder: 'clerk' },
  ];
  const unitRows: Unit[] = [
    ...names.map((id): Unit => ({ id, name: id, shortName: id, kind: 'department' })),
    { id: 'office', name: '办公室', shortName: '办公室', kind: 'office', head: 'office-director' },
  ];
  return {
    ...demoDirectory,
    units: new Map(unitRows.map((unit) => [unit.id, unit])),
    posts: new Map(posts.map((post) => [post.id, post])),
    people: new Map([...people, OFFICE_PERSON].map((person) => [person.id, person])),
    portfolios: new Map(),
    standInPairs: [],
    leaders: [],
    aliases: new Map(),
  };
}

export interface Stage {
  readonly engine: Engine;
  notify(units: number, varied?: Partial<NoticeFacts>): Promise<void>;
  /** Everything due is taken at its moment until then. */
  until(end: Instant): Promise<void>;
  notices(): Promise<Notice[]>;
}

interface StageOptions {
  readonly links?: NonNullable<Installation['links']>;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** The office with these people and channels, at {@link MORNING}. */
export async function stage(
  directory: Directory,
  channels: readonly Channel[],
  { links, overrides = {} }: StageOptions = {},
): Promise<Stage> {
  const inbox = moodyChannel('inbox', () => SENT);
  const known = new Map<string, Channel>([inbox, ...channels].map((channel) => [channel.name, channel]));
  const engine = engineOn({
    store: openSqliteStore({ file: ':memory:' }),
    channels: known,
    ...(links ? { links } : {}),
  });
  await setUpDemo(engine, chinaTime('2026-03-17 09:59'), { directory, overrides, rules: [] });
  const district = await engine.districts.open(DISTRICT);
  return {
    engine,
    async notify(units, varied = {}) {
      const changes = Array.from({ length: units }, (_, index) => {
        const unit = `u${String(index).padStart(4, '0')}`;
        return createNotice(factsFor(`${unit}.liaison`, varied), district, MORNING);
      });
      await engine.store.commit(changes);
    },
    async until(end) {
      for (let now: Instant | null = MORNING; now !== null && now <= end; ) {
        await beatUntilQuiet(engine, now);
        const due: Instant | null = await engine.store.nextDue();
        now = due !== null && due < now ? now : due;
      }
    },
    async notices() {
      const all = (await rowsOf(engine.store, 'notice')).map(noticeOf);
      return all.filter(({ facts }) => facts.post !== 'office.liaison');
    },
  };
}

function factsFor(post: string, varied: Partial<NoticeFacts>): NoticeFacts {
  const duty = `m1/X/${varied.rung ?? 'note'}`;
  const clock: ClockClass = varied.clock ?? 'R';
  return {
    id: `${post}~${varied.intendedAt ?? MORNING}~${duty}~note`,
    district: DISTRICT,
    matter: 'm1',
    duty,
    rule: '',
    rung: 'note',
    kind: 'change',
    clock,
    post,
    intendedAt: MORNING,
    createdAt: varied.intendedAt ?? MORNING,
    dueAt: null,
    eventAt: null,
    quietExemptUntil: null,
    evenIfSettled: true,
    channel: null,
    template: 'papers.remind',
    words: {
      matter: `事项${varied.rung ?? ''}`,
      title: '事项',
      meeting: '第5次常务会议',
      unit: '单位',
      due: '3月20日17:00',
    },
    ...varied,
  };
}
