/** 外出: requests on their way through their consents, who is away, who acts, and where leaders can be reached. */
import { html } from 'hono/html';
import { absencesOf } from '../../shared/app/views.ts';
import { isInForce, sayAbsenceDays } from '../../shared/domain/routing/absences.ts';
import type { Absence, LeaveApproval, Whereabouts } from '../../shared/domain/routing/directory.ts';
import { consentsFor, isConfirmed } from '../../shared/domain/routing/leave.ts';
import { foldedForm, form, momentField, selectField, textField, tickField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { leaderOptions, postOptions } from '../parts/people-options.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import { newAbsenceForms } from './absence-forms.ts';

export async function absencesPage(page: PageContext): Promise<PageContent> {
  const absences = await absencesOf(page.reader, page.district.id, page.now);
  const asked = absences.filter(({ status }) => status === 'requested');
  const body = html`${asked.length === 0 ? null : html`<section><h2>待批准</h2>${asked.map((absence) => request(page, absence))}</section>`}
  <section><h2>外出人员</h2>${awayTable(page, absences.filter(isInForce))}</section>
  ${newAbsenceForms(page)}
  <section><h2>区领导去向</h2>${whereabouts(page)}</section>`;
  return { title: '外出', body };
}

function awayTable(page: PageContext, absences: readonly Absence[]): Html {
  if (absences.length === 0) return html`<p class="none">没有在登记的外出。</p>`;
  return html`<div class="wide"><table class="list"><thead><tr><th>职务</th><th>起</th><th>止</th><th>事由</th><th>代行</th><th>备案</th><th class="screen"></th></tr></thead><tbody>${absences.map((absence) => row(page, absence))}</tbody></table></div>`;
}

function row(page: PageContext, absence: Absence): Html {
  const { id, post, from, to, reason, destination, standIn, signing, filing } = absence;
  const { directory, zone } = page.district;
  const acting = standIn === undefined ? '按补位或副职' : whoIs(standIn, directory);
  const where = destination === undefined ? reason : `${reason}（${destination}）`;
  const file =
    absence.status !== 'approved' || filing
      ? null
      : form(page, {
          verb: 'absence.file',
          about: id,
          hidden: { id },
          submit: '备案',
          quiet: true,
          fields: (own) => textField(own, { name: 'number', label: '备案号', required: true }),
        });
  return html`<tr><td>${whoIs(post, directory)}</td><td>${sayMoment(from, zone, page.now)}</td><td>${sayMoment(to, zone, page.now)}</td><td>${where}</td><td>${acting}${signing ? '（含签发）' : ''}</td><td>${filing?.number ?? ''}${file}${filing ? paperLinks(page, [['leave-receipt', { id }]]) : null}</td><td class="screen">${form(page, { verb: 'absence.end', about: id, hidden: { id }, submit: '销假', quiet: true })}</td></tr>`;
}

/** One request: what it says, whose consents are there and whose are missing, and the acts on it. */
function request(page: PageContext, absence: Absence): Html {
  const { directory, zone } = page.district;
  const { post, reason, standIn, override } = absence;
  const acting = standIn === undefined ? '' : `，由${whoIs(standIn, directory)}代行`;
  const consents = consentsFor(post, directory).map((of) => {
    const given = (absence.approvals ?? []).find((one) => one.of === of);
    return html`<li>${whoIs(of, directory)}：${given === undefined ? '待批准' : sayConsent(given, page)}</li>`;
  });
  return html`<article class="notice"><p>${whoIs(post, directory)}：${sayAbsenceDays(absence, zone)}，${reason}${acting}</p>
  ${override === undefined ? null : html`<p>补位人员同期外出，${whoIs(override.by, directory)}同意：${override.why}</p>`}
  <ul>${consents}</ul><div class="acts">${requestForms(page, absence)}</div></article>`;
}

function sayConsent(approval: LeaveApproval, { district, now }: PageContext): string {
  const { by, of, at, keyed } = approval;
  const acting = by === of ? '' : `（${whoIs(by, district.directory)}代行）`;
  const means =
    keyed === undefined ? '' : `，${keyed.source}${isConfirmed(approval) ? '，已核对' : '，待他人核对'}`;
  return `已批准${acting}，${sayMoment(at, district.zone, now)}${means}`;
}

function requestForms(page: PageContext, { id, post, approvals }: Absence): (Html | null)[] {
  const { directory } = page.district;
  const givers = [...new Set([...consentsFor(post, directory), ...directory.leaders.slice(0, 2)])].map(
    (one) => ({
      value: one,
      label: whoIs(one, directory),
    }),
  );
  const unconfirmed = (approvals ?? []).some((one) => !isConfirmed(one));
  return [
    foldedForm(page, '批准', {
      verb: 'absence.approve',
      about: id,
      hidden: { id },
      submit: '登记批准',
      fields: (own) => [
        selectField(own, { name: 'by', label: '批准人', required: true }, givers),
        selectField(own, { name: 'source', label: '方式' }, [
          { value: '', label: '本人办理' },
          ...['口头', '电话', '纸质'].map((source) => ({ value: source, label: `${source}，代为登记` })),
        ]),
        selectField(own, { name: 'keyedBy', label: '登记人' }, postOptions(page)),
        tickField(own, { name: 'signing', label: '区长明确：签发权由补位人员行使' }),
      ],
    }),
    unconfirmed
      ? foldedForm(page, '核对代为登记的批准', {
          verb: 'absence.confirm',
          about: id,
          hidden: { id },
          submit: '核对无误',
          fields: (own) =>
            selectField(own, { name: 'by', label: '核对人', required: true }, postOptions(page)),
        })
      : null,
    foldedForm(page, '不批准', {
      verb: 'absence.refuse',
      about: id,
      hidden: { id },
      submit: '登记',
      fields: (own) => [
        selectField(own, { name: 'by', label: '批准人', required: true }, givers),
        textField(own, { name: 'why', label: '原因', required: true }),
      ],
    }),
    form(page, { verb: 'absence.end', about: id, hidden: { id }, submit: '撤回', quiet: true }),
  ];
}

function whereabouts(page: PageContext): Html {
  const { directory, roster, zone } = page.district;
  const present = (roster.whereabouts ?? []).filter(({ until }) => until > page.now);
  const line = ({ post, reachable, note, until }: Whereabouts) =>
    html`<li>${whoIs(post, directory)}：${note}，${reachable ? '可联系' : '暂时无法联系'}，至${sayMoment(until, zone, page.now)}</li>`;
  const list =
    present.length === 0 ? html`<p class="none">没有登记的去向。</p>` : html`<ul>${present.map(line)}</ul>`;
  return html`${list}${foldedForm(page, '登记去向', {
    verb: 'whereabouts.set',
    about: 'new',
    submit: '登记',
    fields: (own) => [
      selectField(own, { name: 'post', label: '区领导', required: true }, leaderOptions(page)),
      textField(own, { name: 'note', label: '去向', required: true }),
      tickField(own, { name: 'unreachable', label: '暂时无法联系' }),
      momentField(own, { name: 'until', label: '至', hint: '不填为当日' }),
    ],
  })}`;
}
