/** The model messages of practice beside our templates: which serves each, that its own words keep the tone, and that ours say no less. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES_FOLDER } from '../../local/rules-folder.ts';
import { loadMessages } from '../../shared/adapters/rules/load-messages.ts';
import { smsParts } from '../../shared/domain/notices/channel-forms.ts';
import { type Audience, toneFaults } from '../../shared/domain/notices/tone.ts';

const { templates } = loadMessages(path.join(RULES_FOLDER, 'shuangyang-2018/messages.yaml'));

interface Model {
  readonly id: string;
  readonly to: Audience;
  /** The templates that serve it. */
  readonly by: readonly string[];
  readonly sms: string;
  /** What it says that ours must say too, in the short form or in the long one. */
  readonly says: readonly string[];
}

const MODELS: readonly Model[] = [
  {
    id: 'M01 会前材料提醒',
    to: 'unit',
    by: ['papers.start', 'papers.remind'],
    sms: '【双阳区政府办】请于3月17日17:00前将第5次常务会议“老旧小区改造”议题材料（A4，40份）送秘书科。联系人×××84XXXX12。',
    says: ['A4纸，{copies}份', '秘书科', '{contact}', '请于{due}前|于{due}前'],
  },
  {
    id: 'M02 材料催办（核对后）',
    to: 'unit',
    by: ['papers.hasten'],
    sms: '【双阳区政府办】经核对，第5次常务会议“老旧小区改造”议题材料尚未收到。请尽快报送，或即告预计送达时间，84XXXX12。',
    says: ['尚未收到', '请尽快报送', '预计送达时间', '{contact}'],
  },
  {
    id: 'M03 议题调整呈请',
    to: 'office',
    by: ['papers.ask-decision'],
    sms: '【双阳区政府办】呈×主任：“老旧小区改造”议题材料截至19:00未到，住建局称预计21:00送达。是否调整议题，请阅示。',
    says: ['截至{at}', '是否调整议题', '请阅示'],
  },
  {
    id: 'M04a 舆情5小时启动（单位）',
    to: 'unit',
    by: ['opinion.start-units'],
    sms: '【双阳区总值班室】特急：事件2026-017首次信息发布时限17:40。请即拟稿报审，上级统一发布的从其安排。速回电84XXXX00。',
    says: ['特急：', '请即拟稿报审', '上级统一发布的', '{contact}'],
  },
  {
    id: 'M04b 舆情5小时启动（领导）',
    to: 'leader',
    by: ['opinion.start-leaders'],
    sms: '【双阳区总值班室】呈阅：事件2026-017首次信息发布时限17:40，区委宣传部、区应急局正在拟稿。详情已电话报告。',
    says: ['呈阅：', '正在拟稿', '电话报告'],
  },
  {
    id: 'M05a 5小时预警（单位）',
    to: 'unit',
    by: ['opinion.warn'],
    sms: '【双阳区总值班室】预警：事件2026-017首次信息未见发布登记，距17:40还有60分钟。请告文稿进度和预计发布时间。',
    says: ['预警：', '还有{remaining}', '请告文稿进度和预计发布时间'],
  },
  {
    id: 'M05b 5小时预警（领导）',
    to: 'leader',
    by: ['opinion.warn-leaders'],
    sms: '【双阳区总值班室】呈阅：事件2026-017首次信息发布时限17:40，文稿报审中，预计17:20发布。',
    says: ['呈阅：', '文稿报审中'],
  },
  {
    id: 'M06a 发布会预警（单位）',
    to: 'unit',
    by: ['press.warn'],
    sms: '【双阳区总值班室】预警：事件2026-017新闻发布会时限19日12:40，尚未登记安排。请报时间、地点、发布人或上级安排。',
    says: ['预警：', '请报时间、地点、发布人或上级安排'],
  },
  {
    id: 'M06b 发布会预警（领导）',
    to: 'leader',
    by: ['press.warn-leaders'],
    sms: '【双阳区总值班室】呈阅：事件2026-017新闻发布会时限19日12:40，有关安排正在落实，确定后即报。',
    says: ['呈阅：', '有关安排正在落实', '确定后即报'],
  },
  {
    id: 'M07 超时呈报',
    to: 'leader',
    by: ['opinion.report', 'press.report'],
    sms: '【双阳区政府办】呈区长：事件2026-017首次信息发布已过17:40时限，文稿报审中，预计18:20发布。×主任已电话报告。',
    says: ['呈区长', '已过{due}时限', '后即报'],
  },
  {
    id: 'M08 续报提醒',
    to: 'unit',
    by: ['emergency.update'],
    sms: '【双阳区总值班室】续报提醒：事件2026-017请于17:00前报最新情况（续报二）；可先电话后书面，84XXXX00。',
    says: ['续报提醒：', '先电话后书面', '以现场处置为先', '{contact}'],
  },
  {
    id: 'M09 周安排征集',
    to: 'office',
    by: ['weekly.open'],
    sms: '【双阳区政府办】请于13日12:00前报送所联系区领导3月16日至22日主要政务活动安排，无安排报“无”；涉密活动勿填，另报。',
    says: ['无安排报“无”', '涉密', '由专人当面报送'],
  },
  {
    id: 'M10 周安排呈阅',
    to: 'leader',
    by: ['weekly.issued'],
    sms: '【双阳区政府办】呈阅：3月16日至22日区领导一周主要政务活动安排表已送联络员。如有调整，请告84XXXX12。',
    says: ['呈阅：', '已送联络员', '内部资料，请妥善保管'],
  },
  {
    id: 'M11 落实情况提醒',
    to: 'unit',
    by: ['report.remind'],
    sms: '【双阳区政府督查室】提醒：第5次常务会议纪要第3、7项落实情况请于4月13日前书面报区政府督查室。电话84XXXX15。',
    says: ['提醒：', '书面报告', '同一事项已在其他渠道报告的，可直接引用，不再另报', '{contact}'],
  },
  {
    id: 'M12 督办通知',
    to: 'unit',
    by: ['report.supervise', 'finish.supervise'],
    sms: '【双阳区政府督查室】督办通知已发你单位，涉及第5次常务会议纪要第3项。请主要负责人阅处，于4月22日前书面回复。',
    says: ['督办通知已发你单位', '请主要负责人', '书面', '30日内申请复核'],
  },
  {
    id: 'M13 例会提示',
    to: 'office',
    by: ['cadence.note'],
    sms: '【双阳区政府办】呈×主任：3月常务会议尚未安排，距月末还有8个工作日。是否提出安排建议报区长审定，请阅示。',
    says: ['尚未安排', '是否提出安排建议报区长审定', '请阅示'],
  },
  {
    id: 'M14 外出备案回执',
    to: 'unit',
    by: ['leaders.filed'],
    sms: '【双阳区政府办】您3月20日至22日外出已经区长、分管副区长同意并备案（外2026-031）。返回后请销假。',
    says: ['同意并登记', '返回后请', '销假'],
  },
];

const SENDERS = { 政府办: 'office', 总值班室: 'duty-room', 政府督查室: 'supervision' } as const;

describe.each(MODELS)('$id', ({ to, by, sms, says }) => {
  test('keeps the tone rules, and to one SMS', () => {
    const [, name = ''] = /^【双阳区(.+?)】/.exec(sms) ?? [];
    const sender = Object.entries(SENDERS).find(([known]) => known === name)?.[1];
    expect(sender).toBeDefined();
    if (sender) expect(toneFaults(sms, to, sender)).toEqual([]);
    expect(smsParts(sms)).toBe(1);
  });

  test('is served by a template for the same reader that says no less', () => {
    for (const id of by) {
      const template = templates.get(id);
      expect(template?.audience, id).toBe(to);
      const forms = [...(template?.forms.values() ?? [])].flatMap(({ short, long }) => [short, long]);
      const whole = [template?.short, template?.long, ...forms].join('\n');
      for (const one of says) expect(whole, `${id}: ${one}`).toMatch(anyOf(one));
    }
  });
});

/** 'A|B': one of them; nothing else in it is a pattern. */
function anyOf(texts: string): RegExp {
  return new RegExp(texts.replaceAll(/[{}()（）]/g, String.raw`\$&`));
}
