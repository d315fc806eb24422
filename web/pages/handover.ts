/** 交接清单: what a post has open, to print and to sign. */
import { html } from 'hono/html';
import { type HandoverEntry, handoverList } from '../../shared/app/handover-list.ts';
import { BASIS_NAMES } from '../../shared/app/names.ts';
import { PART_NAMES, STATE_NAMES } from '../../shared/app/say-handover.ts';
import { fullWidth } from '../../shared/domain/notices/full-width.ts';
import { sayAbsenceDays } from '../../shared/domain/routing/absences.ts';
import { dutyPath } from '../parts/duty.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

/** `null` where the directory has no such post. */
export async function handoverPage(page: PageContext, post: string): Promise<PageContent | null> {
  const { district, now } = page;
  const list = await handoverList(page.reader, district, post, now);
  if (!list) return null;
  const { holder, entries, confined, absences, standIn, unit } = list;
  const away = absences.map(
    (absence) =>
      html`<li>${sayAbsenceDays(absence, district.zone)}，${absence.reason}${absence.status === 'requested' ? '（待批准）' : ''}</li>`,
  );
  const body = html`<p class="lead">${unit === null ? '' : `${unit}　`}现任：${holder === null ? '暂缺' : `${holder.name}，电话${holder.phone}`}　清单时间：${sayMoment(now, district.zone)}</p>
  ${paperLinks(page, [['handover', { id: post }]])}
  ${entries.length === 0 ? html`<p class="none">没有未办结事项。</p>` : table(page, entries)}
  ${confined > 0 ? html`<p>另有党组内部事项${String(confined)}项，不列入清单，请当面交接。</p>` : null}
  ${away.length === 0 ? null : html`<h2>外出</h2><ul>${away}</ul>`}
  <p>补位或主持工作：${standIn === null ? '未明确' : whoIs(standIn, district.directory)}</p>
  <p>事项随职务移交，时限不变；此前的办理记录保留原经办人姓名；原任人员的办理链接自变更登记时失效。</p>
  <p>移交人：＿＿＿＿＿＿　接收人：＿＿＿＿＿＿　监交人：＿＿＿＿＿＿　日期：＿＿＿＿＿＿</p>`;
  return { title: `${list.title}应办事项交接清单`, body };
}

function table(page: PageContext, entries: readonly HandoverEntry[]): Html {
  return html`<div class="wide"><table class="list"><thead><tr><th>事项</th><th>关系</th><th>时限</th><th>状态</th><th>依据</th><th>办结凭据</th></tr></thead><tbody>${entries.map((entry) => row(page, entry))}</tbody></table></div>`;
}

function row({ district, now }: PageContext, entry: HandoverEntry): Html {
  const due = entry.dueAt === null ? '时间待定' : sayMoment(entry.dueAt, district.zone, now);
  const clause = entry.clause === null ? BASIS_NAMES[entry.basis] : fullWidth(entry.clause);
  return html`<tr><td><a href="${dutyPath(entry.duty)}">${entry.title}</a></td><td>${PART_NAMES[entry.part]}</td><td>${due}${entry.provisional ? '（未确认）' : ''}</td><td>${STATE_NAMES[entry.state]}</td><td>${clause}</td><td>${entry.evidence === null ? '' : fullWidth(entry.evidence)}</td></tr>`;
}
