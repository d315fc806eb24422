/** What the ledger says about rungs, limits, verdicts and notices, in a form that runs can be compared by. */
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { said } from './office.ts';

/** Rungs taken, by themselves or as part of a later one: duty, rung and the instant they were meant for. */
export function rungsTaken(ledger: readonly LedgerEntry[]): string[] {
  return ledger
    .filter(({ type }) => type === 'rung.reached' || type === 'rung.skipped')
    .map((entry) => `${entry.stream} ${said(entry).rung} ${entry.at}`);
}

/** Repeats missed in an outage are not made up for, so only single rungs can be the same in every run. */
export function singleRungs(ledger: readonly LedgerEntry[], type = /^rung\./): string[] {
  const single = ledger.filter((entry) => type.test(entry.type) && !String(said(entry).rung).includes('@'));
  return rungsTaken(single);
}

/** Rungs that wait for an answer before they are taken, without their instants, which move. */
export function putOff(ledger: readonly LedgerEntry[]): Set<string> {
  const deferred = ledger.filter(({ type }) => type === 'rung.deferred');
  return new Set(deferred.map((entry) => `${entry.stream} ${said(entry).rung}`));
}

export function withoutInstant(rung: string): string {
  return rung.slice(0, rung.lastIndexOf(' '));
}

/** Which limits were passed, when the duty had nothing handed in. */
export function limitsPassed(ledger: readonly LedgerEntry[]): string[] {
  return ledger
    .filter(({ type }) => type === 'duty.overdue')
    .map((entry) => `${entry.stream} ${said(entry).dueAt}`);
}

/** How every duty was judged, in order. */
export function verdicts(ledger: readonly LedgerEntry[]): string[] {
  return ledger
    .filter(({ type }) => type === 'duty.settled')
    .map((entry) => `${entry.stream} ${said(entry).verdict} ${said(entry).lateBySeconds ?? ''}`);
}

/** What became of each notice; a notice has one end. */
export function noticeEnds(ledger: readonly LedgerEntry[]): Map<string, string[]> {
  const ends = ledger.filter(({ type }) => type.startsWith('notice.'));
  return new Map(
    [...Map.groupBy(ends, ({ stream }) => stream)].map(([stream, of]) => [
      stream,
      of.map(({ type }) => type),
    ]),
  );
}

export function sorted(texts: Iterable<string>): string[] {
  return [...texts].sort();
}

/** Those that occur more than once. */
export function twice(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) < index);
}
