/** 定期事项: what is due in a period, with the state of each unit in one compact table, and the deviations to explain. */
import { html } from 'hono/html';
import { dutiesOfMatter, mattersNamed, ruleOf, standingOf } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { fullWidth } from '../../shared/domain/notices/full-width.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import { GRAINS, type PeriodId, periodOf, sayPeriod, spanOf } from '../../shared/domain/time/period.ts';
import { dutyPath, matterPath } from '../parts/duty.ts';
import { explainForm } from '../parts/duty-change-forms.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { canExplain, sayCarry, sayVerdict } from '../words/duty-states.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

/** The present period of every grain and the one before it. */
export async function periodsPage(page: PageContext): Promise<PageContent> {
  const today = dateOf(page.now, page.district.zone);
  const present = GRAINS.map((grain) => periodOf(today, grain));
  const former = present.map((id, index) =>
    periodOf(addDays(spanOf(id).first, -1), GRAINS[index] ?? 'month'),
  );
  const known = await mattersNamed(page.reader, page.district.id, [...present, ...former]);
  const ids = known.flatMap((matter) => (matter.kind === 'period' ? [matter.id as PeriodId] : []));
  const sections = await Promise.all(ids.map((id) => section(page, id, present.includes(id))));
  const body = html`<p class="lead">按月、季、半年、年应办的事项。“一般”要求未按频次办理的，可顺延或者说明原因，不作超时处理。</p>
  <div id="periods" data-live>${ids.length === 0 ? html`<p class="none">尚无定期事项。</p>` : sections}</div>`;
  return { title: '定期事项', body };
}

async function section(page: PageContext, id: PeriodId, isPresent: boolean): Promise<Html> {
  const duties = await dutiesOfMatter(page.reader, page.district.id, id);
  return html`<section><h2><a href="${matterPath(id)}">${sayPeriod(id)}</a>${isPresent ? html`<span class="mark">本期</span>` : html`<span class="mark">上期</span>`}</h2>${periodTable(page, duties)}${deviations(page, duties)}</section>`;
}

/** The same on the page of one period. */
export function periodSection(page: PageContext, duties: readonly ExistingDuty[]): Html {
  return html`<section><h2>本期应办事项</h2>${periodTable(page, duties)}${deviations(page, duties)}</section>`;
}

function periodTable(page: PageContext, duties: readonly ExistingDuty[]): Html {
  if (duties.length === 0) return html`<p class="none">本期没有应办事项。</p>`;
  const groups = Map.groupBy(duties, ({ plan }) => `${plan.rule} ${plan.title}`);
  const rows = [...groups.values()].map((group) => row(page, group));
  return html`<div class="wide"><table class="list period"><thead><tr><th>事项</th><th>时限</th><th>办理情况</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function row(page: PageContext, group: readonly ExistingDuty[]): Html {
  const { district, now } = page;
  const [first] = group;
  if (!first) return html``;
  const rule = ruleOf(first, district);
  const limits = [...new Set(group.map(({ plan }) => plan.dueAt))];
  const limit = limits
    .map((at) => sayMoment(at, district.zone, now))
    .slice(0, 2)
    .join('、');
  const confined = group.every(({ plan }) => plan.confined);
  return html`<tr class="${confined ? 'confined' : ''}"><td>${first.plan.title}${rule === null ? null : html`<small class="about">${fullWidth(rule.source)}${confined ? '，党组内部' : ''}</small>`}</td><td>${limit}${limits.length > 2 ? '等' : ''}</td><td>${states(page, group)}</td></tr>`;
}

/** One line for each state: 已办3：… ; a single duty says its state alone. */
function states(page: PageContext, group: readonly ExistingDuty[]): Html[] {
  const several = group.length > 1;
  const byState = Map.groupBy(group, (duty) => sayState(page, duty));
  return [...byState].map(([state, duties]) => {
    const named = duties.map(
      (duty) => html`<a href="${dutyPath(duty.plan.id)}">${ownerName(page, duty)}</a>`,
    );
    const inOne = named.flatMap((one, index) => (index === 0 ? [one] : [html`、`, one]));
    return html`<div><b>${state}${several ? String(duties.length) : ''}</b>${several ? '：' : '　'}${inOne}</div>`;
  });
}

function ownerName({ district }: PageContext, { plan }: ExistingDuty): string {
  return whoIs(plan.served ?? plan.owedBy, district.directory);
}

function sayState(page: PageContext, duty: ExistingDuty): string {
  switch (duty.status) {
    case 'settled':
      return duty.judgement.verdict === 'on-time' ? '✓ 已办' : sayVerdict(duty);
    case 'submitted':
      return '△ 已报送，待核收';
    case 'resting':
      return `— 暂停计时（${duty.why}）`;
    default:
      return openState(page, duty);
  }
}

function openState({ district, now }: PageContext, duty: ExistingDuty): string {
  const carry = sayCarry(duty, district, now);
  if (carry !== null) return `△ ${carry}`;
  return {
    overdue: '！ 已超时',
    'to-check': '△ 待核对',
    today: '○ 今日到期',
    upcoming: '○ 未到期',
  }[standingOf(duty, district, now)];
}

/** What has not been explained yet comes first. */
function deviations(page: PageContext, duties: readonly ExistingDuty[]): Html | null {
  const found = duties.filter((duty) => canExplain(duty, page.now));
  if (found.length === 0) return null;
  const lines = found.map(
    (duty) =>
      html`<li class="${duty.plan.confined ? 'confined' : ''}"><a href="${dutyPath(duty.plan.id)}">${duty.plan.title}（${ownerName(page, duty)}）</a>：${duty.status === 'settled' ? sayVerdict(duty) : sayState(page, duty)}${explainForm(page, duty)}</li>`,
  );
  return html`<h3>偏离事项</h3><ul class="deviations">${lines}</ul>`;
}
