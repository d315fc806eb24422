/** One assignment on its matter's page: where it comes from, who has which part in it, what was reported, and its slips. */
import { html } from 'hono/html';
import {
  type Assignment,
  type Party,
  type Report,
  restingBecause,
  type Slip,
  stageOf,
} from '../../shared/domain/matters/assignment.ts';
import { assignmentForms } from '../parts/assignment-forms.ts';
import { matterPath } from '../parts/duty.ts';
import type { Html, PageContext } from '../parts/page.ts';
import { sayLimit, saySources } from '../words/assignments.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export function assignmentSection(page: PageContext, found: Assignment): Html {
  const rest = restingBecause(found);
  return html`<section><h2>事项情况</h2><dl>${facts(page, found)}</dl>
  ${rest === null ? null : html`<p class="stopped">${rest}</p>`}
  ${found.returned === null ? null : html`<p class="stopped">销号申请已退回：${found.returned.why}</p>`}
  ${assignmentForms(page, found)}</section>
  <section><h2>承办单位</h2>${parties(page, found.parties)}</section>
  ${found.reports.length === 0 ? null : html`<section><h2>办理进展</h2>${reports(page, found.reports)}</section>`}
  ${found.slips.length === 0 ? null : html`<section><h2>文书</h2>${slips(page, found.slips)}</section>`}`;
}

function facts(page: PageContext, found: Assignment): Html {
  const { district, now } = page;
  const { from, into } = found.links;
  return html`<dt>状态</dt><dd>${stageOf(found)}${found.ended === null ? '' : `：${found.ended.why}`}</dd>
  <dt>来源</dt><dd>${saySources(found)}</dd>
  <dt>起始时间</dt><dd>${sayMoment(found.startedAt, district.zone, now)}</dd>
  <dt>时限要求</dt><dd>${found.until === null ? `来源未明确${found.adopted ? '，按核定的默认期限' : '，按默认期限（内部节点）'}` : sayLimit(found.until, district.zone, now)}</dd>
  <dt>缓急、类别、密级</dt><dd>${[found.urgency, found.category, found.secrecy].filter((one) => one !== null).join('、')}</dd>
  <dt>督查方式</dt><dd>${found.form}</dd>
  <dt>立项</dt><dd>${approvalOf(page, found)}</dd>
  <dt>交办</dt><dd>${found.assignedAt === null ? '尚未交办' : sayMoment(found.assignedAt, district.zone, now)}</dd>
  ${from.length === 0 ? null : html`<dt>并入、拆自</dt><dd>${links(from)}</dd>`}
  ${into.length === 0 ? null : html`<dt>拆分、并入为</dt><dd>${links(into)}</dd>`}
  ${found.decision === null ? null : html`<dt>所查决定</dt><dd>${links([found.decision])}</dd>`}`;
}

function links(ids: readonly string[]): Html[] {
  return ids.map((id, index) => html`${index === 0 ? '' : '、'}<a href="${matterPath(id)}">${id}</a>`);
}

function approvalOf({ district, now }: PageContext, { approval }: Assignment): string {
  if (approval === null) return '来源即为立项，或者尚未立项';
  const { by, for: whose, source, at, awaits } = approval;
  const hand = whose ?? by;
  const keyed =
    whose === null
      ? ''
      : `，${source ?? ''}，${whoIs(by, district.directory)}代录${awaits ? '，待复核' : ''}`;
  return `${whoIs(hand, district.directory)}（${sayMoment(at, district.zone, now)}${keyed}）`;
}

function parties({ district, now }: PageContext, all: readonly Party[]): Html {
  const rows = all.map(({ unit, role, since, left, objection, noAnswer, until }) => {
    const notes = [
      left === null ? null : `${left.why}，${sayMoment(left.at, district.zone, now)}移出`,
      objection === null ? null : `对${objection.against}提出异议：${objection.why}`,
      noAnswer === null ? null : `牵头单位登记未反馈：${noAnswer.why}`,
      until === null ? null : `另定时限${sayLimit(until, district.zone, now)}`,
    ].filter((note) => note !== null);
    return html`<tr><td>${whoIs(unit, district.directory)}</td><td>${role === 'lead' ? '牵头' : '配合'}</td><td>${sayMoment(since, district.zone, now)}</td><td>${notes.join('；')}</td></tr>`;
  });
  return html`<div class="wide"><table class="list"><thead><tr><th>单位</th><th>分工</th><th>接收时间</th><th>备注</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function reports({ district, now }: PageContext, all: readonly Report[]): Html {
  const rows = all
    .toReversed()
    .map(
      ({ state, text, submission }) =>
        html`<tr><td>${sayMoment(submission.done.latest ?? submission.recordedAt, district.zone, now)}</td><td>${state}</td><td>${text}</td><td>${submission.evidence === text ? '' : (submission.evidence ?? '')}</td><td>${whoIs(submission.for ?? submission.by, district.directory)}</td></tr>`,
    );
  return html`<div class="wide"><table class="list"><thead><tr><th>时间</th><th>状态</th><th>进展</th><th>佐证</th><th>报告单位</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A number is the office's to give; until then it stays blank. */
function slips({ district, now }: PageContext, all: readonly Slip[]): Html {
  const rows = all.map(
    ({ kind, number, by, at }) =>
      html`<tr><td>${kind}</td><td>${number ?? '〔　　〕　号'}</td><td>${whoIs(by, district.directory)}</td><td>${sayMoment(at, district.zone, now)}</td></tr>`,
  );
  return html`<div class="wide"><table class="list"><thead><tr><th>文书</th><th>文号</th><th>签发</th><th>时间</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
