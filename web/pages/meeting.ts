/** A meeting: its time and agenda, and the forms to schedule, move and change it. */
import { html } from 'hono/html';
import { freeId } from '../../shared/app/views.ts';
import type { HeldAgendaItem, Meeting, MeetingStart } from '../../shared/domain/matters/meeting.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { sayFullDate, sayWeekday } from '../../shared/domain/time/wording.ts';
import {
  dateField,
  type Form,
  foldedForm,
  form,
  selectField,
  textField,
  tickField,
  timeField,
  unitOptions,
} from '../parts/form.ts';
import { itemForms, sessionForms, TAG_NAMES } from '../parts/meeting-forms.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

const KINDS = [
  { value: 'executive', label: '常务会议' },
  { value: 'plenary', label: '全体会议' },
  { value: 'mayor', label: '区长办公会议' },
  { value: 'party', label: '党组会议' },
  { value: 'special', label: '专题会议' },
];

/** As many agenda items as one form takes; more are added on the meeting's own page. */
const ROWS = 6;

export async function newMeetingPage(page: PageContext): Promise<PageContent> {
  const id = await freeId(page.reader, page.district.id, 'hy', dateOf(page.now, page.district.zone));
  const shape = { about: 'new', opens: 'matter', fields: (own: Form) => arrangement(own, id) } as const;
  const body = form(page, { ...shape, verb: 'meeting.schedule', submit: '安排会议' });
  const plan = foldedForm(page, '会议尚在筹备、议题待定的，先行登记筹备', {
    ...shape,
    verb: 'meeting.plan',
    submit: '登记筹备',
  });
  return {
    title: '安排会议',
    body: body === null ? readOnlyNote() : html`${body}<div class="acts">${plan}</div>`,
  };
}

function arrangement(own: Form, id: string): Html[] {
  return [
    selectField(own, { name: 'kind', label: '会议类别' }, KINDS),
    textField(own, { name: 'title', label: '会议名称', hint: '不填的，按会议类别称呼' }),
    ...startFields(own),
    textField(own, { name: 'id', label: '编号', value: id, required: true }),
    html`<fieldset><legend>议题</legend>${Array.from({ length: ROWS }, (_, index) => agendaRow(own, index + 1))}</fieldset>`,
  ];
}

export function readOnlyNote(): Html {
  return html`<p class="none">当前为只读查看，不能登记。</p>`;
}

function agendaRow(own: Form, row: number): Html {
  return html`<div class="pair">${selectField(own, { name: `unit-${row}`, label: `汇报单位${row}` }, unitOptions(own.page))}${textField(own, { name: `title-${row}`, label: '议题名称' })}</div>`;
}

/** A day with its time, the day alone, or 待定. */
function startFields(own: Form): Html[] {
  return [
    dateField(own, { name: 'day', label: '会议日期' }),
    timeField(own, { name: 'time', label: '时间', hint: '只定日期的，可不填' }),
    tickField(own, { name: 'undetermined', label: '时间待定' }),
  ];
}

export function meetingSection(page: PageContext, meeting: Meeting): Html {
  const { directory } = page.district;
  const rows = meeting.agenda.map(
    (one) =>
      html`<tr><td>${one.id}</td><td>${one.title}</td><td>${whoIs(one.unit, directory)}</td><td>${itemNotes(one)}</td></tr>`,
  );
  return html`<section><h2>会议安排</h2>
  <p>会议时间：${sayStart(meeting.start, page)}</p>
  ${rows.length === 0 ? html`<p class="none">尚无议题。</p>` : html`<table class="list"><thead><tr><th>序号</th><th>议题</th><th>汇报单位</th><th>备注</th></tr></thead><tbody>${rows}</tbody></table>`}
  ${meeting.state === 'cancelled' ? null : html`<div class="acts">${meeting.state === 'planned' ? acts(page, meeting) : null}${itemForms(page, meeting)}${sessionForms(page, meeting)}</div>`}
  ${session(page, meeting)}</section>`;
}

function itemNotes({ tags = [], placed, withdrawn, outcome }: HeldAgendaItem): string {
  const next = outcome?.next ? `，${outcome.next}` : '';
  return [
    tags.map((tag) => TAG_NAMES[tag]).join('、'),
    placed ? '' : '待上会',
    outcome === null ? '' : `${outcome.is}${next}`,
    withdrawn === null ? '' : `${withdrawn.how}：${withdrawn.why}`,
  ]
    .filter((note) => note !== '')
    .join('；');
}

/** Who is excused, what was decided, and which papers are still out. */
function session(page: PageContext, { leaves, decisions, collected, loans }: Meeting): Html {
  const { directory } = page.district;
  const named = (unit: string) => whoIs(unit, directory);
  const lists: [string, string[]][] = [
    [
      '请假',
      leaves.map(
        ({ post, why, substitute, byPhone }) =>
          `${named(post)}：${why}${byPhone ? '（电话请假）' : ''}${substitute === null ? '' : `，由${named(substitute)}替会或代为汇报`}`,
      ),
    ],
    [
      '议定事项',
      decisions.map(
        ({ title, unit, until, opened }) =>
          `${title}（${named(unit)}${until === null ? '' : `，${sayMoment(until, page.district.zone, page.now)}前`}${opened ? '，已转为交办事项' : ''}）`,
      ),
    ],
    ['未退回的材料', (collected?.missing ?? []).map(({ copy, unit }) => `${copy}（${named(unit)}）`)],
    ['批准带走的材料', loans.map(({ copy, unit }) => `${copy}（${named(unit)}）`)],
  ];
  return html`${lists.map(([title, entries]) => (entries.length === 0 ? null : html`<h3>${title}</h3><ol>${entries.map((entry) => html`<li>${entry}</li>`)}</ol>`))}`;
}

function sayStart(start: MeetingStart, { district, now }: PageContext): string {
  if (start.known === 'not-yet') return '待定';
  if (start.known === 'day') return `${sayFullDate(start.date)}（${sayWeekday(start.date)}）`;
  return sayMoment(start.at, district.zone, now);
}

function acts(page: PageContext, meeting: Meeting): Html {
  const hidden = { id: meeting.id };
  const why = (own: Form) => textField(own, { name: 'why', label: '原因', required: true });
  const standing = meeting.agenda
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ id, title }) => ({ value: id, label: `${id}　${title}` }));
  return html`${foldedForm(page, '改期或待定', { verb: 'meeting.reschedule', about: meeting.id, hidden, submit: '改期', fields: (own) => [...startFields(own), textField(own, { name: 'why', label: '原因' })] })}
  ${foldedForm(page, '增加议题', {
    verb: 'agenda.add',
    about: meeting.id,
    hidden: { ...hidden, item: String(meeting.agenda.length + 1) },
    submit: '增加',
    fields: (own) => [
      selectField(own, { name: 'unit', label: '汇报单位', required: true }, unitOptions(page)),
      textField(own, { name: 'title', label: '议题名称', required: true }),
    ],
  })}
  ${
    standing.length === 0
      ? null
      : foldedForm(page, '撤题或缓议', {
          verb: 'agenda.withdraw',
          about: meeting.id,
          hidden: { ...hidden, by: 'office' },
          submit: '撤回',
          fields: (own) => [
            selectField(own, { name: 'item', label: '议题' }, standing),
            selectField(own, { name: 'how', label: '方式' }, [
              { value: '撤题', label: '撤题' },
              { value: '缓议', label: '缓议' },
            ]),
            why(own),
          ],
        })
  }
  ${foldedForm(page, '取消会议', { verb: 'meeting.cancel', about: meeting.id, hidden, submit: '取消会议', fields: why })}`;
}
