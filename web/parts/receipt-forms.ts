/** The forms that say what became of a message: signed for, called, served. */
import type { Notice, SentCopy } from '../../shared/domain/notices/notice.ts';
import { mayFollow } from '../../shared/domain/notices/receipt.ts';
import { whoIs } from '../words/labels.ts';
import { type Form, foldedForm, momentField, radioField, selectField, textField } from './form.ts';
import { handFields } from './hand-fields.ts';
import type { Html, PageContext } from './page.ts';
import { officeOptions } from './people-options.ts';

const aboutOf = ({ facts }: Notice, { to }: SentCopy) => ({
  about: `${facts.id}/${to}`,
  hidden: { notice: `${facts.id}>${to}` },
});

/** 签收 of one message, by the person or keyed for him; nothing where it was only drafted or is signed for already. */
export function signForm(page: PageContext, notice: Notice, copy: SentCopy): Html | null {
  if (copy.shadow || !mayFollow('signed', copy)) return null;
  const { directory } = page.district;
  const hands = [
    { value: copy.person, label: `${whoIs(copy.to, directory)}（${whoIs(copy.person, directory)}）` },
  ];
  return foldedForm(page, '登记签收', {
    verb: 'notice.sign',
    ...aboutOf(notice, copy),
    submit: '签收',
    fields: (own) => [...handFields(own, hands, '签收人'), scanField(own), noteField(own), whenField(own)],
  });
}

const SAID = [
  { value: '', label: '未作答复' },
  { value: '收到', label: '收到' },
  { value: '已报送', label: '称已报送（转待核对）' },
  { value: '申请延期', label: '需延期' },
];

/** 电话记录: answered or not, with whom, and what was said. */
export function callForm(page: PageContext, notice: Notice, copy: SentCopy): Html | null {
  return foldedForm(page, '登记结果', {
    verb: 'call.record',
    ...aboutOf(notice, copy),
    submit: '登记',
    fields: (own) => [
      radioField(own, { name: 'answered', label: '结果', required: true }, ['已接', '未接']),
      selectField(own, { name: 'keyedBy', label: '拨打人', required: true }, officeOptions(page)),
      textField(own, { name: 'spokeWith', label: '接听人', hint: '本人接听的不填' }),
      selectField(own, { name: 'said', label: '对方答复' }, SAID),
      momentField(own, { name: 'until', label: '需延期至', hint: '需延期且已说明时间的填写' }),
      noteField(own),
      scanField(own),
      whenField(own),
    ],
  });
}

/** 纸质送达: who signed the slip, or why it could not be served. */
export function slipForm(page: PageContext, notice: Notice, copy: SentCopy): Html | null {
  return foldedForm(page, '登记送达', {
    verb: 'paper.serve',
    ...aboutOf(notice, copy),
    submit: '登记',
    fields: (own) => [
      selectField(own, { name: 'keyedBy', label: '送达人', required: true }, officeOptions(page)),
      textField(own, { name: 'receivedBy', label: '签收人' }),
      textField(own, { name: 'why', label: '未能送达的原因', hint: '已签收的不填' }),
      scanField(own),
      whenField(own),
    ],
  });
}

function scanField(own: Form): Html {
  return textField(own, { name: 'scan', label: '扫描件', hint: '存放位置或编号' });
}

function noteField(own: Form): Html {
  return textField(own, { name: 'note', label: '说明' });
}

function whenField(own: Form): Html {
  return momentField(own, { name: 'happenedAt', label: '实际时间', hint: '不填为登记时间' });
}
