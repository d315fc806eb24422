/** 首页: what is overdue, to be checked, due today, coming, resting and done. */
import { html } from 'hono/html';
import { boardOf, type Standing } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { dutyCard, settledTable } from '../parts/duty.ts';
import { checkForms, submitForm } from '../parts/duty-forms.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { latestNotices } from './notices.ts';

export async function homePage(page: PageContext): Promise<PageContent> {
  const board = await boardOf(page.reader, page.district, page.now);
  const { overdue, toCheck, today, upcoming, resting, settled } = board;
  const count = (name: string, title: string, duties: readonly ExistingDuty[]) =>
    html`<li class="${name}"><a href="#${name}"><b>${String(duties.length)}</b>${title}</a></li>`;
  const body = html`<div id="board" data-live>
  <ul class="counts">${count('overdue', '已超时', overdue)}${count('to-check', '待核对', toCheck)}${count('today', '今日到期', today)}${count('upcoming', '近期到期', upcoming)}${count('settled', '近期办结', settled)}</ul>
  ${overdue.length + toCheck.length + today.length === 0 ? html`<p class="none calm">今日没有到期事项，没有超时和待核对事项。</p>` : null}
  ${section(page, 'today', '今日到期', today)}
  ${section(page, 'overdue', '已超时', overdue)}
  ${section(page, 'to-check', '待核对', toCheck)}
  ${section(page, 'upcoming', '近期到期', upcoming)}
  ${section(page, 'resting', '暂停计时', resting)}
  <section id="notices-latest"><h2>最近提醒</h2>${await latestNotices(page)}<p class="more"><a href="/notices">全部提醒</a></p></section>
  <section id="settled"><h2>已办结</h2>${settledTable(page, settled)}<p class="more"><a href="/duties?list=settled">全部办结事项</a></p></section>
  ${board.cut ? html`<p class="more">事项较多，此处只列最近的部分，<a href="/duties">查看全部未办结事项</a>。</p>` : null}
  </div>`;
  return { title: '首页', body };
}

/** A list that has something in it; its anchor stays when it has not. */
function section(
  page: PageContext,
  name: Standing | 'resting',
  title: string,
  duties: readonly ExistingDuty[],
): Html {
  if (duties.length === 0) return html`<span id="${name}"></span>`;
  const cards = duties.map((duty) => dutyCard(page, duty, name, actionsFor(page, duty, name)));
  return html`<section id="${name}"><h2>${title}<small>${String(duties.length)}项</small></h2>${cards}</section>`;
}

function actionsFor(page: PageContext, duty: ExistingDuty, name: Standing | 'resting'): Html | null {
  return name === 'overdue' || name === 'to-check' ? checkForms(page, duty) : submitForm(page, duty);
}
