/** The forms on a meeting besides its time and agenda: what is known of an item, leave, outcomes, decisions, papers back. */
import { html } from 'hono/html';
import { ITEM_TAGS, type ItemTag, type Meeting, OUTCOMES } from '../../shared/domain/matters/meeting.ts';
import { OFFICE_DIRECTOR } from '../../shared/domain/routing/roles.ts';
import { whoIs } from '../words/labels.ts';
import {
  type Form,
  foldedForm,
  form,
  momentField,
  type Option,
  radioField,
  selectField,
  textField,
  tickField,
  tickList,
  unitOptions,
} from './form.ts';
import { handFields } from './hand-fields.ts';
import type { Html, PageContext } from './page.ts';
import { postOptions } from './people-options.ts';

/** What an item may need before it goes onto the agenda. */
export const TAG_NAMES: Readonly<Record<ItemTag, string>> = {
  livelihood: '群众切身利益',
  dissent: '意见不一致',
  'secret-work': '工作秘密',
  major: '重大事项',
  normative: '规范性文件',
  legality: '须合法性审查',
  'public-interest': '公众利益',
};

const NOBODY: Option = { value: '', label: '无' };

function itemsOf({ agenda }: Meeting): Option[] {
  return agenda
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ id, title }) => ({ value: id, label: `${id}　${title}` }));
}

/** Forms on items, where there are any. */
export function itemForms(page: PageContext, meeting: Meeting): (Html | null)[] {
  const items = itemsOf(meeting);
  if (items.length === 0 || meeting.state === 'cancelled') return [];
  const shape = { about: meeting.id, hidden: { id: meeting.id } };
  const proposed = meeting.agenda.filter(({ placed, withdrawn }) => !placed && withdrawn === null);
  return [
    meeting.state === 'planned' ? amendForm(page, meeting, items) : null,
    ...proposed.map(({ id }) =>
      meeting.agendaFixed
        ? form(page, {
            verb: 'agenda.place',
            about: `${meeting.id}#${id}`,
            hidden: { id: meeting.id, item: id },
            submit: `议题${id}列入议程`,
            quiet: true,
          })
        : null,
    ),
    meeting.state === 'begun'
      ? foldedForm(page, '登记议题结论', {
          verb: 'meeting.outcome',
          ...shape,
          submit: '登记结论',
          fields: (own) => [
            selectField(own, { name: 'item', label: '议题', required: true }, items),
            radioField(own, { name: 'outcome', label: '结论', required: true }, OUTCOMES),
            selectField(
              own,
              { name: 'presenter', label: '汇报人（与安排不同的）' },
              postOptions(page, NOBODY),
            ),
            textField(own, { name: 'next', label: '再次上会的会议编号', hint: '结论为再议的填写' }),
            textField(own, { name: 'note', label: '说明' }),
            textField(own, { name: 'correction', label: '更正原因', hint: '更正已登记结论的填写' }),
          ],
        })
      : null,
  ];
}

function amendForm(page: PageContext, meeting: Meeting, items: readonly Option[]): Html | null {
  return foldedForm(page, '补充议题情况', {
    verb: 'agenda.amend',
    about: meeting.id,
    hidden: { id: meeting.id },
    submit: '登记',
    fields: (own) => [
      selectField(own, { name: 'item', label: '议题', required: true }, items),
      tickList(own, { name: 'tag', label: '议题性质' }, ITEM_TAGS, TAG_NAMES),
      selectField(own, { name: 'presenter', label: '汇报人（非主要负责人的）' }, postOptions(page, NOBODY)),
      textField(own, { name: 'why', label: '说明', required: true }),
    ],
  });
}

/** Leave before the meeting; decisions and papers after it. */
export function sessionForms(page: PageContext, meeting: Meeting): (Html | null)[] {
  if (meeting.state === 'cancelled') return [];
  return [
    leaveForm(page, meeting),
    ...(meeting.state === 'begun'
      ? [decideForm(page, meeting), collectForm(page, meeting), lendForm(page, meeting)]
      : []),
  ];
}

function leaveForm(page: PageContext, { id }: Meeting): Html | null {
  return foldedForm(page, '登记请假', {
    verb: 'meeting.leave',
    about: id,
    hidden: { id },
    submit: '登记请假',
    fields: (own) => [
      selectField(own, { name: 'post', label: '请假人', required: true }, postOptions(page)),
      textField(own, { name: 'why', label: '请假事由', required: true }),
      selectField(own, { name: 'substitute', label: '替会或代为汇报' }, postOptions(page, NOBODY)),
      tickField(own, { name: 'byPhone', label: '电话请假' }),
      momentField(own, { name: 'happenedAt', label: '请假时间', at: page.now }),
    ],
  });
}

/** As many rows as one form takes. */
const ROWS = 4;

function rowsOf(legend: string, row: (number: number) => Html): Html {
  return html`<fieldset><legend>${legend}</legend>${Array.from({ length: ROWS }, (_, index) => row(index + 1))}</fieldset>`;
}

function decideForm(page: PageContext, meeting: Meeting): Html | null {
  const items = [{ value: '', label: '不属单项议题' }, ...itemsOf(meeting)];
  const first = meeting.decisions.length;
  return foldedForm(page, '登记议定事项', {
    verb: 'meeting.decide',
    about: meeting.id,
    hidden: { id: meeting.id, first: String(first) },
    submit: '登记',
    fields: (own) => [
      tickField(own, { name: 'startNow', label: '先按清单办理，以纪要为准' }),
      rowsOf('议定事项（纪要印发后转为交办事项）', (number) => decisionRow(own, items, number)),
    ],
  });
}

function decisionRow(own: Form, items: readonly Option[], number: number): Html {
  return html`<div class="pair">${selectField(own, { name: `unit-${number}`, label: '牵头单位' }, unitOptions(own.page))}${momentField(own, { name: `until-${number}`, label: '时限' })}${selectField(own, { name: `item-${number}`, label: '所属议题' }, items)}${textField(own, { name: `title-${number}`, label: '事项' })}</div>`;
}

function collectForm(page: PageContext, { id }: Meeting): Html | null {
  return foldedForm(page, '会后清点材料', {
    verb: 'papers.collect',
    about: id,
    hidden: { id },
    submit: '登记清点',
    fields: (own) => [
      momentField(own, { name: 'happenedAt', label: '清点时间', at: page.now, required: true }),
      rowsOf('未退回的份号（全部退回的不填）', (number) => copyRow(own, number)),
    ],
  });
}

function copyRow(own: Form, number: number): Html {
  return html`<div class="pair">${selectField(own, { name: `unit-${number}`, label: '单位' }, unitOptions(own.page))}${textField(own, { name: `copy-${number}`, label: '份号' })}</div>`;
}

function lendForm(page: PageContext, { id }: Meeting): Html | null {
  const director = [{ value: OFFICE_DIRECTOR, label: whoIs(OFFICE_DIRECTOR, page.district.directory) }];
  return foldedForm(page, '批准带走材料', {
    verb: 'papers.lend',
    about: id,
    hidden: { id },
    submit: '登记批准',
    fields: (own) => [
      textField(own, { name: 'copy', label: '份号', required: true }),
      selectField(own, { name: 'unit', label: '单位', required: true }, unitOptions(page)),
      momentField(own, { name: 'until', label: '归还时限', hint: '不填的按规定' }),
      ...handFields(own, director, '批准人'),
    ],
  });
}
