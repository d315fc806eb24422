/** 办理单: a matter with the steps of its procedure on one sheet, to print, to sign and to file. */
import { html } from 'hono/html';
import { matterView } from '../../shared/app/views.ts';
import { fullWidth } from '../../shared/domain/notices/full-width.ts';
import { sayArticle } from '../../shared/domain/rules/clause.ts';
import { matterPath } from '../parts/duty.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { type StepPlace, stepList } from '../parts/step-states.ts';
import { handOf, stepTitle } from '../parts/steps.ts';
import { matterTitle, sayMoment, whoIs } from '../words/labels.ts';

/** `null` where there is no such matter, or none that goes through a procedure. */
export async function sheetPage(page: PageContext, id: string): Promise<PageContent | null> {
  const view = await matterView(page.reader, page.district.id, id);
  const list = view && stepList(view.matter, page.district);
  if (!view || !list) return null;
  const { matter } = view;
  const unit = matter.kind === 'case' ? whoIs(matter.unit, page.district.directory) : '';
  const body = html`<p class="lead">编号：${matter.id}　${unit === '' ? '' : `主办：${unit}　`}程序：${list.procedure.title}　打印时间：${sayMoment(page.now, page.district.zone)}</p>
  <div class="wide"><table class="list sheet-of-steps"><thead><tr><th>序号</th><th>环节</th><th>经办（签字）</th><th>时间</th><th>结论、意见</th><th>凭据</th><th>依据</th></tr></thead><tbody>${list.places.map((place, index) => row(page, place, index + 1))}</tbody></table></div>
  <p class="more screen"><a href="${matterPath(matter.id)}">返回事项</a></p>`;
  return { title: `${matterTitle(matter)}办理单`, body };
}

/** The last act counts; a step still to come has room for a signature. */
function row(page: PageContext, place: StepPlace, number: number): Html {
  const { district, now } = page;
  const clause = district.rulebook.clauses.get(place.step.clause);
  const article = clause ? fullWidth(sayArticle(clause.article)) : place.step.clause;
  const act = place.acts.at(-1);
  const done = act?.submission.done.latest;
  const said =
    act === undefined
      ? []
      : act.waived === null
        ? [act.outcome, act.opinion].filter((one) => one !== null)
        : [`免办：${act.waived}`];
  const hand = act === undefined ? '' : handOf(act, district.directory);
  return html`<tr><td>${String(number)}</td><td>${stepTitle(place)}</td><td>${hand}</td><td>${done ? sayMoment(done, district.zone, now) : ''}</td><td>${said.join('；')}${act?.awaits ? '（待复核）' : ''}</td><td>${act?.submission.evidence ?? ''}</td><td>${article}</td></tr>`;
}
