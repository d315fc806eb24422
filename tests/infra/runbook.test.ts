import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settings, synthesised } from './synthesised.ts';

const alarms = Object.entries(synthesised().resources('AWS::CloudWatch::Alarm'));
const runbook = readFileSync('docs/runbook.md', 'utf8');

/** The sections of the runbook by the anchor that their heading gets. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.trim().toLowerCase().replaceAll(' ', '-'), lines.join('\n')] as const;
    }),
);

function sectionOf(description: string): string {
  const prefix = `Runbook: ${settings.runbookUrl}#`;
  expect(description).toContain(prefix);
  return description.slice(description.indexOf(prefix) + prefix.length);
}

describe('every alarm', () => {
  test.each(alarms)('%s says what is lost and links to its section', (_id, alarm) => {
    const { AlarmDescription, AlarmActions, OKActions } = alarm.Properties;
    expect(AlarmActions).toHaveLength(1);
    expect(OKActions).toHaveLength(1);
    expect(AlarmDescription.indexOf(' Runbook:')).toBeGreaterThan(40);
    const section = sections.get(sectionOf(AlarmDescription));
    expect(section, sectionOf(AlarmDescription)).toBeDefined();
    expect(section?.match(/^### .*/gm)).toEqual(['### Description', '### Investigation', '### Resolution']);
  });

  test('every section of the runbook about an alarm belongs to one', () => {
    const linked = new Set(alarms.map(([, alarm]) => sectionOf(alarm.Properties.AlarmDescription)));
    const about = [...sections].filter(([, text]) => text.includes('### Description')).map(([slug]) => slug);
    expect(about.sort()).toEqual([...linked].sort());
  });
});

describe('what is watched', () => {
  const watched = alarms.map(([, { Properties: p }]) => `${p.Namespace} ${p.MetricName}`);

  test.each([
    ['errors of each function', 'AWS/Lambda Errors', 7],
    ['throttles of each function', 'AWS/Lambda Throttles', 7],
    ['the lag of the stream', 'AWS/Lambda IteratorAge', 1],
    ['the depth of each dead-letter queue', 'AWS/SQS ApproximateNumberOfMessagesVisible', 5],
    ['the age of each working queue', 'AWS/SQS ApproximateAgeOfOldestMessage', 3],
    ['the heartbeat', 'Duban HeartbeatCompleted', 1],
    ['the lateness of the due index', 'Duban DueLagSeconds', 1],
    ['the age of the audit', 'Duban AuditAgeSeconds', 1],
  ])('%s', (_caption, metric, count) => {
    expect(watched.filter((name) => name === metric)).toHaveLength(count);
  });

  test('silence of the heartbeat is an alarm, silence of the others is not', () => {
    const breaching = alarms.filter(([, a]) => a.Properties.TreatMissingData === 'breaching');
    expect(breaching.map(([, a]) => a.Properties.MetricName)).toEqual(['HeartbeatCompleted']);
  });

  test('alarms of this account may speak through the topic', () => {
    const [policy] = Object.values(synthesised().resources('AWS::SNS::TopicPolicy'));
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
  });
});
