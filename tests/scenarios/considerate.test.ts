/** What a person is spared: too much in an hour, the same twice, what he has signed for, what he asked not to be reminded of. */
import { describe, expect, it } from 'vitest';
import { systemSigners } from '../../shared/adapters/system/signer.ts';
import { execute } from '../../shared/app/execute.ts';
import { readLink } from '../../shared/app/notices/one-time-links.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { addSeconds } from '../../shared/domain/time/instant.ts';
import { directoryOf, MORNING, stage } from '../support/delivery-stage.ts';
import { moodyChannel, SENT } from '../support/moody-channel.ts';
import { DISTRICT, ledgerOf, said } from '../support/office.ts';
import { factsNamed, runScenario } from '../support/run-scenario.ts';

describe('one person and many notices', () => {
  it('beyond the hour’s cap they come as one message, which says so; an emergency is not counted', async () => {
    const wecom = moodyChannel('wecom-app', () => SENT);
    const office = await stage(directoryOf(1, ['wecom-app']), [wecom]);
    for (let minute = 0; minute < 60; minute += 6)
      await office.notify(1, { intendedAt: addSeconds(MORNING, minute * 60), rung: `note-${minute}` });
    const alarm = addSeconds(MORNING, 59 * 60);
    await office.notify(1, { clock: 'E', intendedAt: alarm, createdAt: alarm, rung: 'alarm' });
    await office.until(addSeconds(MORNING, 3 * 3600));

    const told = wecom.delivered.map(
      ({ at, long }) => `${(Date.parse(at) - Date.parse(MORNING)) / 60_000} ${long}`,
    );
    expect(told).toHaveLength(8);
    expect(told.slice(0, 7).map((line) => Number(line.split(' ')[0]))).toEqual([0, 6, 12, 18, 24, 30, 59]);
    expect(told[7]).toMatch(/^60 【示例区政府办】本小时提醒较多，以下4项合并发送/);
  });

  it('within the window of a message the others wait and become one', async () => {
    const wecom = moodyChannel('wecom-app', () => SENT);
    const office = await stage(directoryOf(1, ['wecom-app']), [wecom]);
    for (const second of [0, 60, 120, 180])
      await office.notify(1, { intendedAt: addSeconds(MORNING, second), rung: `note-${second}` });
    await office.until(addSeconds(MORNING, 3600));
    expect(wecom.delivered.map(({ at }) => at)).toEqual([MORNING, addSeconds(MORNING, 300)]);
  });
});

describe('receipt is not completion', () => {
  const EVENT = {
    at: '2026-03-17T22:50:00+08:00',
    do: 'event.report',
    id: 'e1',
    severity: '重大',
    occurredAt: '2026-03-17T22:50:00+08:00',
    lead: 'emergency',
  };

  it.each([
    ['nobody signs: repeated every half hour', null, 4],
    [
      'the principal signs: told once more of nothing, and the mayor hears as before',
      'emergency.principal',
      0,
    ],
  ])('%s', async (_caption, signer, repeats) => {
    const signs = { at: '2026-03-18T04:00:00+08:00', do: 'duty.acknowledge', duty: 'e1/D36-2', by: signer };
    const facts = await runScenario({
      rules: ['D36-2'],
      from: '2026-03-17T22:00:00+08:00',
      until: '2026-03-18T06:00:00+08:00',
      steps: [EVENT, ...(signer === null ? [] : [signs])],
    });
    const sent = factsNamed(facts, 'notice.sent', 'e1/D36-2');
    const ofRung = (rung: string) => sent.filter((fact) => String(fact.rung).startsWith(rung));
    expect(ofRung('repeat@').filter(({ to }) => to === 'emergency.principal')).toHaveLength(repeats);
    expect(ofRung('repeat-mayor').length).toBeGreaterThan(0);
    const dropped = factsNamed(facts, 'notice.dropped', 'e1/D36-2').filter(({ reason }) =>
      /签收/.test(String(reason)),
    );
    expect(dropped.length > 0).toBe(signer !== null);
    expect(factsNamed(facts, 'duty.settled')).toEqual([]);
  });
});

describe('what somebody asked not to be reminded of', () => {
  it('is left out with its reason until the end, and nothing else is', async () => {
    const wecom = moodyChannel('wecom-app', () => SENT);
    const office = await stage(directoryOf(2, ['wecom-app']), [wecom]);
    const mute = {
      id: 'm1',
      post: 'u0000.liaison',
      until: '2026-03-17T12:00:00+08:00',
      by: 'office',
      why: '本人在会场',
    };
    const command = readCommand('notice.mute', mute, MORNING);
    const outcome = await execute(
      office.engine,
      { district: DISTRICT, commandId: 'mute-1', actor: 'office', command },
      MORNING,
    );
    expect(outcome).toEqual({ outcome: 'done' });
    await office.notify(2, { kind: 'remind', clock: 'F' });
    await office.notify(2, {
      kind: 'hasten',
      clock: 'F',
      rung: 'hasten',
      intendedAt: addSeconds(MORNING, 3600),
    });
    await office.until(addSeconds(MORNING, 2 * 3600));

    expect(wecom.delivered.map(({ person }) => person).sort()).toEqual([
      'u0000-liaison',
      'u0001-liaison',
      'u0001-liaison',
    ]);
    const dropped = (await ledgerOf(office.engine.store)).filter(({ type }) => type === 'notice.dropped');
    expect(dropped.map((entry) => said(entry).reason)).toEqual([
      expect.stringMatching(/^已按申请静音至.*（本人在会场）$/),
    ]);
  });
});

describe('one-time links, where they are switched on', () => {
  const signer = systemSigners('k'.repeat(40)).links;
  const links = { signer, baseUrl: 'https://duban.example' };
  const linkIn = (text: string) => /https:\/\/duban\.example\/links\/(\S+)/.exec(text)?.[1];

  it.each([
    ['off as a district begins', {}, 'wecom-app', false],
    ['on', { 'links.on': true }, 'wecom-app', true],
    ['never in a group, where it would be anybody’s', { 'links.on': true }, 'wecom-robot', false],
  ])('%s', async (_caption, overrides, channel, linked) => {
    const provider = moodyChannel(channel, () => SENT);
    const office = await stage(directoryOf(1, [channel]), [provider], { links, overrides });
    await office.notify(1, { kind: 'remind', clock: 'F' });
    await office.until(addSeconds(MORNING, 60));
    const token = linkIn(provider.delivered[0]?.long ?? '');
    expect(token !== undefined).toBe(linked);
    if (token !== undefined)
      expect(readLink(token, signer)).toMatchObject({ district: DISTRICT, person: 'u0000-liaison' });
    // Whoever reads the ledger could answer with it.
    expect(JSON.stringify(await ledgerOf(office.engine.store))).not.toContain('/links/');
  });
});
