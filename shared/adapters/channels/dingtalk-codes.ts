/** 钉钉’s own codes, as in 《钉钉开放平台·服务端API全局错误码》 and, for robots, 《自定义机器人发送群消息·错误码》. */
import type { CodeMeaning, CodeTable } from './provider-codes.ts';

const BUSY = { outcome: 'retry', words: '系统繁忙', down: true } as const;
const TOKEN = { outcome: 'retry', words: '访问凭证已失效' } as const;
/** 《调用频率限制》: the call is forbidden for a while that is not named; the limits count by the second and the minute. */
const TOO_MANY = { outcome: 'retry', words: '调用过于频繁', after: 60, down: true } as const;
/** Whoever sends more than 20 in a minute is blocked for ten minutes. */
const BLOCKED = { outcome: 'retry', words: '发送过快，已被限制十分钟', after: 600, down: true } as const;

export const DINGTALK_APP_CODES: CodeTable = new Map<string, CodeMeaning>([
  ['-1', BUSY],
  ['15', BUSY],
  ['40001', TOKEN],
  ['40014', TOKEN],
  ['42001', TOKEN],
  ['90002', TOO_MANY],
  ['90005', TOO_MANY],
  ['90006', TOO_MANY],
  ['90018', TOO_MANY],
  ['40089', { outcome: 'failed', words: '应用的标识或者密钥不正确' }],
  ['40096', { outcome: 'failed', words: '应用的标识或者密钥不正确' }],
  ['33012', { outcome: 'failed', words: '收件人账号不正确' }],
  ['50004', { outcome: 'failed', words: '收件人不在应用可见范围内' }],
  ['60011', { outcome: 'failed', words: '应用没有相应权限' }],
  ['60020', { outcome: 'failed', words: '本机地址不在服务器出口IP之列' }],
  ['60121', { outcome: 'failed', words: '收件人账号不存在' }],
]);

/** The token is to be asked for anew; 40001 is what older gateways say of an expired one. */
export const DINGTALK_TOKEN_REFUSED: ReadonlySet<string> = new Set(['40001', '40014', '42001']);

export const DINGTALK_ROBOT_CODES: CodeTable = new Map<string, CodeMeaning>([
  ['-1', BUSY],
  ['130101', BLOCKED],
  ['410100', BLOCKED],
  ['90018', TOO_MANY],
  ['90030', { outcome: 'failed', words: '群机器人本月调用次数已用完' }],
  ['300001', { outcome: 'failed', words: '群机器人的令牌不正确' }],
  ['310000', { outcome: 'failed', words: '未通过群机器人的安全设置' }],
  ['400013', { outcome: 'failed', words: '群已解散' }],
  ['400101', { outcome: 'failed', words: '群机器人的令牌不正确' }],
  ['400102', { outcome: 'failed', words: '群机器人已停用' }],
  ['400106', { outcome: 'failed', words: '群机器人不存在' }],
  ['430101', { outcome: 'failed', words: '内容含有不安全的链接' }],
  ['430102', { outcome: 'failed', words: '内容含有不合适的文字' }],
  ['430104', { outcome: 'failed', words: '内容不合适' }],
  ['460101', { outcome: 'failed', words: '内容过长' }],
]);
