/** The signatures against the examples that the providers publish. */
import { expect, it } from 'vitest';
import { acsHeaders } from '../../../shared/adapters/channels/sms/acs3.ts';
import { tcAuthorization } from '../../../shared/adapters/channels/sms/tc3.ts';

it('signs as the example of 阿里云《V3版本请求体&签名机制》', () => {
  const call = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
    action: 'RunInstances',
    version: '2014-05-26',
    date: '2023-10-26T10:22:32Z',
    nonce: '3156853299f313e23d1673dc12e1703d',
  };
  expect(acsHeaders(call, 'YourAccessKeyId', 'YourAccessKeySecret').authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
      'x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

it('signs as the example of 腾讯云《签名方法 v3》', () => {
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
  const call = { host: 'cvm.tencentcloudapi.com', service: 'cvm', timestamp: 1_551_113_065, body };
  const [id, secret] = ['AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'];
  expect(tcAuthorization(call, id, secret)).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ' +
      'SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  );
});
