import { describe, expect, test } from 'vitest';
import { synthesised } from './synthesised.ts';

/** Absent in both China regions, and so used nowhere. */
const absentInChina = [
  'AWS::Cognito::',
  'AWS::SES::',
  'AWS::Lambda::Url',
  'AWS::XRay::',
  'AWS::CloudFront::',
  'TracingConfig',
  'ProvisionedPollerConfig',
  'MetricsConfig',
  '"Protocol":"sms"',
  'AsyncEventAge',
];

describe.each(['cn-north-1', 'cn-northwest-1'])('in %s', (region) => {
  const { text, resources } = synthesised(region);

  test('no name belongs to another partition', () => {
    expect(text).not.toContain('arn:aws:');
    expect(text).toContain('arn:aws-cn:');
  });

  test.each(absentInChina)('%s does not occur', (feature) => {
    expect(text).not.toContain(feature);
  });

  test('event source mappings carry no tags', () => {
    for (const mapping of Object.values(resources('AWS::Lambda::EventSourceMapping'))) {
      expect(mapping.Properties.Tags).toBeUndefined();
    }
  });
});

test('control: elsewhere the names belong to the global partition', () => {
  const { text } = synthesised('ap-southeast-1');
  expect(text).toContain('arn:aws:');
  expect(text).not.toContain('aws-cn');
});

test('both partitions run the same resources', () => {
  const kinds = (region: string): string[] =>
    Object.entries(synthesised(region).template.toJSON().Resources as Record<string, { Type: string }>)
      .map(([id, { Type }]) => `${Type} ${id}`)
      .sort();
  expect(kinds('cn-north-1')).toEqual(kinds('ap-southeast-1'));
});
