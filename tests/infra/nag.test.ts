import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { checkWithNag } from '../../infra/checks.ts';
import { addStack, newApp } from './synthesised.ts';

describe('the rule packs', () => {
  test.each(['cn-north-1', 'ap-southeast-1'])('find nothing in %s', (region) => {
    const app = newApp({ validated: true });
    checkWithNag(app);
    addStack(app, region);
    expect(() => app.synth()).not.toThrow();
  });

  test('control: they stop the synthesis for a queue that accepts plain connections', () => {
    const app = newApp({ validated: true });
    checkWithNag(app);
    new Queue(addStack(app, 'cn-north-1'), 'Careless');
    expect(() => app.synth()).toThrow();
  });
});
