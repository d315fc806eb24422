/** The weekly check of the directory: the office hears of what would be missing before a deadline finds out. */
import { dateOf, type Instant, instantAt } from '../domain/time/instant.ts';
import { addDays, mondayOf, nextWeek, type WeekId, weekOf } from '../domain/time/local-date.ts';
import type { Change, Row } from '../ports/store.ts';
import { findingsOf } from './directory-findings.ts';
import type { District } from './district.ts';
import { districtChange } from './district-change.ts';
import { createNotice } from './notices/create-notice.ts';
import { keyOf } from './rows.ts';

/** The id of the row of the series. */
export const DIRECTORY_CHECK = 'directory-check';

interface DirectoryCheckSeries {
  readonly next: WeekId;
}

/** Mondays at the time of the daily digest, the first one after `now`. */
export function directoryCheckSeries(district: District, now: Instant): Change['puts'][number] {
  const week = weekOf(addDays(dateOf(now, district.zone), 7));
  return seriesPut(district, week, 0);
}

function seriesPut(district: District, next: WeekId, expected: number): Change['puts'][number] {
  const at = instantAt(mondayOf(next), district.manners.digestAt, district.zone);
  const body: DirectoryCheckSeries = { next };
  return {
    key: keyOf(district.id, 'series', DIRECTORY_CHECK),
    content: { body, due: { lane: 'normal', at }, view: null },
    expected,
  };
}

/**
 * Looks now, writes what was found into the district's ledger, and tells the office once; nothing is said when there is
 * nothing to say. Weeks missed in an outage are not made up for.
 */
export function checkDirectoryNow(row: Row, district: District, now: Instant): Change[] {
  const { next } = row.body as DirectoryCheckSeries;
  const present = weekOf(dateOf(now, district.zone));
  const put = seriesPut(district, nextWeek(next > present ? next : present), row.version);
  const findings = findingsOf(district, now).map(({ say }) => say);
  if (findings.length === 0) return [{ district: district.id, puts: [put], entries: [] }];
  const id = `directory-check/${next}`;
  const envelope = { district: district.id, commandId: id, actor: 'system' };
  const checked = districtChange({ district, envelope, now }, 'directory.checked', { findings }, [put]);
  return [notice(id, row.due?.at ?? now, findings, district, now), checked];
}

/** Created before the series moves on, under an id that a repeat finds taken. */
function notice(
  id: string,
  at: Instant,
  findings: readonly string[],
  district: District,
  now: Instant,
): Change {
  const post = 'office.liaison';
  const facts = {
    id: `${post}~${at}~${id}~findings`,
    district: district.id,
    matter: id,
    duty: id,
    rule: '',
    rung: 'findings',
    kind: 'check',
    clock: 'O',
    post,
    intendedAt: at,
    createdAt: now,
    dueAt: null,
    eventAt: null,
    quietExemptUntil: null,
    evenIfSettled: true,
    channel: null,
    template: 'directory.findings',
    words: { count: String(findings.length), findings: findings.join('；') },
  } as const;
  return createNotice(facts, district, now);
}
