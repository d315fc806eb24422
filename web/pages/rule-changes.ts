/** 规则变化影响: which open duties would have another limit by the rules of today; the office lets each take them over. */
import { html } from 'hono/html';
import type { PendingChange } from '../../shared/app/pending-editions.ts';
import { dutyPath } from '../parts/duty.ts';
import { adoptForm } from '../parts/duty-change-forms.ts';
import { form } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { ruleTabs } from '../parts/rule-tabs.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export function ruleChangesPage(page: PageContext, pending: readonly PendingChange[]): PageContent {
  const list =
    pending.length === 0
      ? html`<p class="none">在办事项均按现行规则办理。</p>`
      : html`${adoptAll(page, pending)}<div class="wide"><table class="list changes"><thead><tr><th>事项</th><th>承办单位</th><th>原时限</th><th>现行规则的时限</th><th>提醒变化</th><th class="screen">处理</th></tr></thead><tbody>${pending.map((one) => row(page, one))}</tbody></table></div>`;
  const body = html`${ruleTabs('/rules/changes')}
  <p class="lead">规则或者设置变更后，在办事项仍按立项时的规则办理。需要按现行规则办理的，逐项或者全部改定；已办结事项不变。</p>
  ${list}`;
  return { title: '规则变化影响', body };
}

function adoptAll(page: PageContext, pending: readonly PendingChange[]): Html | null {
  return form(page, {
    verb: 'duty.adopt',
    about: 'all',
    each: { field: 'duty', values: pending.map(({ duty }) => duty) },
    hidden: { by: 'office' },
    submit: `全部改按现行规则（${pending.length}项）`,
  });
}

function row(page: PageContext, change: PendingChange): Html {
  const { district, now } = page;
  const { duty, title, rule, owedBy, dueAt, wouldBeDueAt, rungs } = change;
  const then = wouldBeDueAt === null ? '不再要求' : sayMoment(wouldBeDueAt, district.zone, now);
  const same = wouldBeDueAt === dueAt;
  return html`<tr><td><a href="${dutyPath(duty)}">${title}</a><small class="about">${rule}　${duty}</small></td><td>${whoIs(owedBy, district.directory)}</td><td>${sayMoment(dueAt, district.zone, now)}</td><td>${same ? '不变' : then}</td><td>${rungs.length === 0 ? '不变' : `${rungs.length}步`}</td><td class="screen">${adoptForm(page, duty)}</td></tr>`;
}
