/** Verbs about assignments (交办事项): 立项, 交办, objections, transfers, progress, closing, splitting and merging. */
import * as z from 'zod';
import { happened, moment, name, secrecy, text } from './fields.ts';

const SOURCE_KINDS = [
  'minutes',
  'instruction',
  'document',
  'inspection',
  'audit',
  'media',
  'proposal',
  'suggestion',
  'work-report',
  'party-committee',
] as const;
const FORMS = ['跟踪督查', '定期督查', '联合督查', '催办督查', '暗访督查'] as const;
const STATES = ['已办结', '阶段性完成', '序时推进', '滞后', '因客观原因中止', '长期坚持'] as const;
/** The last four are refused at the door with a sentence of their own. */

const sourceKind = z.enum(SOURCE_KINDS, `expected one of ${SOURCE_KINDS.join(', ')}`);
const source = z.strictObject({ kind: sourceKind, reference: text });
const until = moment.describe('a date, or a time with offset').nullable().optional();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-03-16');
const hand = {
  by: name,
  for: name.optional(),
  source: z.enum(['口头', '电话', '纸质']).optional(),
};
const number = text.optional().describe('the office’s own document number');

export const assignmentVerbs = {
  'assignment.open': z
    .strictObject({
      id: name,
      title: text,
      short: text.optional(),
      source: sourceKind,
      sources: z.array(source).max(20).default([]),
      lead: name,
      supporting: z.array(name).max(30).default([]),
      until,
      urgency: z.enum(['特急', '加急', '普通']).optional(),
      category: z.enum(['一般', '请示', '疑难复杂']).default('一般'),
      responsibility: z
        .enum(['安全生产', '信访工作', '廉政建设', '应急管理'])
        .optional()
        .describe('一岗双责: a copy goes to the vice-mayor in charge at once'),
      secrecy: secrecy.default('内部'),
      form: z.enum(FORMS).default('跟踪督查'),
      startedAt: moment.optional(),
      decision: name.optional().describe('the decision (a case of decision-supervision) that it checks on'),
      assign: z.boolean().default(false),
      legacy: z.boolean().default(false),
      noRungsBefore: day.optional(),
      by: name.default('office'),
    })
    .describe('Registered (拟立项). Minutes, and what is taken over (存量), are assigned at once.'),
  'assignment.approve': z
    .strictObject({
      id: name.optional(),
      ids: z.array(name).min(1).max(50).optional().describe('a list approved at once'),
      ...hand,
      until,
      adoptDefault: z.boolean().default(false),
    })
    .describe('立项 by 区长; names the limit, or adopts the default one.'),
  'assignment.confirm-approval': z
    .strictObject({ id: name, by: name })
    .describe('A second person confirms an approval that was keyed for 区长.'),
  'assignment.assign': z
    .strictObject({ id: name, by: name.default('office'), number })
    .describe('交办 (交办单); only after 立项.'),
  'assignment.object': z
    .strictObject({ id: name, ...hand, why: text })
    .describe('异议: within two working days of receipt, or thirty days after a 督办单; the clock rests.'),
  'assignment.uphold': z
    .strictObject({ id: name, by: name, why: text, unit: name.optional() })
    .describe('The objection is not accepted: the clock goes on, with the rested time added.'),
  'assignment.transfer': z
    .strictObject({ id: name, to: name, unit: name.optional(), by: name, until })
    .describe('转办: a fresh limit for the new unit, no mark for the first one.'),
  'assignment.progress': z
    .strictObject({
      id: name,
      state: z.enum(STATES, `expected one of ${STATES.join('、')}`),
      text,
      ...hand,
      happenedAt: happened,
    })
    .describe('The lead reports; 因客观原因中止 stops the clock, 已办结 asks for closing.'),
  'assignment.ask-closing': z
    .strictObject({ id: name, text, ...hand, evidence: text.optional(), happenedAt: happened })
    .describe('申请销号: the lead has finished.'),
  'assignment.confirm-closing': z
    .strictObject({ id: name, by: name, evidence: text.optional(), happenedAt: happened })
    .describe('销号 by the supervision office; for 存量 also without being asked.'),
  'assignment.return-closing': z
    .strictObject({ id: name, by: name, why: text })
    .describe('The supervision office gives the request back.'),
  'assignment.add-source': z
    .strictObject({ id: name, source, until, corrects: z.boolean().default(false) })
    .describe('One more source, answered by the same report; the earlier limit holds, unless it `corrects`.'),
  'assignment.split': z
    .strictObject({
      id: name,
      into: z
        .array(z.strictObject({ id: name, unit: name, title: text }))
        .min(1)
        .max(20),
      by: name.default('supervision'),
    })
    .describe('拆分: the parts keep the sources and the named limit.'),
  'assignment.merge': z
    .strictObject({ id: name, into: name, by: name.default('supervision') })
    .describe('合并: its sources go to the other, and both keep the link.'),
  'assignment.no-answer': z
    .strictObject({ id: name, unit: name, ...hand, why: text })
    .describe('The lead records that a supporting unit did not answer, which excuses it.'),
  'assignment.circulate': z
    .strictObject({ id: name, ...hand, text, number })
    .describe('通报, approved by 区长; the unit hears of it and may object.'),
  'assignment.renew': z
    .strictObject({ id: name, until: moment, by: name, why: text.optional() })
    .describe('续办并定新时限, for 存量.'),
  'assignment.strike': z.strictObject({ id: name, by: name, why: text }).describe('销号 without completion.'),
} as const;
