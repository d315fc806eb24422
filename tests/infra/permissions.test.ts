import { describe, expect, test } from 'vitest';
import { neededVariables } from '../../shared/contract/environment.ts';
import { functionNames } from '../../shared/contract/functions.ts';
import { functionsByName, listed, plain, synthesised } from './synthesised.ts';

const stack = synthesised();
const functions = functionsByName(stack);

const readWrite = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
];
const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const receive = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
];
const readStream = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

/** The whole of what each function may do. A line here is changed together with the reason for it. */
const allowed: Record<string, readonly string[]> = {
  heartbeat: [...readWrite, ...log, 'events:PutEvents', 'sqs:SendMessage', 'secretsmanager:GetSecretValue'],
  relay: [...readWrite, ...readStream, ...log, 'events:PutEvents', 'sqs:SendMessage'],
  deliver: [...readWrite, ...log, ...receive, 'secretsmanager:GetSecretValue'],
  // The channels' proofs and the signing key: it answers providers, links and calendars.
  api: [...readWrite, ...log, 'secretsmanager:GetSecretValue'],
  weekly: [...readWrite, ...log, 'sqs:SendMessage'],
  intake: [...readWrite, ...log, ...receive],
  auditor: [...readWrite, 'dynamodb:Scan', ...log, 'sqs:SendMessage'],
};

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function statementsOf(name: string): Statement[] {
  const role = plain(functions.get(name)?.resource.Properties.Role).replace('.Arn', '');
  return Object.values(stack.resources('AWS::IAM::Policy'))
    .filter((policy) => policy.Properties.Roles.map(plain).includes(role))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement);
}

describe('what each function may do', () => {
  test.each(functionNames)('%s may do exactly what the table says', (name) => {
    const actions = statementsOf(name).flatMap(({ Action }) => listed(Action));
    expect([...new Set(actions)].sort()).toEqual([...(allowed[name] ?? [])].sort());
  });

  test('no role has an action with a wildcard, a managed policy or the resource *', () => {
    const policies = Object.values(stack.resources('AWS::IAM::Policy')).map(
      (policy) => policy.Properties.PolicyDocument,
    );
    const roles = Object.values(stack.resources('AWS::IAM::Role'));
    const inline = roles.flatMap((role) => role.Properties.Policies ?? []).map((p) => p.PolicyDocument);
    const statements: Statement[] = [...policies, ...inline].flatMap((document) => document.Statement);
    expect(roles.every((role) => role.Properties.ManagedPolicyArns === undefined)).toBe(true);
    expect(statements.flatMap(({ Action }) => listed(Action)).filter((a) => a.includes('*'))).toEqual([]);
    const resources = statements.flatMap(({ Resource }) => listed(Resource)).map(plain);
    expect(resources.filter((resource) => resource.includes('*'))).toEqual([
      expect.stringMatching(/^<CasesTable.*\.Arn>\/stream\/\*$/),
    ]);
  });

  test('publishing is allowed under the own source only', () => {
    for (const name of ['heartbeat', 'relay']) {
      const publish = statementsOf(name).find(({ Action }) => listed(Action).includes('events:PutEvents'));
      expect(publish?.Condition).toEqual({ StringEquals: { 'events:source': 'duban' } });
    }
  });

  test('the scheduler may invoke the one function and write to the one queue', () => {
    const roles = Object.values(stack.resources('AWS::IAM::Role')).filter((role) => role.Properties.Policies);
    const actions = roles.map((role) =>
      role.Properties.Policies[0].PolicyDocument.Statement.map((s: Statement) => s.Action),
    );
    expect(actions).toEqual(Array(3).fill(['lambda:InvokeFunction', 'sqs:SendMessage']));
  });
});

describe('what each function is told', () => {
  test.each(functionNames)('%s gets exactly the variables that its half of the contract needs', (name) => {
    const variables = functions.get(name)?.resource.Properties.Environment.Variables;
    const own = Object.keys(variables).filter((variable) => variable.startsWith('DUBAN_'));
    expect(own.sort()).toEqual([...neededVariables[name]].sort());
  });

  test('the intake learns which source may speak for which district', () => {
    const variables = functions.get('intake')?.resource.Properties.Environment.Variables;
    expect(JSON.parse(variables.DUBAN_INTAKE_SOURCES)).toEqual({
      'example.meetings': ['demo'],
      'example.duty-room': ['demo', 'demo-2'],
    });
  });
});
