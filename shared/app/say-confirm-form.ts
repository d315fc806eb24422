/** The 规则核定表 in words: as text to be signed on paper, as rows of a spreadsheet, as JSON. */
import { fullWidth } from '../domain/notices/full-width.ts';
import type { Confirmation } from '../domain/switching-on/rule-states.ts';
import { formatInstant } from '../domain/time/instant.ts';
import type { ConfirmForm, FormLine } from './confirm-form.ts';
import type { ExplainedReading } from './explain.ts';
import { BASIS_NAMES } from './names.ts';
import { sayMoment, sayOutcome } from './say-explanation.ts';

/** Says who a unit is; `subject` is the unit that the matter names. */
export type NameOf = (unit: string) => string;

const SIGNATURE = '办公室主任签字：＿＿＿＿＿＿　日期：＿＿＿＿＿＿';

/** The form to print and to sign, a block for each rule. */
export function sayConfirmForm(form: ConfirmForm, nameOf: NameOf): string {
  const { rulebook, lines, exampleAt } = form;
  const answered = lines.filter(({ confirmed }) => confirmed !== null).length;
  const head = [
    `规则核定表　${rulebook.title}（${rulebook.document}）`,
    `规则库版本：${rulebook.version}；共${lines.length}条，已核定${answered}条。`,
    `示例按起算${sayMoment(exampleAt, rulebook.zone)}推算。“←现行”为现用的理解；另选的，请在其他理解前打勾。`,
    '',
  ];
  return [...head, ...lines.flatMap((line) => [...sayLine(line, form, nameOf), '']), SIGNATURE, '']
    .map((line) => `${line}\n`)
    .join('')
    .replace(/\n+$/, '\n');
}

function sayLine(line: FormLine, { rulebook }: ConfirmForm, nameOf: NameOf): string[] {
  const { zone } = rulebook;
  return [
    `${line.rule}　${line.title}`,
    `  依据：${fullWidth(line.source)}；${BASIS_NAMES[line.basis]}`,
    `  原文：“${fullWidth(line.quote)}”`,
    `  承办：${ownerOf(line, nameOf)}`,
    `  施行：${sayInForce(line)}`,
    ...(line.readings.length > 1 ? ['  理解：'] : []),
    ...line.readings.map((reading) => `  ${sayReading(reading, zone, line.readings.length > 1)}`),
    ...line.others.map(({ title, evaluation }) => `  另有${title}：${sayOutcome(evaluation, zone)}`),
    ...(line.settings.length > 0 ? [`  设置：${saySettings(line)}`] : []),
    '  核定：□施行　□不施行　签字：＿＿＿＿＿＿',
  ];
}

export function ownerOf({ owedBy }: Pick<FormLine, 'owedBy'>, nameOf: NameOf): string {
  return owedBy === 'subject' ? '事项确定的承办单位' : nameOf(owedBy);
}

/** '按文本施行，未核定', '已核定不施行（办公室主任）'. */
function sayInForce({ inForce, confirmed }: Pick<FormLine, 'inForce' | 'confirmed'>): string {
  if (confirmed !== null) return `已核定${confirmed.inForce ? '施行' : '不施行'}${sayBy(confirmed)}`;
  return inForce ? '按文本施行，未核定' : '按文本不在施行期，未核定';
}

function sayBy({ source }: Confirmation): string {
  return source === null ? '' : `（${source}）`;
}

function sayReading(
  { id, say, operative, evaluation }: ExplainedReading,
  zone: string,
  several: boolean,
): string {
  if (!several) return `时限：${sayOutcome(evaluation, zone)}`;
  return `  □${id}　${say}：${sayOutcome(evaluation, zone)}${operative ? '　←现行' : ''}`;
}

export function saySettings({ settings }: Pick<FormLine, 'settings'>): string {
  return settings.map(({ name, say, value }) => `${say}（${name}）=${value}`).join('；');
}

const COLUMNS = [
  '编号',
  '条款名称',
  '条',
  '原文',
  '依据',
  '性质',
  '承办',
  '是否施行',
  '理解和示例',
  '其他时限示例',
  '设置',
  '核定（施行/不施行）',
  '选定理解',
  '办公室主任签字',
] as const;

/** The header and a row for each rule; the last three columns are left to be filled in. */
export function confirmFormRows({ lines, rulebook }: ConfirmForm, nameOf: NameOf): string[][] {
  const { zone } = rulebook;
  return [
    [...COLUMNS],
    ...lines.map((line) => [
      line.rule,
      line.title,
      line.article,
      fullWidth(line.quote),
      fullWidth(line.source),
      BASIS_NAMES[line.basis],
      ownerOf(line, nameOf),
      sayInForce(line),
      line.readings.map((one) => sayReading(one, zone, line.readings.length > 1).trim()).join('\n'),
      line.others.map(({ title, evaluation }) => `${title}：${sayOutcome(evaluation, zone)}`).join('\n'),
      saySettings(line),
      '',
      '',
      '',
    ]),
  ];
}

/** For programs: instants with the offset of the rulebook's zone. */
export function confirmFormJson({ rulebook, lines, exampleAt }: ConfirmForm): Record<string, unknown> {
  const { zone } = rulebook;
  const due = ({ evaluation }: Pick<ExplainedReading, 'evaluation'>) =>
    evaluation.outcome === 'due' ? formatInstant(evaluation.at, zone) : null;
  return {
    rulebook: rulebook.id,
    version: rulebook.version,
    exampleAt: formatInstant(exampleAt, zone),
    rules: lines.map(({ readings, others, ...line }) => ({
      ...line,
      readings: readings.map((one) => ({
        id: one.id,
        say: one.say,
        operative: one.operative,
        dueAt: due(one),
      })),
      others: others.map(({ title, part, ...one }) => ({ title, part, dueAt: due(one) })),
    })),
  };
}
