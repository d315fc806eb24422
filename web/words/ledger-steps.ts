/** Entries about cases, their steps, and changes of what a duty is measured by, in words. */
import type { Interval } from '../../shared/domain/compliance/verdict.ts';
import { type Around, type Body, because, moment, type Sentence, text, who } from './ledger-words.ts';

export const STEP_SENTENCES: Readonly<Record<string, Sentence>> = {
  'case.opened': (body, around) =>
    `登记“${text(body.title)}”（${procedureTitle(text(body.procedure), around)}），主办${who(body.unit, around)}${fieldsOf(body, around)}`,
  'case.amended': (body, around) =>
    `补充或更正${fieldsOf(body, around)}（${who(body.by, around)}）${because(body.why)}`,
  'case.part-added': (body) => `增加“${text(((body.part ?? {}) as Body).title)}”`,
  'case.withdrawn': (body, around) => `撤回事项（${who(body.by, around)}）${because(body.why)}`,
  'step.done': stepDone,
  'step.confirmed': (body, around) => `${stepTitle(body, around)}：代录经复核（${who(body.by, around)}）`,
  'step.returned': (body, around) =>
    `${stepTitle(body, around)}：退回（${who(body.by, around)}）${because(body.why)}`,
  'duty.extension-asked': (body, around) =>
    `申请延期至${moment(body.until, around)}（${who(body.by, around)}）${because(body.why)}`,
  'duty.extension-decided': (body, around) =>
    body.yes === true
      ? `准予延期至${moment(body.until, around)}（${who(body.by, around)}）${because(body.why)}`
      : `不予延期（${who(body.by, around)}）${because(body.why)}`,
  'duty.edition-adopted': (body, around) => `改按现行规则办理（${who(body.by, around)}）`,
  'duty.explained': (body, around) => `偏离说明（${who(body.by, around)}）：${text(body.why)}`,
};

function stepDone(body: Body, around: Around): string {
  const act = (body.act ?? {}) as Body;
  const said = (act.submission ?? {}) as Body;
  const waived = text(act.waived);
  const parts = [
    waived === '' ? '' : `理由：${waived}`,
    text(act.outcome) === '' ? '' : `结论：${text(act.outcome)}`,
    text(act.opinion) === '' ? '' : `意见：${text(act.opinion)}`,
    text(said.evidence) === '' ? '' : `凭据：${text(said.evidence)}`,
    doneAt(said, around),
  ];
  const details = parts.filter((part) => part !== '').join('，');
  return `${stepTitle(body, around)}：${waived === '' ? '已办' : '免办'}（${handOf(said, around)}）${details === '' ? '' : `，${details}`}`;
}

function handOf(said: Body, around: Around): string {
  if (text(said.for) === '') return who(said.by, around);
  return `${who(said.for, around)}，${text(said.source)}，${who(said.by, around)}代录，待复核`;
}

/** Where that is not when it was recorded. */
function doneAt(said: Body, around: Around): string {
  const at = (said.done as Interval | undefined)?.latest ?? null;
  return at === null || at === around.entry.recordedAt ? '' : `实际${moment(at, around)}`;
}

function procedureTitle(id: string, { district }: Around): string {
  return district.rulebook.procedures.get(id)?.title ?? id;
}

/** The title of a step, with the part it was about. Procedures that share an id of a step share its meaning. */
function stepTitle(body: Body, around: Around): string {
  const { district } = around;
  const id = text(body.step);
  const steps = [...district.rulebook.procedures.values()].flatMap((procedure) => procedure.steps);
  const title = steps.find((step) => step.id === id)?.title ?? id;
  return text(body.part) === '' ? `“${title}”` : `“${title}”（${who(body.part, around)}）`;
}

/** What the fields said: 份数40、加急. */
function fieldsOf(body: Body, { district }: Around): string {
  const rules = [...district.rulebook.procedures.values()].flatMap(({ fields }) => fields);
  const said = Object.entries((body.fields ?? {}) as Body).flatMap(([name, value]) => {
    const label = rules.find((rule) => rule.name === name)?.say ?? name;
    if (value === false) return [`${label}：否`];
    return [value === true ? label : `${label}：${String(value)}`];
  });
  return said.length === 0 ? '' : `，${said.join('，')}`;
}
