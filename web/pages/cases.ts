/** 新建事项: the procedures of the rulebook, the form of one of them, and what is known of a case on its page. */
import { html } from 'hono/html';
import { freeId } from '../../shared/app/views.ts';
import type { Case, FieldValue } from '../../shared/domain/matters/case.ts';
import type { FieldRule, PartRule, Procedure } from '../../shared/domain/procedures/procedure.ts';
import { sayArticle } from '../../shared/domain/rules/clause.ts';
import { dateOf, parseInstant } from '../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../shared/domain/time/local-date.ts';
import { sayFullDate } from '../../shared/domain/time/wording.ts';
import { type CaseField, caseField, partRows } from '../parts/case-fields.ts';
import {
  type Form,
  foldedForm,
  form,
  momentField,
  selectField,
  textField,
  unitOptions,
} from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { leaderOptions } from '../parts/people-options.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import { readOnlyNote } from './meeting.ts';

/** Procedures that a matter of its own goes through; those of meetings and events begin with these. */
function proceduresOf({ district }: PageContext): Procedure[] {
  return [...district.rulebook.procedures.values()].filter(({ host }) => host === 'case');
}

export function newCasesPage(page: PageContext): PageContent {
  const { clauses } = page.district.rulebook;
  const rows = proceduresOf(page).map((one) => {
    const articles = new Set(
      one.steps.flatMap(({ clause }) => {
        const article = clauses.get(clause)?.article;
        return article === undefined ? [] : [sayArticle(article.replace(/（.+）|\(.+\)/, ''))];
      }),
    );
    return html`<tr><td><a href="/cases/new/${one.id}">${one.title}</a></td><td>${one.steps.map(({ title }) => title).join(' → ')}</td><td>${[...articles].join('、')}</td></tr>`;
  });
  const body =
    rows.length === 0
      ? html`<p class="none">规则中没有按环节办理的程序。</p>`
      : html`<p class="lead">选择程序后登记。会议、事件请用“安排会议”“登记事件”。</p><div class="wide"><table class="list procedures"><thead><tr><th>程序</th><th>环节</th><th>依据</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return { title: '新建事项', body };
}

/** `null` where the rulebook has no such procedure for cases. */
export async function newCasePage(page: PageContext, id: string): Promise<PageContent | null> {
  const procedure = proceduresOf(page).find((one) => one.id === id);
  if (!procedure) return null;
  const free = await freeId(page.reader, page.district.id, 'sx', dateOf(page.now, page.district.zone));
  const body = form(page, {
    verb: 'case.open',
    about: procedure.id,
    opens: 'matter',
    hidden: { procedure: procedure.id },
    submit: '登记',
    fields: (own) => [
      textField(own, { name: 'title', label: '事项名称', required: true }),
      selectField(
        own,
        { name: 'unit', label: '主办单位', required: true, value: 'office' },
        unitOptions(page),
      ),
      selectField(
        own,
        { name: 'leader', label: '所涉区领导' },
        leaderOptions(page, { value: '', label: '无' }),
      ),
      ...procedure.fields.map((field) => caseField(own, field)),
      momentField(own, { name: 'startedAt', label: '开始时间', at: page.now }),
      selectField(
        own,
        { name: 'secrecy', label: '密级', hint: '涉密事项不得录入' },
        ['内部', '公开', '工作秘密'].map((value) => ({ value, label: value })),
      ),
      textField(own, { name: 'id', label: '编号', value: free, required: true }),
      ...procedure.parts.map((part) => partRows(own, part)),
    ],
  });
  return { title: `新建事项：${procedure.title}`, body: body ?? readOnlyNote() };
}

export function caseSection(page: PageContext, found: Case): Html {
  const { district, now } = page;
  const procedure = district.rulebook.procedures.get(found.procedure);
  const fields = (procedure?.fields ?? []).flatMap((field) => {
    const value = found.fields[field.name];
    return value === undefined ? [] : [html`<dt>${field.say}</dt><dd>${sayValue(page, field, value)}</dd>`];
  });
  const parts = (procedure?.parts ?? []).flatMap((part) => {
    const named = found.parts.filter(({ kind }) => kind === part.kind).map(({ title }) => title);
    return named.length === 0 ? [] : [html`<dt>${part.say}</dt><dd>${named.join('、')}</dd>`];
  });
  return html`<section><h2>事项情况</h2><dl><dt>程序</dt><dd>${procedure?.title ?? found.procedure}</dd>
  <dt>主办单位</dt><dd>${whoIs(found.unit, district.directory)}</dd>
  ${found.leader === null ? null : html`<dt>所涉区领导</dt><dd>${whoIs(found.leader, district.directory)}</dd>`}
  <dt>开始时间</dt><dd>${sayMoment(found.startedAt, district.zone, now)}</dd>${fields}${parts}</dl>
  ${found.state === 'open' && procedure ? acts(page, found, procedure) : null}</section>`;
}

/** A value as people write it. */
function sayValue({ district, now }: PageContext, { type }: FieldRule, value: FieldValue): string {
  switch (type) {
    case 'flag':
      return value === true ? '是' : '否';
    case 'date':
      return sayFullDate(parseLocalDate(String(value)));
    case 'moment':
      return sayMoment(parseInstant(String(value)), district.zone, now);
    case 'unit':
    case 'leader':
      return whoIs(String(value), district.directory);
    default:
      return String(value);
  }
}

function acts(page: PageContext, found: Case, procedure: Procedure): Html {
  const shape = { about: found.id, hidden: { id: found.id } };
  const why = (own: Form) => textField(own, { name: 'why', label: '原因', required: true });
  const amended = procedure.fields.map((field): CaseField => {
    const value = found.fields[field.name];
    return { ...field, present: value === undefined ? '未填' : `现为：${sayValue(page, field, value)}` };
  });
  return html`<div class="acts">
  ${
    amended.length === 0
      ? null
      : foldedForm(page, '补充或更正', {
          verb: 'case.amend',
          ...shape,
          submit: '登记',
          fields: (own) => [...amended.map((field) => caseField(own, field)), why(own)],
        })
  }
  ${procedure.parts.map((part) => addPart(page, found, part))}
  ${foldedForm(page, '撤回事项', { verb: 'case.withdraw', ...shape, submit: '撤回', fields: why })}</div>`;
}

function addPart(page: PageContext, found: Case, part: PartRule): Html | null {
  const taken = found.parts.map(({ kind, id }) => `${kind}/${id}`).join(' ');
  return foldedForm(page, `增加${part.say}`, {
    verb: 'case.part',
    about: `${found.id}#${part.kind}`,
    hidden: { id: found.id, taken },
    submit: '增加',
    fields: (own) => partRows(own, part, 1),
  });
}
