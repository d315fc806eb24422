/** A duty as pages show it: limit and countdown, who owes what, the clause, why this time, and the steps to come. */

import { html } from 'hono/html';
import { BASIS_NAMES, KIND_NAMES } from '../../shared/app/names.ts';
import { addressees, ruleOf, type Standing } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { fullWidth } from '../../shared/domain/notices/full-width.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { secondsBetween } from '../../shared/domain/time/instant.ts';
import { sayDuration } from '../../shared/domain/time/wording.ts';
import { keepsFormerRules, sayCarry, sayExtension, sayVerdict } from '../words/duty-states.ts';
import { sayCountdown, sayMoment, startName, statusOf, whoIs } from '../words/labels.ts';
import type { Html, PageContext } from './page.ts';

/** A card with everything that explains the duty; `actions` stands at its end. */
export function dutyCard(
  page: PageContext,
  duty: ExistingDuty,
  standing: Standing | 'settled' | 'resting',
  actions: Html | null = null,
): Html {
  const { plan } = duty;
  return html`<article class="duty ${standing} ${plan.confined ? 'confined' : ''}">
  <div class="row">
    <h3><a href="${dutyPath(plan.id)}">${fullName(page, duty)}</a></h3>
    ${countdown(page, duty)}
  </div>
  <p class="facts"><span>${unitLine(page, duty)}</span><span>${limitLine(page, duty)}</span>${marks(page, duty, standing)}</p>
  ${clause(page, duty)}
  ${why(page, duty)}
  ${rungsToCome(page, duty)}
  ${actions}
</article>`;
}

/** Each part by itself: ids have slashes of their own. */
export function dutyPath(id: string): string {
  return `/duties/${id.split('/').map(encodeURIComponent).join('/')}`;
}

export function matterPath(id: string): string {
  return `/matters/${encodeURIComponent(id)}`;
}

/** The duty's title, with the agenda item or leader it is about. */
export function nameOf({ plan }: ExistingDuty, directory: Directory): string {
  const about = plan.words.title ?? (plan.served === null ? undefined : whoIs(plan.served, directory));
  return about === undefined ? plan.title : `${plan.title}：${about}`;
}

/** The same behind the matter it belongs to, where that has a name of its own. */
export function fullName({ district }: Pick<PageContext, 'district'>, duty: ExistingDuty): string {
  const { words, matter } = duty.plan;
  return [words.about ?? matter, nameOf(duty, district.directory)].filter((part) => part !== '').join('　');
}

function unitLine({ district }: PageContext, { plan }: ExistingDuty): string {
  const unit = whoIs(plan.owedBy, district.directory);
  return plan.served === null
    ? `承办：${unit}`
    : `服务${whoIs(plan.served, district.directory)}，${unit}经办`;
}

function limitLine({ district, now }: PageContext, { plan }: ExistingDuty): string {
  const from = sayMoment(plan.dueAt, district.zone, now);
  return plan.dueLatest === plan.dueAt
    ? `时限：${from}`
    : `时限：${from}至${sayMoment(plan.dueLatest, district.zone, now)}之间`;
}

function countdown(page: PageContext, duty: ExistingDuty): Html {
  if (duty.status === 'settled')
    return html`<strong class="verdict ${duty.judgement.verdict}">${sayVerdict(duty)}</strong>`;
  if (duty.status === 'resting') return html`<strong class="count">${statusOf(duty)}</strong>`;
  const carry = sayCarry(duty, page.district, page.now);
  if (carry !== null) return html`<strong class="count">${carry}</strong>`;
  const { dueAt } = duty.plan;
  return html`<strong class="count"><time datetime="${dueAt}" data-due="${dueAt}">${sayCountdown(dueAt, page.now)}</time></strong>`;
}

function marks({ district, now }: PageContext, duty: ExistingDuty, standing: string): Html[] {
  const { plan, progress, status } = duty;
  const extension = sayExtension(duty, district, now);
  const said = [
    BASIS_NAMES[plan.basis],
    ...(plan.lapse === null ? [] : ['一般要求，不计超时']),
    ...(plan.confined ? ['党组内部'] : []),
    ...(extension === null ? [] : [extension]),
    ...(keepsFormerRules(duty, district) ? ['按原规则办理（规则已变更，可改按现行规则）'] : []),
    ...(plan.provisional ? ['未确认：所涉年度放假安排尚未公布'] : []),
    ...(plan.mayChange ? ['次年放假安排公布后可能调整'] : []),
    ...(plan.notApplicable === null ? [] : [plan.notApplicable]),
    ...(plan.passedBefore === null ? [] : [plan.passedBefore]),
    ...(status === 'open' && progress.acknowledgedBy !== null ? ['已签收'] : []),
    ...(progress.check === 'not-received' && status === 'open' ? ['经核对未收到'] : []),
    ...(progress.check !== 'not-received' && standing === 'overdue' ? ['经登记尚未收到，待核对'] : []),
  ];
  return said.map((mark) => html`<span class="mark">${mark}</span>`);
}

function clause({ district }: PageContext, duty: ExistingDuty): Html | null {
  const rule = ruleOf(duty, district);
  return rule && html`<p class="clause"><b>${fullWidth(rule.source)}</b>“${fullWidth(rule.quote)}”</p>`;
}

/** 为什么是这个时间: the derivation, the calendars looked at, and what other starts would give. */
function why({ district, now }: PageContext, { plan, progress }: ExistingDuty): Html {
  const others = plan.alternatives.filter(({ dueAt }) => dueAt !== plan.dueAt);
  return html`<details class="why"><summary>为什么是这个时间：<span>${plan.steps.map(({ say }) => say).join(' → ')}</span></summary>
    <ol>${plan.steps.map(({ say }) => html`<li>${say}</li>`)}</ol>
    ${others.map(({ id, dueAt }) => html`<p>${startName(id)}起算：${sayMoment(dueAt, district.zone, now)}</p>`)}
    ${progress.formerLimits.map((former) => html`<p>原时限：${sayMoment(former.dueAt, district.zone, now)}（${former.why}${former.overdue ? '，当时已超过' : ''}）</p>`)}
    ${plan.calendars.length > 0 ? html`<p>所用日历：${plan.calendars.join('、')}</p>` : null}
    ${plan.provisional ? html`<p>未确认：所涉年度的放假安排尚未公布，暂按普通周推算，公布后重新推算。</p>` : null}
    <p>规则库：${plan.rulebook}</p>
  </details>`;
}

function rungsToCome(page: PageContext, duty: ExistingDuty): Html | null {
  if (duty.status !== 'open' || duty.rungs.length === 0) return null;
  const { district, now } = page;
  return html`<details class="rungs"><summary>未办结时将要发出的提醒（${String(duty.rungs.length)}步）</summary>
    <table><thead><tr><th>时间</th><th>方式</th><th>对象</th></tr></thead><tbody>
    ${duty.rungs.map(
      (rung) =>
        html`<tr><td>${rung.at === null ? '经确认后' : sayMoment(rung.at, district.zone, now)}</td><td>${KIND_NAMES[rung.kind]}${rung.repeatSeconds === null ? '' : `，此后每${sayDuration(rung.repeatSeconds)}一次`}</td><td>${addressees(rung.to, duty, district).join('、')}</td></tr>`,
    )}
    </tbody></table></details>`;
}

/** One line for lists of what is done. */
function settledRow(page: PageContext, duty: Extract<ExistingDuty, { status: 'settled' }>): Html {
  const { district, now } = page;
  const { plan, settledAt, progress } = duty;
  const last = progress.submissions.at(-1);
  const done = last?.done.latest ?? settledAt;
  const entered =
    last && secondsBetween(done, last.recordedAt) >= 60 ? html`<span class="mark">补登</span>` : null;
  return html`<tr><td><a href="${dutyPath(plan.id)}">${fullName(page, duty)}</a></td><td>${whoIs(plan.owedBy, district.directory)}</td><td>${sayMoment(plan.dueAt, district.zone, now)}</td><td>${sayMoment(done, district.zone, now)}${entered}</td><td class="${duty.judgement.verdict}">${sayVerdict(duty)}</td></tr>`;
}

export function settledTable(page: PageContext, duties: readonly ExistingDuty[]): Html {
  const rows = duties.flatMap((duty) => (duty.status === 'settled' ? [settledRow(page, duty)] : []));
  if (rows.length === 0) return html`<p class="none">暂无。</p>`;
  return html`<div class="wide"><table class="list"><thead><tr><th>事项</th><th>承办单位</th><th>时限</th><th>办理时间</th><th>结果</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
