/** A town clerk without an account, reached by SMS alone, and an office that takes what comes back. */
import { writeFeedCalendar } from '../../../shared/adapters/calendars/feed-calendar.ts';
import { recordedChannels } from '../../../shared/adapters/channels/recorded.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { systemSigners } from '../../../shared/adapters/system/signer.ts';
import { execute } from '../../../shared/app/execute.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import { noticeList, oneDuty } from '../../../shared/app/views.ts';
import type { Notice } from '../../../shared/domain/notices/notice.ts';
import type { Directory, Person } from '../../../shared/domain/routing/directory.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import type { CallbackReader } from '../../../shared/ports/callback.ts';
import type { Channel, OutgoingMessage } from '../../../shared/ports/channel.ts';
import type { LedgerEntry } from '../../../shared/ports/store.ts';
import type { Outside } from '../../../web/options.ts';
import { demoDirectory, engineOn, setUpDemo } from '../../support/office.ts';
import { type Office, officeOf } from '../office.ts';

export const PHONE = '13800001111';
export const CLERK = 'p-town-1-liaison';
export const signers = systemSigners('the-key-of-the-tests-is-long-enough');

/** Believes whoever knows the word, as a gateway with a token would be believed. */
const reader: CallbackReader = ({ body, headers }) => {
  if (headers.get('x-proof') !== 'word') return null;
  return { reports: [], replies: [], ...(JSON.parse(body) as object) };
};

export const outside: Outside = {
  baseUrl: () => 'https://duban.example',
  signers,
  callbacks: new Map([['sms', reader]]),
  writeCalendar: writeFeedCalendar,
  district: 'demo',
};

function withSms(directory: Directory, id: string, phone: string): Directory {
  const before = directory.people.get(id);
  if (!before) throw new Error(`the demonstration has no '${id}'`);
  const person: Person = { ...before, phone, channels: [{ channel: 'sms', address: phone }] };
  return { ...directory, people: new Map([...directory.people, [id, person]]) };
}

export interface ClerkOffice {
  readonly office: Office;
  /** Texts handed to the gateway so far. */
  readonly sent: readonly OutgoingMessage[];
  does(verb: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  replies(text: string, more?: { id?: string; phone?: string; happenedAt?: string }): Promise<number>;
  duty(id: string): ReturnType<typeof oneDuty>;
  /** Entries of the district's own ledger of one type, as they were written. */
  entries(type: string, matter?: string): Promise<LedgerEntry[]>;
  /** Everything the office's liaison officer is told under a template. */
  told(template: string): Promise<Notice[]>;
}

/** 示例镇 has an item on the agenda of Wednesday's meeting, `hy-1`; it is Tuesday of the week before, 10:00. */
export async function clerkOffice(settings: Readonly<Record<string, unknown>> = {}): Promise<ClerkOffice> {
  const sent: OutgoingMessage[] = [];
  const sms: Channel = {
    name: 'sms',
    send: (messages) => {
      sent.push(...messages);
      return Promise.resolve(messages.map(() => ({ outcome: 'sent', reference: null })));
    },
  };
  const channels = new Map([...recordedChannels(), ['sms', sms] as const]);
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }), channels });
  const from = parseInstant('2026-03-10T09:00:00+08:00');
  // What towns are told goes out at once here, and not with the daily digest.
  const overrides = { 'digest.towns': '无', 'digest.liaisons': '无', 'towns.last_ask': '17:00', ...settings };
  const directory = withSms(demoDirectory, CLERK, PHONE);
  await setUpDemo(engine, from, { directory, overrides, rules: ['D52-07'] });
  const office = await officeOf(engine, from, { outside });
  let commands = 0;
  const clerk: ClerkOffice = {
    office,
    sent,
    async does(verb, fields) {
      const command = readCommand(verb, fields, office.now());
      const envelope = { district: 'demo', commandId: `test-${++commands}`, actor: 'office', command };
      const outcome = await execute(engine, envelope, office.now());
      if (outcome.outcome === 'refused') throw new Error(outcome.reason);
    },
    async replies(text, { id = `reply-${++commands}`, phone = PHONE, ...more } = {}) {
      const body = JSON.stringify({
        replies: [
          {
            id,
            phone,
            text,
            happenedAt: more.happenedAt === undefined ? null : parseInstant(more.happenedAt),
          },
        ],
      });
      const answer = await office.post('/callbacks/sms', body, { 'x-proof': 'word', cookie: '', origin: '' });
      return answer.status;
    },
    duty: (id) => oneDuty(engine.store, 'demo', id),
    async entries(type, matter = '_district') {
      return (await engine.store.ledger({ district: 'demo', matter })).filter((entry) => entry.type === type);
    },
    async told(template) {
      const lists = await Promise.all(
        (['sent', 'waiting'] as const).map((list) => noticeList(engine.store, 'demo', list)),
      );
      return lists.flatMap(({ entries }) => entries).filter(({ facts }) => facts.template === template);
    },
  };
  await clerk.does('meeting.schedule', {
    id: 'hy-1',
    kind: 'executive',
    start: '2026-03-18T09:00:00+08:00',
    items: [{ id: 'i1', unit: 'town-1', title: '示例镇集镇供水改造' }],
  });
  await office.until('2026-03-10T10:00:00+08:00');
  return clerk;
}
