/** 飞书’s own codes for custom robots, as in 《飞书开放平台·自定义机器人使用指南》 and 《通用错误码》. */
import type { CodeMeaning, CodeTable } from '../provider-codes.ts';

/** 《自定义机器人使用指南》: 100 a minute and 5 a second, and less at the full and half hour when many send (11232). */
const TOO_MANY = { outcome: 'retry', words: '发送过于频繁', after: 60, down: true } as const;
const BUSY = { outcome: 'retry', words: '系统繁忙', down: true } as const;

export const FEISHU_ROBOT_CODES: CodeTable = new Map<string, CodeMeaning>([
  ['11232', TOO_MANY],
  ['99991400', TOO_MANY],
  ['5000', BUSY],
  ['2200', BUSY],
  ['9499', { outcome: 'failed', words: '发送内容不合要求' }],
  ['19001', { outcome: 'failed', words: '群机器人不存在或者令牌不正确' }],
  ['19002', { outcome: 'failed', words: '发送内容不合要求' }],
  ['19021', { outcome: 'failed', words: '签名不正确或者本机时间有偏差' }],
  ['19022', { outcome: 'failed', words: '本机地址不在群机器人的IP白名单之列' }],
  ['19024', { outcome: 'failed', words: '内容不含群机器人要求的关键词' }],
]);
