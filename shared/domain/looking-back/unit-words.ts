/** Which unit a row of a ledger means: by id, name, short name, alias, or the name of one that is merged by now. */
import type { Directory, Unit } from '../routing/directory.ts';
import { standingUnit, unitNamed } from '../routing/units.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The units that rows may name. */
export interface UnitsKnown {
  /** Its id, or why not. `on`: the day on which it bears the duty, `null` where no day is known. */
  called(written: string, on: LocalDate | null): { readonly unit: string } | { readonly unmapped: string };
  /** Whether the unit that a rule itself names is known. */
  knows(named: string): boolean;
}

/** Spaces, brackets and the width of letters do not tell units apart. */
function tidyUnit(name: string): string {
  return name.normalize('NFKC').replace(/[\s()]+/g, '');
}

/** The units of a directory. A unit that is merged answers for its own time, and its successor from then on. */
export function unitsOf(directory: Directory): UnitsKnown {
  const names = namesIn(directory);
  return {
    knows: (named) => unitNamed(named, directory) !== null,
    called(written, on) {
      const name = tidyUnit(written);
      if (name === '') return { unmapped: '未填写' };
      const found = names.get(name);
      if (found === undefined || found.size === 0) return { unmapped: notFound(written) };
      if (found.size > 1)
        return {
          unmapped: `“${written}”可以是${[...found].map((id) => directory.units.get(id)?.name ?? id).join('或者')}，应写全称`,
        };
      const [id = ''] = found;
      const standing = on === null ? null : standingUnit(id, directory, on);
      return { unit: standing?.id ?? id };
    },
  };
}

function notFound(written: string): string {
  return /[、,，;；\n]/.test(written)
    ? `“${written}”不是一个单位，一行只写一个责任单位，多个单位的分行填写`
    : `通讯录中没有“${written}”，应为单位名称、简称或者曾用名`;
}

/** Every way of writing, and the units it may mean; without 区 or the district's name only where no other unit is so called. */
function namesIn(directory: Directory): ReadonlyMap<string, ReadonlySet<string>> {
  const exact = new Map<string, Set<string>>();
  const loose = new Map<string, Set<string>>();
  for (const unit of directory.units.values()) {
    for (const name of ownNames(unit)) add(exact, name, unit.id);
    for (const name of looseNames(unit, directory.name)) add(loose, name, unit.id);
  }
  for (const [alias, id] of directory.aliases) add(exact, alias, id);
  return new Map([...loose, ...exact]);
}

function add(names: Map<string, Set<string>>, name: string, id: string): void {
  const key = tidyUnit(name);
  names.set(key, (names.get(key) ?? new Set()).add(id));
}

function ownNames({ id, name, shortName }: Unit): string[] {
  return [id, name, shortName];
}

/** 区教育局 is also 教育局 and 示例区教育局. */
function looseNames({ name, shortName }: Unit, district: string): string[] {
  return [name, shortName].flatMap((own) => {
    const bare = own.replace(/^[区县市]/, '');
    return own === bare ? [`${district}${own}`] : [bare, `${district}${bare}`];
  });
}

/** Where there is no directory: units are as the ledger writes them, in the order in which they first stand there. */
export class UnitsAsWritten implements UnitsKnown {
  readonly #names = new Map<string, string>();

  called(written: string): { readonly unit: string } | { readonly unmapped: string } {
    const name = tidyUnit(written);
    if (name === '') return { unmapped: '未填写' };
    if (/[、,;\n]/.test(name))
      return { unmapped: `“${written}”不是一个单位，一行只写一个责任单位，多个单位的分行填写` };
    if (!this.#names.has(name)) this.#names.set(name, written.trim());
    return { unit: name };
  }

  /** Whom a rule means by 区政府办公室 only a directory can say. */
  knows(): boolean {
    return false;
  }

  /** By id, in order. */
  units(): ReadonlyMap<string, Unit> {
    return new Map(
      [...this.#names].map(([id, name]) => [id, { id, name, shortName: name, kind: 'department' as const }]),
    );
  }
}
