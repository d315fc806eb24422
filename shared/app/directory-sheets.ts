/** A directory as a spreadsheet: one sheet for each list, with Chinese headers, so that nothing is lost on the way. */
import type { Directory } from '../domain/routing/directory.ts';
import { writtenFrom } from '../domain/routing/written-directory.ts';

/** A sheet of texts; the first row has the headers. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export const SHEETS = {
  district: '基本信息',
  units: '单位',
  posts: '职务',
  people: '人员',
  portfolios: '分管',
  standInPairs: '补位',
  aliases: '别名',
} as const;

export const HEADERS = {
  district: ['编号', '名称', '演示数据'],
  units: ['编号', '名称', '简称', '类别', '负责职务', '办公室设在', '职责承接单位', '承接日期', '撤销日期'],
  posts: ['编号', '职务名称', '任职人员', '任职时间', '主持工作副职', '区领导排序'],
  people: ['编号', '姓名', '电话'],
  portfolios: ['区领导', '单位'],
  standInPairs: ['职务一', '职务二'],
  aliases: ['别名', '单位'],
} as const;

export const KIND_WORDS = {
  office: '办公室',
  department: '部门',
  'party-body': '党委部门',
  town: '镇街',
  body: '议事协调机构',
} as const;

/** The headers of a person's channels, in the order in which they are tried. */
export function channelHeaders(number: number): readonly [string, string] {
  return [`渠道${number}`, `地址${number}`];
}

const LEAST_CHANNELS = 3;

/** The sheets of a directory, in the order in which an office fills them in. */
export function sheetsOf(directory: Directory): Sheet[] {
  const written = writtenFrom(directory);
  const { units, posts, people, portfolios, leaders } = written;
  const channels = Math.max(LEAST_CHANNELS, ...Object.values(people).map((person) => person.channels.length));
  const numbers = Array.from({ length: channels }, (_, index) => index + 1);
  return [
    sheet('district', [[written.district, written.name, written.demonstration ? '是' : '否']]),
    sheet(
      'units',
      Object.entries(units).map(([id, unit]) => [
        id,
        unit.name,
        unit.shortName,
        KIND_WORDS[unit.kind],
        unit.head ?? '',
        unit.officeIn ?? '',
        unit.successor?.unit ?? '',
        unit.successor?.from ?? '',
        unit.abolished ?? '',
      ]),
    ),
    sheet(
      'posts',
      Object.entries(posts).map(([id, post]) => [
        id,
        post.title,
        post.holder ?? '',
        post.since ?? '',
        post.deputy ?? '',
        leaders.includes(id) ? String(leaders.indexOf(id) + 1) : '',
      ]),
    ),
    {
      name: SHEETS.people,
      rows: [
        [...HEADERS.people, ...numbers.flatMap(channelHeaders)],
        ...Object.entries(people).map(([id, person]) => [
          id,
          person.name,
          person.phone,
          ...numbers.flatMap((number) => {
            const one = person.channels[number - 1];
            return [one?.channel ?? '', one?.address ?? ''];
          }),
        ]),
      ],
    },
    sheet(
      'portfolios',
      Object.entries(portfolios).flatMap(([leader, held]) =>
        held.length === 0 ? [[leader, '']] : held.map((unit) => [leader, unit]),
      ),
    ),
    sheet('standInPairs', written.standInPairs),
    sheet('aliases', Object.entries(written.aliases)),
  ];
}

function sheet(list: keyof typeof HEADERS, rows: readonly (readonly string[])[]): Sheet {
  return { name: SHEETS[list], rows: [HEADERS[list], ...rows] };
}
