/** 周安排: the weeks around the present one, and the table of a single week with its forms. */
import { html } from 'hono/html';
import { mattersNamed } from '../../shared/app/views.ts';
import { type Activity, sayWeek, type Week } from '../../shared/domain/matters/week.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import {
  addDays,
  type LocalDate,
  mondayOf,
  nextWeek,
  type WeekId,
  weekOf,
} from '../../shared/domain/time/local-date.ts';
import { sayDate, sayWeekday } from '../../shared/domain/time/wording.ts';
import { matterPath } from '../parts/duty.ts';
import { type Form, foldedForm, momentField, selectField, textField, tickField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export async function weeksPage(page: PageContext): Promise<PageContent> {
  const present = weekOf(dateOf(page.now, page.district.zone));
  const ids = [1, 0, -1, -2].map((ahead) => nextWeek(present, ahead));
  const known = await mattersNamed(page.reader, page.district.id, ids);
  const weeks = known.filter((matter) => matter.kind === 'week');
  const body = html`<div id="weeks" data-live>
  ${weeks.length === 0 ? html`<p class="none">尚未开始征集。每周安排在应报前一个工作日上午自动开始征集。</p>` : null}
  ${weeks.map((week) => html`<article class="sheet"><h2><a href="${matterPath(week.id)}">${sayWeek(week.id as WeekId)}</a>${week.id === present ? html`<span class="mark">本周</span>` : null}</h2>${papersOf(page, week)}${table(page, week)}</article>`)}
  </div>`;
  return { title: '区长、副区长一周主要政务活动安排', body };
}

export function weekSection(page: PageContext, week: Week): Html {
  return html`<section class="sheet"><h2>安排表${week.version === 0 ? '（征集中）' : `（第${week.version}版）`}</h2>${papersOf(page, week)}${table(page, week)}
  ${week.changes.map(({ version, at, what }) => html`<p>第${String(version)}版（${sayMoment(at, page.district.zone, page.now)}）：${what}</p>`)}
  ${page.mayWrite ? acts(page, week) : null}</section>`;
}

function papersOf(page: PageContext, { id, worked, holiday }: Week): Html | null {
  const about = { week: id };
  return paperLinks(page, [
    ...(worked
      ? ([
          ['week', about],
          ['week-by-leader', about],
        ] as const)
      : []),
    ...(holiday ? ([['holiday', about]] as const) : []),
  ]);
}

function daysOf(week: Week): LocalDate[] {
  return Array.from({ length: 7 }, (_, day) => addDays(mondayOf(week.id as WeekId), day));
}

function table({ district, now }: PageContext, week: Week): Html {
  const stamps = [
    week.compiled?.done.latest
      ? `编制：${sayMoment(week.compiled.done.latest, district.zone, now)}`
      : '尚未编制',
    week.delivered?.done.latest
      ? `呈阅：${sayMoment(week.delivered.done.latest, district.zone, now)}`
      : '尚未呈阅',
    ...(week.readBy.length > 0
      ? [`阅知：${week.readBy.map((leader) => whoIs(leader, district.directory)).join('、')}`]
      : []),
    ...(week.holiday
      ? [`${sayDate(week.holiday.from)}至${sayDate(week.holiday.to)}${week.holiday.name}放假，另有节日安排`]
      : []),
  ];
  if (!week.worked) return html`<p>本周全部为非工作日，不编制安排表。</p>`;
  const rows = week.leaders.map(
    (leader) =>
      html`<tr><th>${whoIs(leader, district.directory)}</th><td>${entriesOf(week, leader)}</td></tr>`,
  );
  return html`<p class="lead">${stamps.join('；')}。</p><div class="wide"><table class="list week"><tbody>${rows}</tbody></table></div>`;
}

function entriesOf(week: Week, leader: string): Html | string {
  const given = week.answers[leader];
  if (!given) return html`<span class="mark">未报</span>`;
  if (given.entries.length === 0) return '无';
  return html`${given.entries.map(({ day, time, what, place }) => html`<div>${sayDate(day)}（${sayWeekday(day)}）${time}　${what}${place === null ? '' : `（${place}）`}</div>`)}`;
}

/** As many activities as one form takes. */
const ROWS = 5;

function acts(page: PageContext, week: Week): Html {
  const hidden = { week: week.id };
  const happened = (own: Form) =>
    momentField(own, { name: 'happenedAt', label: '实际时间', at: page.now, required: true });
  const leaders = week.leaders.map((id) => ({ value: id, label: whoIs(id, page.district.directory) }));
  const unread = leaders.filter(({ value }) => !week.readBy.includes(value));
  return html`<div class="acts">
  ${week.leaders.map((leader) => answerForm(page, week, leader))}
  ${week.drafted ? null : foldedForm(page, '预排稿形成', { verb: 'week.draft', about: week.id, hidden, submit: '登记', fields: happened })}
  ${week.compiled ? null : foldedForm(page, '汇总编制', { verb: 'week.compile', about: week.id, hidden, submit: '登记编制', fields: happened })}
  ${week.compiled && !week.delivered ? foldedForm(page, '呈阅', { verb: 'week.deliver', about: week.id, hidden, submit: '登记呈阅', fields: happened }) : null}
  ${week.delivered && unread.length > 0 ? foldedForm(page, '阅知', { verb: 'week.read', about: week.id, hidden, submit: '登记阅知', fields: (own) => selectField(own, { name: 'leader', label: '区领导' }, unread) }) : null}
  ${
    week.compiled
      ? foldedForm(page, '变更安排', {
          verb: 'week.change',
          about: week.id,
          hidden,
          submit: '发出变更',
          fields: (own) => [
            textField(own, { name: 'what', label: '变更内容', required: true }),
            selectField(own, { name: 'leader', label: '涉及区领导' }, [
              { value: '', label: '全体' },
              ...leaders,
            ]),
          ],
        })
      : null
  }</div>`;
}

function answerForm(page: PageContext, week: Week, leader: string): Html | null {
  const name = whoIs(leader, page.district.directory);
  return foldedForm(page, `${week.answers[leader] ? '更改' : '登记'}${name}安排`, {
    verb: 'week.answer',
    about: `${week.id}#${leader}`,
    hidden: { week: week.id, leader },
    submit: '登记',
    fields: (own) => [
      tickField(own, {
        name: 'none',
        label: '本周无安排',
        ...(week.answers[leader]?.entries.length === 0 ? { value: 'yes' } : {}),
      }),
      ...Array.from({ length: ROWS }, (_, index) =>
        activityRow(own, week, index + 1, week.answers[leader]?.entries[index]),
      ),
    ],
  });
}

function activityRow(own: Form, week: Week, row: number, given: Activity | undefined): Html {
  const days = [
    { value: '', label: '—' },
    ...daysOf(week).map((day) => ({ value: day, label: `${sayDate(day)}（${sayWeekday(day)}）` })),
  ];
  return html`<div class="pair">
  ${selectField(own, { name: `day-${row}`, label: '日期', ...(given ? { value: given.day } : {}) }, days)}
  ${textField(own, { name: `time-${row}`, label: '时间', ...(given ? { value: given.time } : {}) })}
  ${textField(own, { name: `what-${row}`, label: '活动', ...(given ? { value: given.what } : {}) })}
  ${textField(own, { name: `place-${row}`, label: '地点', ...(given?.place ? { value: given.place } : {}) })}</div>`;
}
