/** The Chinese names of bases, kinds and roles, the same on pages and in explanations. */
import type { NoticeKind } from '../domain/notices/notice.ts';
import type { Basis } from '../domain/rules/rulebook.ts';

export const BASIS_NAMES: Readonly<Record<Basis, string>> = {
  clause: '条文明定',
  law: '上位规定',
  instruction: '批示、纪要、方案等明确',
  internal: '内部节点，不计超时',
};

export const KIND_NAMES: Readonly<Record<NoticeKind, string>> = {
  start: '告知',
  remind: '提醒',
  warn: '预警',
  check: '核对',
  hasten: '催报',
  breach: '到时提示',
  escalate: '呈阅',
  'ask-decision': '呈请阅示',
  change: '变更',
  correction: '更正',
  digest: '汇总',
};

const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  inbox: '站内收件箱',
  'phone-record': '电话记录',
  paper: '纸质送达',
  'wecom-app': '企业微信应用',
  'wecom-robot': '企业微信群机器人',
  'dingtalk-app': '钉钉工作通知',
  'dingtalk-robot': '钉钉群机器人',
  'feishu-robot': '飞书群机器人',
  sms: '短信',
  mail: '电子邮件',
  webhook: '业务系统接口',
  voice: '语音电话',
};

export function channelName(channel: string): string {
  return CHANNEL_NAMES[channel] ?? channel;
}

/** Roles as ladders address them, without a directory. */
export const ROLE_NAMES: Readonly<Record<string, string>> = {
  'unit.liaison': '承办单位联络员',
  'unit.principal': '承办单位主要负责人',
  'unit.deputy': '承办单位分管负责人',
  served: '所联系的区领导',
  'served.liaison': '区领导联络员',
  'leader-in-charge': '分管副区长',
  leaders: '各位区领导',
  'executive-vice-mayor': '常务副区长',
  mayor: '区长',
  'office-director': '办公室主任',
  'office.deputy': '办公室副主任',
  'office.liaison': '办公室经办人',
  'publicity.liaison': '区委宣传部联络员',
  'duty-room.liaison': '总值班室值班员',
  'supervision.liaison': '督查室经办人',
};
