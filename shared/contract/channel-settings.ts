/** What an installation writes down for each channel it uses; the samples are in docs/channels.md. */
import * as z from 'zod';
import { voiceSettings, webhookSettings } from './hook-settings.ts';
import { mailSettings } from './mail-settings.ts';
import { smsSettings } from './sms-settings.ts';

const name = z.string().trim().min(1).max(100);
/** What follows an @ in a person's address is whom the robot mentions. */
const robotName = name.regex(/^[^@]+$/, 'must not contain @');
const credential = z.string().trim().min(1).max(1000);

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Where a provider listens. Everything sent there carries credentials and what offices write to each other, so it is
 * HTTPS; plain HTTP only to a program on the same machine. No user name, query or fragment; a slash at the end is cut.
 */
const providerUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => isSafe(new URL(text)), 'must be https:// without user name, query or fragment')
  .transform((text) => text.replace(/\/+$/, ''));

function isSafe({ protocol, hostname, username, password, search, hash }: URL): boolean {
  const bare = `${username}${password}${search}${hash}` === '';
  return bare && (protocol === 'https:' || LOOPBACK.test(hostname));
}

/** 企业微信, or 政务微信 under an address of its own: a self-built application. A person's address is the userid. */
const wecomAppSettings = z.strictObject({
  url: providerUrl.default('https://qyapi.weixin.qq.com'),
  corpId: name,
  agentId: z.number().int().positive(),
  secret: credential,
});

/** Group robots: a person's address is the robot's name here. */
const wecomRobotSettings = z.strictObject({
  url: providerUrl.default('https://qyapi.weixin.qq.com'),
  robots: z.record(robotName, z.strictObject({ key: credential })),
});

/** 钉钉, or a private installation: an application of the organisation. A person's address is the userid. */
const dingtalkAppSettings = z.strictObject({
  url: providerUrl.default('https://oapi.dingtalk.com'),
  appKey: name,
  appSecret: credential,
  agentId: z.number().int().positive(),
});

/** Custom robots; `key` is the `access_token` of the webhook, `secret` what 加签 shows. */
const dingtalkRobotSettings = z.strictObject({
  url: providerUrl.default('https://oapi.dingtalk.com'),
  robots: z.record(robotName, z.strictObject({ key: credential, secret: credential })),
});

/** Custom robots; `key` is the last part of the webhook, `secret` what 签名校验 shows. */
const feishuRobotSettings = z.strictObject({
  url: providerUrl.default('https://open.feishu.cn'),
  robots: z.record(robotName, z.strictObject({ key: credential, secret: credential.optional() })),
});

/** The names are those that directories and ladders use; a channel that is left out is not to be had. */
export const channelSettings = z.strictObject({
  'wecom-app': wecomAppSettings.optional(),
  'wecom-robot': wecomRobotSettings.optional(),
  'dingtalk-app': dingtalkAppSettings.optional(),
  'dingtalk-robot': dingtalkRobotSettings.optional(),
  'feishu-robot': feishuRobotSettings.optional(),
  sms: smsSettings.optional(),
  mail: mailSettings.optional(),
  webhook: webhookSettings.optional(),
  voice: voiceSettings.optional(),
});

export type ChannelSettings = z.output<typeof channelSettings>;
export type WecomAppSettings = z.output<typeof wecomAppSettings>;
export type WecomRobotSettings = z.output<typeof wecomRobotSettings>;
export type DingtalkAppSettings = z.output<typeof dingtalkAppSettings>;
export type DingtalkRobotSettings = z.output<typeof dingtalkRobotSettings>;
export type FeishuRobotSettings = z.output<typeof feishuRobotSettings>;
