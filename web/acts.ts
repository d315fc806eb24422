/** What a posted form says, as the fields of its verb; whatever is wrong is one Chinese sentence. */
import type { InvalidCommand } from '../shared/app/read-command.ts';
import type { Verb } from '../shared/contract/verbs.ts';
import { assignmentForms } from './acts/assignment.ts';
import { caseForms } from './acts/case.ts';
import { digestForms } from './acts/digest.ts';
import { districtForms } from './acts/district.ts';
import { dutyForms } from './acts/duty.ts';
import { eventForms } from './acts/event.ts';
import { feedForms } from './acts/feed.ts';
import type { Fields, Reader } from './acts/fields.ts';
import { meetingForms } from './acts/meeting.ts';
import { noticeForms } from './acts/notice.ts';
import { reportForms } from './acts/report.ts';
import { rulesForms } from './acts/rules.ts';
import { FormFault, labelOf, type Typed } from './acts/typed.ts';
import { weekForms } from './acts/week.ts';

/** Verbs without a form are for the API. */
const FORMS: Readonly<Partial<Record<Verb, Reader>>> = {
  ...meetingForms,
  ...eventForms,
  ...weekForms,
  ...caseForms,
  ...assignmentForms,
  ...dutyForms,
  ...noticeForms,
  ...districtForms,
  ...reportForms,
  ...digestForms,
  ...rulesForms,
  ...feedForms,
};

/** The fields of a verb; refuses what is missing and times that are none. */
export function fieldsOf(verb: Verb, typed: Typed): Fields {
  const read = FORMS[verb];
  if (!read) throw new FormFault('此项不在页面办理。');
  const fields = read(typed);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A fault of form from the command reader, for people. */
export function sayInvalid({ place }: InvalidCommand): string {
  const [field] = place;
  if (field === 'items' || field === 'entries')
    return `“${labelOf(field)}”第${Number(place[1] ?? 0) + 1}行填写有误，请核对。`;
  return `“${labelOf(String(field ?? ''))}”填写有误或过长，请核对后重新提交。`;
}
