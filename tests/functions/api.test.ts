/** The pages behind the HTTP API: who is let in by the claims of the token, and what they may do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Office } from '../scenarios/both-homes/office.ts';
import { executiveMeeting } from '../scenarios/both-homes/rule.stories.ts';
import { noDynamoReason } from '../support/dynamodb-server.ts';
import { type AwsHome, startAwsHome } from './aws-home.ts';

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

describe.skipIf(noDynamoReason !== null)(`api${noDynamoReason ? ` (${noDynamoReason})` : ''}`, () => {
  let home: AwsHome;

  beforeAll(async () => {
    home = await startAwsHome();
    const office = await Office.open(home.store, { from: '2026-03-11 10:00', rules: ['D52-*'] });
    await office.does('meeting.schedule', executiveMeeting);
    home.itIs('2026-03-11 10:05');
  });
  afterAll(() => home?.stop());

  function request(path: string, claims: object | null, method = 'GET', body?: object): Promise<Answer> {
    const jwt = { claims: claims ?? {}, scopes: null };
    return home.invoke('api', {
      version: '2.0',
      routeKey: '$default',
      rawPath: path,
      rawQueryString: '',
      headers: { host: 'duban.example', 'content-type': 'application/json' },
      requestContext: {
        accountId: '1',
        apiId: 'a',
        domainName: 'duban.example',
        http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        requestId: 'r',
        stage: '$default',
        ...(claims === null ? {} : { authorizer: { jwt } }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      isBase64Encoded: false,
    }) as Promise<Answer>;
  }
  const person = (roles: string) => ({ sub: 'u-17', 'duban:district': 'demo', 'duban:roles': roles });

  it('the office sees what is due', async () => {
    const answer = await request('/', person('[office]'));
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('老旧小区改造实施方案');
  });

  const cases: [string, object | null, number][] = [
    ['no token', null, 401],
    ['a token without a district', { sub: 'u-17', 'duban:roles': 'office' }, 401],
    ['a token without a role', { sub: 'u-17', 'duban:district': 'demo' }, 401],
    ['a unit, whose rights end at its own duties', person('unit'), 403],
    ['a role that Duban does not know', person('root'), 403],
    ['an auditor who reads', person('auditor'), 200],
    ['one of several roles', person('[unit supervision]'), 200],
  ];
  it.each(cases)('%s', async (_caption, claims, status) => {
    expect((await request('/', claims)).statusCode).toBe(status);
  });

  const open: [string, string, string][] = [
    ['GET', '/calendars/nothing.signed.ics', '没有这个页面。'],
    ['GET', '/links/nothing.signed', '本链接无效。'],
    ['POST', '/callbacks/sms/demo', '没有这个页面。'],
  ];
  it.each(open)('%s %s asks for no token, and without a proof says nothing', async (method, path, said) => {
    const answer = await request(path, null, method, method === 'POST' ? {} : undefined);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain(said);
  });

  it('an auditor changes nothing', async () => {
    const answer = await request('/acts', person('auditor'), 'POST', {});
    expect(answer.statusCode).toBe(403);
  });
});
