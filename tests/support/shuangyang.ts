/** The rulebook that ships, with the published calendars, as the ground for tests. */
import path from 'node:path';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import type { Ground } from '../../shared/domain/rules/expression.ts';
import { settingsOf } from '../../shared/domain/rules/settings.ts';
import { published } from '../domain/calendar/published.ts';

export const shuangyangFolder = path.join(import.meta.dirname, '../../rules/shuangyang-2018');
export const shuangyang = loadRulebook(shuangyangFolder);

export function ground(settings: Record<string, unknown> = {}): Ground {
  return { calendar: published, settings: settingsOf(shuangyang, settings), zone: shuangyang.zone };
}
