/** 工作日历: the year's days off and make-up workdays, and which years are announced. */
import { html } from 'hono/html';
import { sayOverlay } from '../../shared/app/say-calendar.ts';
import { overlayId } from '../../shared/domain/calendar/overlay.ts';
import { dayOf, type WorkCalendar } from '../../shared/domain/calendar/work-calendar.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import {
  addDays,
  type LocalDate,
  lastDayOfMonth,
  parseLocalDate,
  weekdayOf,
  yearOf,
} from '../../shared/domain/time/local-date.ts';
import { dateField, foldedForm, selectField, textField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';

const FIRST_YEAR = 2007;

export function calendarPage(page: PageContext, query: URLSearchParams): PageContent {
  const { calendar } = page.district.ground;
  const today = dateOf(page.now, page.district.zone);
  const present = yearOf(today);
  const wanted = query.get('year') ?? '';
  const year =
    /^\d{4}$/.test(wanted) && Number(wanted) >= FIRST_YEAR && Number(wanted) <= present + 3
      ? Number(wanted)
      : present;
  const years = Array.from({ length: present + 2 - FIRST_YEAR }, (_, index) => FIRST_YEAR + index).slice(-8);
  const tabs = years.map(
    (one) =>
      html`<a href="/calendar?year=${String(one)}" class="${one === year ? 'here' : ''}">${String(one)}年${calendar.isAnnounced(one) ? '' : '（未公布）'}</a>`,
  );
  const note = calendar.isAnnounced(year)
    ? html`<p class="lead">${String(year)}年放假安排已公布，日历编号${calendar.idOf(year)}。</p>`
    : html`<p class="stopped">${String(year)}年放假安排尚未公布：涉及该年的时限暂按普通周推算，标为“未确认”，公布后重新推算。</p>`;
  const months = Array.from({ length: 12 }, (_, index) => month(calendar, year, index + 1, today));
  const body = html`<p class="tabs">${tabs}</p>${note}
  <p class="lead"><span class="key holiday">节</span>放假　<span class="key make-up">班</span>调休上班　<span class="key off">　</span>周末</p>
  <div class="months">${months}</div>${localDocuments(page)}`;
  return { title: `工作日历（${year}年）`, body };
}

/** Local documents over the country's calendar, and the form for a day off or worked that came at short notice. */
function localDocuments(page: PageContext): Html {
  const { overlays } = page.district;
  const listed = overlays.map((overlay) => {
    const [title = '', ...lines] = sayOverlay(overlay).trim().split('\n');
    return html`<article class="sheet"><h3>${title.replace(/：$/, '')}</h3><p class="facts"><span>日历编号${overlayId(overlay)}</span></p><ul>${lines.map((line) => html`<li>${line.trim()}</li>`)}</ul></article>`;
  });
  return html`<h2>本区文件<small>停课停工、地方放假、上班和办公时间</small></h2>${listed.length === 0 ? html`<p class="none">没有在用的本区文件。</p>` : listed}${foldedForm(
    page,
    '登记本区放假、停工或者上班',
    {
      verb: 'calendar.overlay',
      about: 'new',
      submit: '登记',
      fields: (own) => [
        textField(own, {
          name: 'document',
          label: '文号',
          required: true,
          hint: '同一文号再次登记的，以后一次为准',
        }),
        dateField(own, { name: 'day', label: '日期', required: true }),
        dateField(own, { name: 'lastDay', label: '至（含当日，只有一日的不填）' }),
        selectField(own, { name: 'what', label: '安排', required: true }, [
          { value: 'off', label: '放假或者停工' },
          { value: 'work', label: '上班' },
        ]),
        textField(own, { name: 'why', label: '事由', required: true }),
      ],
    },
  )}`;
}

function month(calendar: WorkCalendar, year: number, number: number, today: LocalDate): Html {
  const first = parseLocalDate(`${year}-${String(number).padStart(2, '0')}-01`);
  const days = Number(lastDayOfMonth(first).slice(8));
  const blanks = Array.from({ length: weekdayOf(first) - 1 }, () => html`<span></span>`);
  const cells = Array.from({ length: days }, (_, index) => day(calendar, addDays(first, index), today));
  return html`<section class="month"><h3>${String(number)}月</h3><div class="days">${['一', '二', '三', '四', '五', '六', '日'].map((name) => html`<b>${name}</b>`)}${blanks}${cells}</div></section>`;
}

function day(calendar: WorkCalendar, date: LocalDate, today: LocalDate): Html {
  const { counts, makeUp, holiday, local } = dayOf(calendar, date);
  const isOff = !counts && (holiday ?? local) !== undefined;
  const kind = makeUp ? 'make-up' : isOff ? 'holiday' : counts ? 'work' : 'off';
  const named = makeUp ? `${holiday ?? ''}调休上班` : (holiday ?? '');
  const name = local ? `${local.why}（${local.document}）` : named;
  return html`<span class="${kind} ${date === today ? 'present' : ''}" title="${name}">${String(Number(date.slice(8)))}</span>`;
}
