/** 规则: the 规则核定表 of the district, which rules notify and which are in shadow, and the forms to answer and to release. */
import { html } from 'hono/html';
import { confirmForm, exampleMoment, type FormLine } from '../../shared/app/confirm-form.ts';
import { BASIS_NAMES } from '../../shared/app/names.ts';
import { ownerOf, saySettings } from '../../shared/app/say-confirm-form.ts';
import { sayOutcome } from '../../shared/app/say-explanation.ts';
import { SOURCE_NAMES } from '../../shared/contract/verbs/rules.ts';
import { fullWidth } from '../../shared/domain/notices/full-width.ts';
import { foldedForm, form, selectField, textField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { ruleTabs } from '../parts/rule-tabs.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export function rulesPage(page: PageContext): PageContent {
  const { district, now } = page;
  // Those confirmed as not in force stay on the list, so that they can be answered again.
  const rulebook = { ...district.rulebook, rules: district.chosenRules };
  const at = exampleMoment(now, district.ground);
  const { lines } = confirmForm(rulebook, district.ground, at, now, district.ruleStates);
  const waiting = lines.filter(({ inShadow }) => inShadow === true);
  const answered = lines.filter(({ confirmed }) => confirmed !== null);
  const body = html`${ruleTabs('/rules')}<p class="lead">共${String(lines.length)}条，已核定${String(answered.length)}条，试运行${String(waiting.length)}条。试运行的规则，提醒仅发办公室（拟发）；正式启用后按规则发出。</p>${paperLinks(page, [['confirm-form']])}
  <p class="lead">示例按起算${sayMoment(at, district.zone, now)}推算。另选理解的，对此后的事项适用；在办事项沿用原理解。</p>
  ${waiting.length > 0 ? releaseAll(page) : null}
  ${lines.map((line) => card(page, line))}
  <p class="lead">办公室主任签字：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿</p>`;
  return { title: '规则核定', body };
}

function releaseAll(page: PageContext): Html | null {
  return foldedForm(page, '全部正式启用', {
    verb: 'rule.release',
    about: 'all',
    hidden: { pattern: '*' },
    submit: '全部正式启用',
  });
}

function card(page: PageContext, line: FormLine): Html {
  const { district } = page;
  const readings = line.readings.map(
    ({ id, say, operative, evaluation }) =>
      html`<li>${line.readings.length > 1 ? html`<b>${id}</b>　${say}：` : null}${sayOutcome(evaluation, district.zone)}${operative && line.readings.length > 1 ? html`<span class="mark">现行</span>` : null}</li>`,
  );
  const others = line.others.map(
    ({ title, evaluation }) => html`<li>另有${title}：${sayOutcome(evaluation, district.zone)}</li>`,
  );
  return html`<article class="sheet" id="${line.rule}"><div class="row"><h3>${line.rule}　${line.title}</h3><span>${shadowMark(line)}${answerMark(page, line)}</span></div>
    <p class="clause"><b>${fullWidth(line.source)}</b>“${fullWidth(line.quote)}”</p>
    <p class="facts"><span>承办：${ownerOf(line, (unit) => whoIs(unit, district.directory))}</span><span>${BASIS_NAMES[line.basis]}</span>${line.inForce ? null : html`<span>按文本不在施行期</span>`}</p>
    <ul>${readings}${others}</ul>
    ${line.settings.length > 0 ? html`<details><summary>所用设置</summary><p>${saySettings(line)}</p></details>` : null}
    ${acts(page, line)}</article>`;
}

function shadowMark({ inShadow }: FormLine): Html {
  return inShadow === true
    ? html`<span class="mark">试运行（拟发）</span>`
    : html`<span class="mark">已启用</span>`;
}

function answerMark({ district, now }: PageContext, { confirmed }: FormLine): Html {
  if (confirmed === null) return html`<span class="mark">未核定</span>`;
  const { inForce, at, source } = confirmed;
  return html`<span class="mark">${inForce ? '核定施行' : '核定不施行'}（${sayMoment(at, district.zone, now)}${source === null ? '' : `，${source}`}）</span>`;
}

function acts(page: PageContext, line: FormLine): Html {
  const { rule } = line;
  const turn =
    line.inShadow === true
      ? form(page, { verb: 'rule.release', about: rule, hidden: { pattern: rule }, submit: '正式启用' })
      : foldedForm(page, '转入试运行', {
          verb: 'rule.shadow',
          about: rule,
          hidden: { pattern: rule },
          submit: '转入试运行',
          fields: (own) => textField(own, { name: 'why', label: '原因', required: true }),
        });
  return html`${confirmation(page, line)}${turn}`;
}

function confirmation(page: PageContext, line: FormLine): Html | null {
  const readings = line.readings.map(({ id, say }) => ({ value: id, label: `${id}　${say}` }));
  const answers = [
    { value: 'yes', label: '施行' },
    { value: 'no', label: '不施行' },
  ];
  const sources = SOURCE_NAMES.map((value) => ({ value, label: value }));
  return foldedForm(page, '核定', {
    verb: 'rule.confirm',
    about: line.rule,
    hidden: { rule: line.rule },
    submit: '登记核定',
    fields: (own) => [
      selectField(own, { name: 'inForce', label: '是否施行', required: true }, answers),
      ...(line.readings.length > 1
        ? [
            selectField(own, { name: 'reading', label: '理解' }, [
              { value: '', label: '沿用现行' },
              ...readings,
            ]),
          ]
        : []),
      selectField(
        own,
        { name: 'source', label: '办公室主任签署方式', required: true, value: '纸质' },
        sources,
      ),
    ],
  });
}
