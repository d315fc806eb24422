/** 企业微信’s own codes, as in 《企业微信开发者中心·全局错误码》; shared by the application and the group robot. */
import type { CodeMeaning, CodeTable } from './provider-codes.ts';

const BUSY = { outcome: 'retry', words: '系统繁忙', down: true } as const;
const TOKEN = { outcome: 'retry', words: '访问凭证已失效' } as const;

/** 45009 and 45033 say nothing of how long; 《访问频率限制》 counts by the minute and the hour. */
export const WECOM_CODES: CodeTable = new Map<string, CodeMeaning>([
  ['-1', BUSY],
  ['6000', { outcome: 'retry', words: '数据版本冲突' }],
  ['40014', TOKEN],
  ['41001', TOKEN],
  ['42001', TOKEN],
  ['45009', { outcome: 'retry', words: '发送过于频繁', after: 60, down: true }],
  ['45033', { outcome: 'retry', words: '同时发送过多', after: 10, down: true }],
  ['40001', { outcome: 'failed', words: '应用密钥不正确' }],
  ['40013', { outcome: 'failed', words: '企业编号不正确' }],
  ['40056', { outcome: 'failed', words: '应用编号不正确' }],
  ['40003', { outcome: 'failed', words: '收件人账号不正确' }],
  ['40058', { outcome: 'failed', words: '发送内容不合要求' }],
  ['44004', { outcome: 'failed', words: '发送内容为空' }],
  ['45002', { outcome: 'failed', words: '发送内容过长' }],
  ['48002', { outcome: 'failed', words: '应用无此项权限' }],
  ['60011', { outcome: 'failed', words: '应用无权向此人发送' }],
  ['60020', { outcome: 'failed', words: '本机地址不在可信IP之列' }],
  ['60111', { outcome: 'failed', words: '收件人账号不存在' }],
  ['81013', { outcome: 'failed', words: '收件人不存在或者不在应用可见范围内' }],
  ['93000', { outcome: 'failed', words: '群机器人不存在或者已被移除' }],
]);

/** The token is to be asked for anew (全局错误码 40014, 41001, 42001). */
export const WECOM_TOKEN_REFUSED: ReadonlySet<string> = new Set(['40014', '41001', '42001']);
