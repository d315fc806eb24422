/** A meeting: its time and agenda, and the forms to schedule, move and change it. */
import { html } from 'hono/html';
import { freeId } from '../../shared/app/views.ts';
import type { Meeting, MeetingStart } from '../../shared/domain/matters/meeting.ts';
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
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

const KINDS = [
  { value: 'executive', label: '常务会议' },
  { value: 'plenary', label: '全体会议' },
  { value: 'mayor', label: '区长办公会议' },
  { value: 'party', label: '党组会议' },
];

/** As many agenda items as one form takes; more are added on the meeting's own page. */
const ROWS = 6;

export async function newMeetingPage(page: PageContext): Promise<PageContent> {
  const id = await freeId(page.reader, page.district.id, 'hy', dateOf(page.now, page.district.zone));
  const body = form(page, {
    verb: 'meeting.schedule',
    about: 'new',
    opens: 'matter',
    submit: '安排会议',
    fields: (own) => [
      selectField(own, { name: 'kind', label: '会议类别' }, KINDS),
      textField(own, { name: 'title', label: '会议名称', hint: '不填的，按会议类别称呼' }),
      ...startFields(own),
      textField(own, { name: 'id', label: '编号', value: id, required: true }),
      html`<fieldset><legend>议题</legend>${Array.from({ length: ROWS }, (_, index) => agendaRow(own, index + 1))}</fieldset>`,
    ],
  });
  return { title: '安排会议', body: body ?? readOnlyNote() };
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
      html`<tr><td>${one.id}</td><td>${one.title}</td><td>${whoIs(one.unit, directory)}</td><td>${one.withdrawn === null ? '' : `${one.withdrawn.how}：${one.withdrawn.why}`}</td></tr>`,
  );
  return html`<section><h2>会议安排</h2>
  <p>会议时间：${sayStart(meeting.start, page)}</p>
  ${rows.length === 0 ? html`<p class="none">尚无议题。</p>` : html`<table class="list"><thead><tr><th>序号</th><th>议题</th><th>汇报单位</th><th>备注</th></tr></thead><tbody>${rows}</tbody></table>`}
  ${meeting.state === 'planned' ? acts(page, meeting) : null}</section>`;
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
  return html`<div class="acts">
  ${foldedForm(page, '改期或待定', { verb: 'meeting.reschedule', about: meeting.id, hidden, submit: '改期', fields: (own) => [...startFields(own), textField(own, { name: 'why', label: '原因' })] })}
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
  ${foldedForm(page, '取消会议', { verb: 'meeting.cancel', about: meeting.id, hidden, submit: '取消会议', fields: why })}
  </div>`;
}
