/** An emergency on the page of its event: reports in and up, what leaders instructed, and the forms for the next ones. */
import { html } from 'hono/html';
import type { Submission } from '../../shared/domain/duties/duty.ts';
import {
  type Emergency,
  RECIPIENT_NAMES,
  RECIPIENTS,
  sayUpdate,
  type UpwardReport,
} from '../../shared/domain/matters/emergency.ts';
import type { OpinionEvent } from '../../shared/domain/matters/opinion-event.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { foldedForm, momentField, type Option, selectField, textField, tickField } from '../parts/form.ts';
import type { Html, PageContext } from '../parts/page.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

/** First reports, follow-ups, upward reports and instructions, printable; casualties are never named here. */
export function emergencySection(page: PageContext, event: OpinionEvent, emergency: Emergency): Html {
  const { directory } = page.district;
  const lines = emergency.instructions.map(
    ({ by, text, at }) => html`<li>${moment(page, at)}　${whoIs(by, directory)}：${text}</li>`,
  );
  return html`<section><h2>报告情况</h2>
  <dl><dt>报告单位</dt><dd>${whoIs(emergency.source, directory)}</dd>
  <dt>电话首报</dt><dd>${emergency.phoneAt === null ? '未收到' : moment(page, emergency.phoneAt)}</dd>
  <dt>书面首报</dt><dd>${emergency.writtenAt === null ? '未收到' : moment(page, emergency.writtenAt)}</dd>
  <dt>续报</dt><dd>${updates(page, emergency)}</dd>
  ${RECIPIENTS.map((to) => html`<dt>上报${RECIPIENT_NAMES[to]}</dt><dd>${upward(page, emergency, to)}</dd>`)}</dl>
  ${lines.length === 0 ? null : html`<h3>领导批示</h3><ul>${lines}</ul>`}
  <p class="lead">上报由人员办理，系统不对外发送；可依法先行报告，同时请示。值班交接见<a href="/duty-room">值班交接单</a>。</p>
  <div class="acts">${forms(page, event, emergency)}</div></section>`;
}

function moment({ district, now }: PageContext, at: Instant): string {
  return sayMoment(at, district.zone, now);
}

function when(page: PageContext, { done, recordedAt }: Submission): string {
  return moment(page, done.latest ?? recordedAt);
}

function updates(page: PageContext, { updates: all }: Emergency): Html | string {
  if (all.length === 0) return '尚无';
  return html`${all.map(({ number, final, casualtiesChanged, submission }) => html`<div>${final ? '终报' : sayUpdate(number)}　${when(page, submission)}${casualtiesChanged ? '，伤亡情况有变化' : ''}</div>`)}`;
}

function upward(page: PageContext, { upward: all }: Emergency, to: UpwardReport['to']): Html | string {
  const own = all.filter((report) => report.to === to);
  if (own.length === 0) return '尚未登记';
  return html`${own.map(({ number, basis, submission }) => html`<div>${number}　${when(page, submission)}${basis === 'law' ? '，依法先行报告' : ''}</div>`)}`;
}

const RECIPIENT_OPTIONS: readonly Option[] = RECIPIENTS.map((to) => ({
  value: to,
  label: RECIPIENT_NAMES[to],
}));
const BASIS_OPTIONS: readonly Option[] = [
  { value: 'instruction', label: '根据领导批示' },
  { value: 'law', label: '依法先行报告，同时请示' },
];

function forms(page: PageContext, { id }: OpinionEvent, { updates: all }: Emergency): Html {
  const one = { about: id, hidden: { id, by: 'duty-room' } };
  return html`${foldedForm(page, `登记${sayUpdate(all.length + 1)}`, {
    verb: 'event.update',
    ...one,
    submit: '登记续报',
    fields: (own) => [
      momentField(own, { name: 'happenedAt', label: '收到时间', at: page.now }),
      textField(own, { name: 'evidence', label: '要点', hint: '不写涉及人员姓名' }),
      tickField(own, { name: 'casualtiesChanged', label: '伤亡情况有变化' }),
      tickField(own, { name: 'final', label: '终报' }),
    ],
  })}
  ${foldedForm(page, '登记上报', {
    verb: 'event.upward',
    ...one,
    submit: '登记上报',
    fields: (own) => [
      selectField(own, { name: 'to', label: '上报对象' }, RECIPIENT_OPTIONS),
      textField(own, { name: 'number', label: '上报件文号', required: true }),
      selectField(own, { name: 'basis', label: '依据' }, BASIS_OPTIONS),
      momentField(own, { name: 'happenedAt', label: '上报时间', at: page.now }),
    ],
  })}
  ${foldedForm(page, '登记领导批示', {
    verb: 'event.instruct',
    about: id,
    hidden: { id },
    submit: '登记批示',
    fields: (own) => [
      selectField(own, { name: 'by', label: '批示领导' }, leaderOptions(page)),
      textField(own, { name: 'text', label: '批示内容', required: true }),
      momentField(own, { name: 'happenedAt', label: '批示时间', at: page.now }),
    ],
  })}`;
}

function leaderOptions({ district }: PageContext): Option[] {
  const { directory } = district;
  return [...directory.leaders, 'office-director'].map((post) => ({
    value: post,
    label: whoIs(post, directory),
  }));
}
