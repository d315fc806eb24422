/** The forms on one assignment, those that fit the stage it has reached. */
import { html } from 'hono/html';
import {
  type Assignment,
  isApproved,
  leadOf,
  type ProgressState,
  presentParties,
} from '../../shared/domain/matters/assignment.ts';
import { whoIs } from '../words/labels.ts';
import {
  dateField,
  type Form,
  type FormShape,
  foldedForm,
  form,
  momentField,
  type Option,
  radioField,
  selectField,
  textField,
  tickField,
  unitOptions,
} from './form.ts';
import { handFields } from './hand-fields.ts';
import type { Html, PageContext } from './page.ts';
import { postOptions } from './people-options.ts';
import { sourceFields } from './source-fields.ts';

const STATES: readonly ProgressState[] = [
  '序时推进',
  '阶段性完成',
  '滞后',
  '因客观原因中止',
  '长期坚持',
  '已办结',
];

/** Nothing for what is over, nor for whoever may not write. */
export function assignmentForms(page: PageContext, found: Assignment): Html | null {
  if (!page.mayWrite || found.closed !== null || found.ended !== null) return null;
  const own = new AssignmentForms(page, found);
  return html`<div class="acts">${found.assignedAt === null ? own.beforehand() : own.underWay()}${own.always()}</div>`;
}

type Fields = (own: Form) => Html | readonly Html[];

class AssignmentForms {
  readonly #page: PageContext;
  readonly #found: Assignment;

  constructor(page: PageContext, found: Assignment) {
    this.#page = page;
    this.#found = found;
  }

  #folded(summary: string, verb: FormShape['verb'], fields: Fields, submit = '登记'): Html | null {
    const { id } = this.#found;
    return foldedForm(this.#page, summary, { verb, about: id, hidden: { id }, submit, fields });
  }

  #named(ids: readonly string[]): Option[] {
    return ids.map((value) => ({ value, label: whoIs(value, this.#page.district.directory) }));
  }

  /** 立项, then 交办. */
  beforehand(): (Html | null)[] {
    const { approval } = this.#found;
    const approved = isApproved(this.#found);
    return [
      approved || approval?.awaits
        ? null
        : this.#folded('立项', 'assignment.approve', (own) => this.#approval(own), '登记立项'),
      approval?.awaits ? this.#confirmApproval(approval.by) : null,
      approved
        ? this.#folded('交办', 'assignment.assign', (own) =>
            textField(own, { name: 'number', label: '交办单文号', hint: '未编号的不填' }),
          )
        : null,
      approved ? null : html`<span class="none">立项后方可交办。</span>`,
    ];
  }

  #approval(own: Form): Html[] {
    return [
      ...handFields(own, this.#named(['mayor', 'executive-vice-mayor']), '批准人'),
      dateField(own, { name: 'until', label: '办结时限', hint: '未明确的不填' }),
      tickField(own, { name: 'adoptDefault', label: '按默认期限作为正式时限' }),
    ];
  }

  #confirmApproval(keyedBy: string): Html | null {
    const others = postOptions(this.#page).filter(({ value }) => value !== keyedBy);
    return this.#folded(
      '复核代录的立项',
      'assignment.confirm-approval',
      (own) => selectField(own, { name: 'by', label: '复核人', required: true }, others),
      '复核无误',
    );
  }

  /** What the units report, and what the supervision office answers. */
  underWay(): (Html | null)[] {
    const { closing, parties } = this.#found;
    const objects = parties.some(({ objection }) => objection !== null);
    return [
      closing === null ? this.#progress() : null,
      closing === null ? this.#askClosing() : null,
      ...(closing === null && !this.#found.legacy ? [] : this.#answerClosing(closing === null)),
      objects ? this.#uphold() : this.#object(),
      this.#transfer(),
      this.#noAnswer(),
      this.#circulate(),
      this.#found.legacy ? this.#renew() : null,
    ];
  }

  #lead(): Option[] {
    return this.#named([leadOf(this.#found).unit]);
  }

  #units(role?: 'supporting'): Option[] {
    const present = presentParties(this.#found).filter((party) => role === undefined || party.role === role);
    return this.#named(present.map(({ unit }) => unit));
  }

  #progress(): Html | null {
    return this.#folded('反馈进展', 'assignment.progress', (own) => [
      radioField(own, { name: 'state', label: '状态', required: true }, STATES),
      textField(own, { name: 'text', label: '进展', required: true }),
      ...handFields(own, this.#lead(), '报告单位'),
      momentField(own, { name: 'happenedAt', label: '报告时间', at: this.#page.now }),
    ]);
  }

  #askClosing(): Html | null {
    return this.#folded('申请办结', 'assignment.ask-closing', (own) => [
      textField(own, { name: 'text', label: '办理结果', required: true }),
      textField(own, { name: 'evidence', label: '佐证', required: true }),
      ...handFields(own, this.#lead(), '申请单位'),
      momentField(own, { name: 'happenedAt', label: '办结时间', at: this.#page.now }),
    ]);
  }

  /** What was taken over (存量) may have been finished before anybody asked. */
  #answerClosing(unasked: boolean): (Html | null)[] {
    const { id } = this.#found;
    const confirmed = unasked
      ? this.#folded('确认办结', 'assignment.confirm-closing', (own) => [
          textField(own, { name: 'evidence', label: '佐证', required: true }),
          momentField(own, { name: 'happenedAt', label: '办结时间', at: this.#page.now }),
        ])
      : form(this.#page, {
          verb: 'assignment.confirm-closing',
          about: id,
          hidden: { id },
          submit: '确认办结，予以销号',
        });
    return [
      confirmed,
      unasked ? null : this.#folded('退回办结申请', 'assignment.return-closing', why('退回原因'), '退回'),
    ];
  }

  #object(): Html | null {
    return this.#folded('提出异议', 'assignment.object', (own) => [
      ...handFields(own, this.#units(), '提出单位'),
      textField(own, { name: 'why', label: '异议理由', required: true }),
    ]);
  }

  #uphold(): Html | null {
    return this.#folded('异议不成立，继续办理', 'assignment.uphold', why('理由'));
  }

  #transfer(): Html | null {
    return this.#folded('转办', 'assignment.transfer', (own) => [
      selectField(own, { name: 'unit', label: '转出单位' }, [
        { value: '', label: '提出异议的单位或者牵头单位' },
        ...this.#units(),
      ]),
      selectField(own, { name: 'to', label: '转至', required: true }, unitOptions(this.#page)),
      dateField(own, { name: 'until', label: '新时限', hint: '不填的重新起算' }),
    ]);
  }

  #noAnswer(): Html | null {
    const supporting = this.#units('supporting');
    if (supporting.length === 0) return null;
    return this.#folded('登记配合单位未反馈', 'assignment.no-answer', (own) => [
      selectField(own, { name: 'unit', label: '配合单位', required: true }, supporting),
      ...handFields(own, this.#lead(), '登记单位'),
      textField(own, { name: 'why', label: '情况', required: true }),
    ]);
  }

  #circulate(): Html | null {
    return this.#folded('通报（经区长批准）', 'assignment.circulate', (own) => [
      ...handFields(own, this.#named(['mayor', 'executive-vice-mayor']), '批准人'),
      textField(own, { name: 'text', label: '通报内容', required: true }),
      textField(own, { name: 'number', label: '文号', hint: '未编号的不填' }),
    ]);
  }

  #renew(): Html | null {
    return this.#folded('续办并定新时限', 'assignment.renew', (own) => [
      dateField(own, { name: 'until', label: '新时限', required: true }),
      textField(own, { name: 'why', label: '说明' }),
    ]);
  }

  always(): (Html | null)[] {
    return [
      this.#folded('增加来源', 'assignment.add-source', (own) => [
        ...sourceFields(own),
        dateField(own, { name: 'until', label: '该来源明确的时限', hint: '取较早的时限' }),
        tickField(own, { name: 'corrects', label: '更正原时限' }),
      ]),
      this.#found.assignedAt === null
        ? null
        : this.#folded('拆分', 'assignment.split', (own) => this.#splitRows(own), '拆分'),
      this.#folded(
        '合并',
        'assignment.merge',
        (own) => textField(own, { name: 'into', label: '并入事项的编号', required: true }),
        '合并',
      ),
      this.#folded('销号（不再办理）', 'assignment.strike', why('销号理由'), '销号'),
    ];
  }

  #splitRows(own: Form): Html {
    return html`<fieldset><legend>拆分为</legend>${Array.from(
      { length: MOST_PARTS },
      (_, index) =>
        html`<div class="pair">${selectField(own, { name: `unit-${index + 1}`, label: '牵头单位' }, unitOptions(this.#page))}${textField(own, { name: `title-${index + 1}`, label: '事项名称' })}</div>`,
    )}</fieldset>`;
  }
}

/** As many parts as one form takes. */
const MOST_PARTS = 4;

function why(label: string): Fields {
  return (own) => textField(own, { name: 'why', label, required: true });
}
