/** Reads the sheets of a directory; every fault names sheet, row and column and says what was expected. */
import { type DirectoryFault, directoryFaults } from '../domain/routing/directory-faults.ts';
import type {
  WrittenDirectory,
  WrittenPerson,
  WrittenPost,
  WrittenUnit,
} from '../domain/routing/written-directory.ts';
import { channelHeaders, KIND_WORDS, SHEETS, type Sheet } from './directory-sheets.ts';
import { type List, POST_ID, SheetFault, type SheetRow, Table, UNIT_ID } from './sheet-table.ts';

/**
 * The directory that the sheets hold. Refuses a missing sheet or column, an unknown column, an id used twice, a word,
 * date or number that is none, and everything that does not hang together.
 */
export function readDirectorySheets(sheets: readonly Sheet[]): WrittenDirectory {
  const tables = new Map(LISTS.map((list) => [list, new Table(list, sheets)]));
  const of = (list: List) => tables.get(list) ?? new Table(list, sheets);
  const written = writtenIn(of);
  const [fault] = directoryFaults(written);
  if (fault) throw new SheetFault(sayPlace(fault, of));
  return written;
}

const LISTS = Object.keys(SHEETS) as List[];

function writtenIn(of: (list: List) => Table): WrittenDirectory {
  const own = of('district').rows[0];
  if (!own) throw new SheetFault(`“${SHEETS.district}”表第2行：没有内容，应填写本区的编号和名称`);
  return {
    district: own.id('编号'),
    name: own.required('名称'),
    demonstration: own.oneOf('演示数据', { 是: true, 否: false }),
    units: of('units').byId('编号', UNIT_ID, unitIn),
    posts: of('posts').byId('编号', POST_ID, postIn),
    people: of('people').byId('编号', UNIT_ID, personIn),
    leaders: leadersIn(of('posts')),
    portfolios: portfoliosIn(of('portfolios')),
    standInPairs: of('standInPairs').rows.map((row) => [
      row.id('职务一', POST_ID),
      row.id('职务二', POST_ID),
    ]),
    aliases: of('aliases').byId('别名', UNIT_ID, (row) => row.id('单位')),
  };
}

const SHORT_NAME = 10;

function unitIn(row: SheetRow): WrittenUnit {
  const shortName = row.required('简称');
  if (shortName.length > SHORT_NAME) row.refuse('简称', `超过${SHORT_NAME}个字，应不超过${SHORT_NAME}个字`);
  const [heir, from] = [row.optionalId('职责承接单位'), row.optionalDate('承接日期')];
  if ((heir === undefined) !== (from === undefined))
    row.refuse(heir === undefined ? '职责承接单位' : '承接日期', '没有填写，承接单位和承接日期应同时填写');
  const kinds = Object.fromEntries(Object.entries(KIND_WORDS).map(([kind, word]) => [word, kind]));
  return {
    name: row.required('名称'),
    shortName,
    kind: row.oneOf('类别', kinds) as WrittenUnit['kind'],
    head: row.optionalId('负责职务', POST_ID),
    officeIn: row.optionalId('办公室设在'),
    successor: heir === undefined || from === undefined ? undefined : { unit: heir, from },
    abolished: row.optionalDate('撤销日期'),
  };
}

function postIn(row: SheetRow): WrittenPost {
  return {
    title: row.required('职务名称'),
    holder: row.optionalId('任职人员') ?? null,
    since: row.optionalMoment('任职时间'),
    deputy: row.optionalId('主持工作副职', POST_ID),
  };
}

function personIn(row: SheetRow): WrittenPerson {
  const channels: { channel: string; address: string | null }[] = [];
  for (let number = 1; row.has(channelHeaders(number)[0]); number++) {
    const [name, place] = channelHeaders(number);
    const [channel, address] = [row.text(name), row.text(place)];
    if (channel === '' && address !== '') row.refuse(name, '没有填写，填写了地址的应同时填写渠道');
    if (channel !== '') channels.push({ channel, address: address === '' ? null : address });
  }
  return { name: row.required('姓名'), phone: row.required('电话'), channels };
}

/** Numbered from 1 in protocol order, without gaps. */
function leadersIn(posts: Table): string[] {
  const ranked = posts.rows.flatMap((row) => {
    const rank = row.text('区领导排序');
    if (rank === '') return [];
    if (!/^[1-9]\d?$/.test(rank))
      row.refuse('区领导排序', `“${rank}”不是序号，应为1、2、3等整数，非区领导留空`);
    return [{ rank: Number(rank), row }];
  });
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank);
  return sorted.map(({ rank, row }, index) => {
    if (rank !== index + 1) row.refuse('区领导排序', `序号“${rank}”重复或不连续，应为${index + 1}`);
    return row.id('编号', POST_ID);
  });
}

function portfoliosIn(table: Table): Record<string, string[]> {
  const held: Record<string, string[]> = {};
  for (const row of table.rows) {
    const leader = row.id('区领导', POST_ID);
    const unit = row.optionalId('单位');
    held[leader] = [...(held[leader] ?? []), ...(unit === undefined ? [] : [unit])];
  }
  return held;
}

/** In which sheet and column a fault of the whole stands, and by which column its row is found. */
const PLACES: Readonly<
  Record<
    DirectoryFault['list'],
    { readonly list: List; readonly id: string; readonly columns: Readonly<Record<string, string>> }
  >
> = {
  units: {
    list: 'units',
    id: '编号',
    columns: { head: '负责职务', officeIn: '办公室设在', successor: '职责承接单位' },
  },
  posts: { list: 'posts', id: '编号', columns: { holder: '任职人员', deputy: '主持工作副职' } },
  people: { list: 'people', id: '编号', columns: {} },
  leaders: { list: 'posts', id: '编号', columns: { '': '区领导排序' } },
  portfolios: { list: 'portfolios', id: '区领导', columns: { unit: '单位' } },
  standInPairs: { list: 'standInPairs', id: '职务一', columns: {} },
  aliases: { list: 'aliases', id: '别名', columns: { unit: '单位' } },
};

function sayPlace({ list, id, field, say }: DirectoryFault, of: (list: List) => Table): string {
  const place = PLACES[list];
  const column = place.columns[field ?? ''] ?? place.id;
  const rows = of(place.list).rows;
  const [first = '', second = ''] = (id ?? '').split(' ');
  const named = (header: string, value: string) =>
    rows.filter((row) => value !== '' && row.text(header) === value);
  // A fault of two rows is shown at the later one, which is the one to take out.
  const row =
    (second === '' ? undefined : named(column, second).at(-1)) ??
    named(place.id, first).at(-1) ??
    (list === 'portfolios' ? named('单位', first).at(-1) : undefined) ??
    (list === 'standInPairs' ? named('职务二', first).at(-1) : undefined);
  return `${row ? row.place(column) : `“${SHEETS[place.list]}”表`}：${say}`;
}
