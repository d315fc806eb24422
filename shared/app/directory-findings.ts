/** The weekly check of a district's directory, as sentences for the office. */
import { checkDirectory, type DirectoryFinding } from '../domain/routing/check-directory.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';

/** How far ahead pairs away together are looked for. */
const AHEAD_DAYS = 14;

/** What is to be looked after in the directory of a district at a moment; empty when all is as it should be. */
export function findingsOf(district: District, now: Instant): DirectoryFinding[] {
  const { directory, absences, rulebook } = district;
  return checkDirectory(directory, absences, rulebook, now, AHEAD_DAYS);
}

/** The same as sentences. Refuses a district that is not set up. */
export async function directoryFindings(engine: Engine, district: string, now: Instant): Promise<string[]> {
  return findingsOf(await engine.districts.open(district), now).map(({ say }) => say);
}
