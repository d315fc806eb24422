/** What is wrong with a rulebook, with file, line and rule; a loader stops at the first, a check collects all. */
import { InvalidFile, type YamlFile } from './yaml-place.ts';

export interface RuleFault {
  readonly file: string;
  /** Counted from 1; `null` where the whole file or folder is meant. */
  readonly line: number | null;
  /** The rule, or the section and name: `D52-07`, `ladders.papers`. */
  readonly place: string | null;
  readonly problem: string;
}

/** Where something stands in a file: `['ladders', 'papers', 2]`. */
export type Path = readonly (string | number)[];

/** Told of each fault. It throws where a rulebook is loaded, and goes on where it is checked. */
export type Refuse = (fault: RuleFault) => void;

/** A fault of what stands at a path. */
export function faultAt(yaml: YamlFile, path: Path, place: string | null, problem: string): RuleFault {
  return { file: yaml.file, line: yaml.lineOf(path), place, problem };
}

/** 'rules/x/a.yaml, line 12 (D52-07): unknown ladder …' */
export function sayFault({ file, line, place, problem }: RuleFault): string {
  return `${file}${line === null ? '' : `, line ${line}`}${place === null ? '' : ` (${place})`}: ${problem}`;
}

/** For loaders. */
export const refuseAtOnce: Refuse = (fault) => {
  throw new InvalidFile(sayFault(fault));
};
