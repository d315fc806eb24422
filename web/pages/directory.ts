/** 通讯录: who holds which post, what the check finds, the changes an office keys, and the hand-over list to print. */
import { html } from 'hono/html';
import { findingsOf } from '../../shared/app/directory-findings.ts';
import type { Unit } from '../../shared/domain/routing/directory.ts';
import { isThere } from '../../shared/domain/routing/units.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { sayFullDate } from '../../shared/domain/time/wording.ts';
import { leaderDigests } from '../parts/digest-form.ts';
import { dateField, foldedForm, momentField, selectField, textField, unitOptions } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { postOptions } from '../parts/people-options.ts';
import { channelName, whoIs } from '../words/labels.ts';

export function directoryPage(page: PageContext): PageContent {
  const { directory } = page.district;
  const leaders = directory.leaders.flatMap((id) => [id, `${id}.liaison`]);
  const body = html`<p class="more"><a href="/calendars">日历订阅</a></p>${findings(page)}
  <section><h2>区领导</h2>${postTable(page, leaders)}${leaderDigests(page)}</section>
  ${[...directory.units.values()].map((unit) => unitSection(page, unit))}
  <section><h2>变更登记</h2>${changeForms(page)}</section>`;
  return { title: '通讯录', body };
}

function findings(page: PageContext): Html {
  const found = findingsOf(page.district, page.now);
  if (found.length === 0) return html`<p class="lead">通讯录检查未发现问题。</p>`;
  return html`<section class="sheet"><h2>需要处理</h2><ol>${found.map(({ say }) => html`<li>${say}</li>`)}</ol></section>`;
}

function unitSection(page: PageContext, unit: Unit): Html {
  const { directory, zone } = page.district;
  const posts = [...directory.posts.values()].filter(
    ({ id, unit: own }) => own === unit.id && !directory.leaders.includes(id.split('.')[0] ?? ''),
  );
  const there = isThere(unit, dateOf(page.now, zone));
  return html`<section><h2>${unit.name}${there ? '' : '（已撤并）'}</h2>${changeOf(page, unit)}${
    posts.length === 0
      ? null
      : postTable(
          page,
          posts.map(({ id }) => id),
        )
  }</section>`;
}

function changeOf({ district }: PageContext, { successor, officeIn, abolished }: Unit): Html | null {
  const name = (id: string) => whoIs(id, district.directory);
  if (successor) return html`<p>自${sayFullDate(successor.from)}起，职责由${name(successor.unit)}承担。</p>`;
  if (abolished) return html`<p>自${sayFullDate(abolished)}起撤销。</p>`;
  return officeIn === undefined ? null : html`<p>办公室设在${name(officeIn)}。</p>`;
}

function postTable(page: PageContext, posts: readonly string[]): Html {
  return html`<div class="wide"><table class="list"><thead><tr><th>职务</th><th>任职</th><th>电话</th><th>渠道</th><th class="screen"></th></tr></thead><tbody>${posts.map((id) => postRow(page, id))}</tbody></table></div>`;
}

function postRow({ district: { directory, zone } }: PageContext, id: string): Html | null {
  const post = directory.posts.get(id);
  if (!post) return null;
  const person = directory.people.get(post.holder ?? '');
  const since = post.since === undefined ? '' : `（${sayFullDate(dateOf(post.since, zone))}起）`;
  const channels = person?.channels.map(({ channel }) => channelName(channel)).join('、') ?? '';
  return html`<tr><td>${post.title}</td><td>${person ? `${person.name}${since}` : '暂缺'}</td><td>${person?.phone ?? ''}</td><td>${channels}</td><td class="screen"><a href="/directory/handover/${id}">交接清单</a></td></tr>`;
}

function changeForms(page: PageContext): (Html | null)[] {
  const people = [...page.district.directory.people.values()].map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  const choose = { value: '', label: '请选择' };
  return [
    foldedForm(page, '任职变更', {
      verb: 'directory.appoint',
      about: 'new',
      submit: '登记',
      fields: (own) => [
        selectField(own, { name: 'post', label: '职务', required: true }, postOptions(page)),
        selectField(own, { name: 'person', label: '任职人员', required: true }, [choose, ...people]),
        momentField(own, { name: 'from', label: '自', at: page.now, required: true }),
      ],
    }),
    foldedForm(page, '职务暂缺', {
      verb: 'directory.vacate',
      about: 'new',
      submit: '登记',
      fields: (own) => [
        selectField(own, { name: 'post', label: '职务', required: true }, postOptions(page)),
        textField(own, { name: 'why', label: '原因' }),
      ],
    }),
    foldedForm(page, '登记人员信息', {
      verb: 'directory.person',
      about: 'new',
      submit: '登记',
      fields: (own) => [
        textField(own, {
          name: 'person',
          label: '人员编号',
          required: true,
          hint: '已有编号的，按新信息变更',
        }),
        textField(own, { name: 'name', label: '姓名', required: true }),
        textField(own, { name: 'phone', label: '电话', required: true }),
        textField(own, { name: 'channels', label: '渠道', value: 'inbox', hint: '按先后次序，以顿号分隔' }),
      ],
    }),
    foldedForm(page, '单位撤并', {
      verb: 'directory.successor',
      about: 'new',
      submit: '登记',
      fields: (own) => [
        selectField(own, { name: 'unit', label: '撤并单位', required: true }, unitOptions(page)),
        selectField(own, { name: 'successor', label: '职责承接单位', required: true }, unitOptions(page)),
        dateField(own, { name: 'from', label: '自', required: true }),
        textField(own, { name: 'why', label: '依据' }),
      ],
    }),
  ];
}
