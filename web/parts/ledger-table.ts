/** 办理记录 as a table: when it was recorded, when it happened, by whom, and what. */
import { html } from 'hono/html';
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import { sayEntry } from '../words/ledger.ts';
import { dutyPath } from './duty.ts';
import type { Html, PageContext } from './page.ts';

/** `of` is the duty whose own page it is; its entries need not say what they are about. */
export function ledgerTable(
  page: PageContext,
  entries: readonly LedgerEntry[],
  of: string | null = null,
): Html {
  if (entries.length === 0) return html`<p class="none">暂无记录。</p>`;
  return html`<div class="wide"><table class="list ledger"><thead><tr><th>登记时间</th><th>经办</th><th>内容</th></tr></thead><tbody>
  ${inOrderRecorded(entries).map((entry) => row(page, entry, of))}
  </tbody></table></div>`;
}

/** The latest first, as they were written down. */
function inOrderRecorded(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const place = new Map(entries.map((entry, index) => [entry, index]));
  return entries.toSorted((a, b) =>
    a.recordedAt === b.recordedAt
      ? (place.get(b) ?? 0) - (place.get(a) ?? 0)
      : a.recordedAt < b.recordedAt
        ? 1
        : -1,
  );
}

function row({ district, now }: PageContext, entry: LedgerEntry, of: string | null): Html {
  const said = sayEntry(entry, district);
  const about =
    said.about === null || said.about === of
      ? null
      : html`<a class="about" href="${dutyPath(said.about)}">${said.about}</a>`;
  const happened =
    said.happened === null
      ? null
      : html`<small>${said.enteredLater ? '实际' : '应于'}${said.happened}</small>`;
  return html`<tr><td>${sayMoment(entry.recordedAt, district.zone, now)}${happened}</td><td>${whoIs(entry.actor, district.directory)}</td><td>${said.enteredLater ? html`<span class="mark">补登</span>` : null}${said.what}${about}</td></tr>`;
}
