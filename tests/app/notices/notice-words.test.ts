/** The words of a notice: what its template wants is there when the notice is made, whatever form goes out. */
import { expect, test } from 'vitest';
import { execute } from '../../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../../shared/app/heartbeat.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import { noticeOf } from '../../../shared/app/rows.ts';
import { missingWords } from '../../../shared/domain/notices/wording.ts';
import { chinaTime, DISTRICT, freshOffice, rowsOf } from '../../support/office.ts';

test('a word that stands for a setting is in the notice: the number of copies, in the long form alone', async () => {
  const now = chinaTime('2026-03-11 10:00');
  const engine = await freshOffice(now);
  const items = [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }];
  const meeting = { id: 'm1', kind: 'executive', start: '2026-03-18T09:00:00+08:00', items };
  const command = readCommand('meeting.schedule', meeting, now);
  await execute(engine, { district: DISTRICT, commandId: 'c1', actor: 'office', command }, now);
  await beatUntilQuiet(engine, now);
  const { messages } = await engine.districts.open(DISTRICT);
  const notices = (await rowsOf(engine.store, 'notice')).map((row) => noticeOf(row).facts);
  const start = notices.find(({ template }) => template === 'papers.start');
  expect(start?.words.copies).toBe('40');
  for (const { template, words } of notices)
    expect(missingWords(template, words, messages), template).toEqual([]);
});
