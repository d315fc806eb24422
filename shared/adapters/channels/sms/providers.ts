/** From the settings to the provider they describe, with its name, secrets and usual pace. */
import type { SmsSettings } from '../../../contract/sms-settings.ts';
import type { Pace } from '../../../ports/channel.ts';
import { describedSecrets } from '../described-secrets.ts';
import { aliyun } from './aliyun.ts';
import { generic } from './generic.ts';
import { huawei } from './huawei.ts';
import { mas } from './mas.ts';
import type { SmsProvider } from './sms.ts';
import { tencent } from './tencent.ts';

export interface OpenedProvider {
  readonly name: string;
  readonly provider: SmsProvider;
  /** What no reason may repeat. */
  readonly secrets: readonly string[];
}

export function openProvider(settings: SmsSettings): OpenedProvider {
  switch (settings.provider) {
    case 'aliyun': {
      const secrets = [settings.accessKeySecret, settings.accessKeyId];
      return { name: '阿里云短信', provider: aliyun(settings), secrets };
    }
    case 'tencent':
      return {
        name: '腾讯云短信',
        provider: tencent(settings),
        secrets: [settings.secretKey, settings.secretId],
      };
    case 'huawei':
      return {
        name: '华为云短信',
        provider: huawei(settings),
        secrets: [settings.appSecret, settings.appKey],
      };
    case 'mas':
      return { name: '移动云MAS', provider: mas(settings), secrets: [settings.secretKey, settings.apId] };
    case 'generic': {
      const fixed = [...Object.values(settings.headers), ...stringsIn(settings.body)];
      const secrets = describedSecrets(fixed, settings.url);
      return { name: '短信平台', provider: generic(settings), secrets };
    }
  }
}

function stringsIn(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(stringsIn) : [];
}

export interface SharedPaces {
  readonly of: 'phone' | 'account';
  readonly limits: readonly Pace[];
}

/**
 * Where the settings say nothing. Tencent documents one message in 30 seconds for one number; the accounts of the
 * clouds bear thousands a second, so that there the number is what needs care. What an MAS account or a gateway of
 * the house bears stands in its contract; ten a second is less than any that are offered.
 */
export function pacesOf({ provider, paces }: SmsSettings): SharedPaces {
  if (paces !== undefined) return paces;
  switch (provider) {
    case 'tencent':
      return { of: 'phone', limits: [{ count: 1, seconds: 30 }] };
    case 'aliyun':
    case 'huawei':
      return { of: 'phone', limits: [{ count: 1, seconds: 1 }] };
    case 'mas':
    case 'generic':
      return { of: 'account', limits: [{ count: 10, seconds: 1 }] };
  }
}
