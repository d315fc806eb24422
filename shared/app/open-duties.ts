/** Every duty that is not settled, page by page, for what has to look at all of them. */
import type { ExistingDuty } from '../domain/duties/duty.ts';
import type { Row, StoreReader } from '../ports/store.ts';
import { dutyOf, VIEWS } from './rows.ts';

const PAGE = 500;

/** Open, handed in and waiting, or resting; by limit, the resting ones last. */
export async function openDuties(
  store: Pick<StoreReader, 'view'>,
  district: string,
): Promise<ExistingDuty[]> {
  const rows = [
    ...(await allOf(store, district, VIEWS.open)),
    ...(await allOf(store, district, VIEWS.resting)),
  ];
  return rows.flatMap((row) => {
    const duty = dutyOf(row);
    return duty.status === 'none' ? [] : [duty];
  });
}

async function allOf(store: Pick<StoreReader, 'view'>, district: string, name: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last?.view ? { after: { sort: last.view.sort, id: last.id } } : {};
    const page = await store.view({ district, name, limit: PAGE, ...after });
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}
