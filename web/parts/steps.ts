/** The steps of a procedure as a matter's page shows them: what was done, what may be done, and what must come first. */
import { html } from 'hono/html';
import type { Matter } from '../../shared/domain/matters/kinds.ts';
import type { ReturnMark, StepAct } from '../../shared/domain/procedures/progress.ts';
import { citeClause } from '../../shared/domain/rules/clause.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import type { Html, PageContext } from './page.ts';
import { stepForms } from './step-forms.ts';
import { stepAnchor } from './step-path.ts';
import { type StepList, type StepPlace, type StepState, stepList } from './step-states.ts';

/** Words and signs, so that nothing depends on colour. */
const STATES: Readonly<Record<StepState, string>> = {
  done: '✓ 已办',
  waived: '— 免办',
  awaits: '△ 代录待复核',
  open: '○ 可办',
  'with-leader': '○ 呈批中',
  shut: '· 未到环节',
  elsewhere: '○ 随事项登记办理',
};

/** `null` for a matter without a procedure. */
export function stepsSection(page: PageContext, matter: Matter): Html | null {
  const list = stepList(matter, page.district);
  if (!list) return null;
  const { title } = list.procedure;
  if (list.places.length === 0)
    return html`<section class="steps"><h2>办理环节<small>${title}</small></h2><p class="none">本事项现不涉及办理环节。</p>${leftOut(list)}</section>`;
  return html`<section class="steps"><h2>办理环节<small>${title}</small></h2>
  <p class="more"><a href="/matters/${encodeURIComponent(matter.id)}/sheet">打印办理单</a></p>
  <ol>${list.places.map((place) => stepCard(page, matter, place))}</ol>
  ${leftOut(list)}</section>`;
}

function leftOut({ notAsked }: StepList): Html | null {
  if (notAsked.length === 0) return null;
  return html`<details><summary>不涉及的环节（${String(notAsked.length)}项）</summary><p class="lead">${notAsked.map(({ title }) => title).join('、')}。</p></details>`;
}

function stepCard(page: PageContext, matter: Matter, place: StepPlace): Html {
  const { step, part, acts, state, returns } = place;
  return html`<li class="step ${state}" id="${stepAnchor(step.id, part?.id ?? null)}">
  <div class="row"><h3>${stepTitle(place)}</h3><strong class="state">${state === 'shut' ? whatFirst(place) : STATES[state]}</strong></div>
  ${returns.map((one) => returnLine(page, one))}
  ${acts.map((act) => actLine(page, act))}
  ${clauseOf(page, place)}
  ${stepForms(page, matter, place)}</li>`;
}

export function stepTitle({ step, part }: Pick<StepPlace, 'step' | 'part'>): string {
  return part === null ? step.title : `${step.title}（${part.title}）`;
}

function whatFirst({ missing }: StepPlace): string {
  const [first] = missing;
  const title = first ? stepTitle(first) : '';
  return `· 须先办：${title}${missing.length > 1 ? `等${missing.length}项` : ''}`;
}

/** The words that ask for the step and, while it is shut, everything that is missing before it. */
function clauseOf({ district }: PageContext, { step, state, missing }: StepPlace): Html | null {
  const { clauses, shortTitle } = district.rulebook;
  const clause = clauses.get(step.clause);
  const cited = clause ? citeClause(clause, shortTitle) : step.clause;
  if (state !== 'shut') return html`<details><summary>依据</summary><p class="clause">${cited}</p></details>`;
  const before = missing.map((one) => html`<li>${stepTitle(one)}</li>`);
  return html`<details><summary>尚须先办的环节和依据</summary><ul>${before}</ul><p class="clause">${cited}</p></details>`;
}

/** Given back: what was done before no longer counts. */
function returnLine({ district, now }: PageContext, { returned }: ReturnMark): Html {
  const { by, why, at } = returned;
  return html`<p class="facts"><b>退回</b><span>${whoIs(by, district.directory)}</span><span>${sayMoment(at, district.zone, now)}</span><span>原因：${why}</span></p>`;
}

/** One act: what came out of it, by whom and when, on what evidence. */
function actLine({ district, now }: PageContext, act: StepAct): Html {
  const { submission, outcome, opinion, checks, waived } = act;
  const at =
    submission.done.latest === null ? '时间不详' : sayMoment(submission.done.latest, district.zone, now);
  const parts = [
    waived === null ? null : html`<span>免办理由：${waived}</span>`,
    outcome === null ? null : html`<span>结论：${outcome}</span>`,
    opinion === null ? null : html`<span>意见：${opinion}</span>`,
    submission.evidence === null ? null : html`<span>凭据：${submission.evidence}</span>`,
    checks.length === 0 ? null : html`<span>已核：${checks.join('、')}</span>`,
  ];
  return html`<p class="facts"><b>${handOf(act, district.directory)}</b><span>${at}</span>${parts}${act.awaits === null ? null : html`<span class="mark">代录待复核，复核前不作数</span>`}</p>`;
}

/** The one whose act it is, and who keyed it where that was somebody else. */
export function handOf({ submission }: StepAct, directory: PageContext['district']['directory']): string {
  const { by, for: whose, source } = submission;
  if (whose === null) return whoIs(by, directory);
  return `${whoIs(whose, directory)}（${source ?? ''}，${whoIs(by, directory)}代录）`;
}
