/** Synthesises the stack without bundling, with the feature flags of cdk.json, and reads its template. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { DubanStack } from '../../infra/duban-stack.ts';
import type { Settings } from '../../infra/settings.ts';

export const settings: Settings = {
  regions: ['ap-southeast-1', 'cn-north-1'],
  issuer: 'https://login.example.gov.cn',
  audience: ['duban'],
  baseUrl: 'https://duban.example.gov.cn',
  runbookUrl: 'https://duban.example.gov.cn/docs/runbook.md',
  producers: [
    { source: 'example.meetings', districts: ['demo'] },
    { source: 'example.duty-room', districts: ['demo', 'demo-2'], account: '111122223333' },
  ],
};

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is any JSON; the tests look into it.
  readonly Properties: any;
  readonly DeletionPolicy?: string;
}

export interface Synthesised {
  readonly template: Template;
  readonly text: string;
  resources(type: string): Record<string, Resource>;
}

/** An app with the flags of `cdk synth`; `validated` adds the built-in checks of every template, which take seconds. */
export function newApp({ validated }: { validated: boolean }): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const outdir = mkdtempSync(join(tmpdir(), 'duban-synth-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  return new App({ context, outdir, builtinCloudFormationValidation: validated });
}

export function addStack(app: App, region: string): DubanStack {
  const code = () => Code.fromInline('export const handler = async () => {};');
  return new DubanStack(app, `Duban-${region}`, { env: { region }, settings, code });
}

const known = new Map<string, Synthesised>();

/** One synthesis per region and test file. */
export function synthesised(region = 'cn-north-1'): Synthesised {
  const before = known.get(region);
  if (before) return before;
  const template = Template.fromStack(addStack(newApp({ validated: false }), region));
  const now: Synthesised = {
    template,
    text: JSON.stringify(template.toJSON()),
    resources: (type) => template.findResources(type) as Record<string, Resource>,
  };
  known.set(region, now);
  return now;
}

/** The functions by their name in the contract. */
export function functionsByName({ resources }: Synthesised): Map<string, { id: string; resource: Resource }> {
  const entries = Object.entries(resources('AWS::Lambda::Function'));
  return new Map(
    entries.map(([id, resource]) => [
      String(resource.Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME),
      { id, resource },
    ]),
  );
}

/** `{"Ref": "X"}`, `{"Fn::GetAtt": ["X", "Arn"]}` and joins of them as text: `<X>`, `<X.Arn>/index/due`. */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[kind, content]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  if (kind === 'Ref') return `<${content}>`;
  if (kind === 'Fn::GetAtt') return `<${(content as string[]).join('.')}>`;
  if (kind === 'Fn::Join') return ((content as [string, unknown[]])[1] ?? []).map(plain).join('');
  throw new Error(`Unknown intrinsic ${kind}`);
}

export function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
