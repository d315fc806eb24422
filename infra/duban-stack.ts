/** One installation of Duban in one region. */
import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  auditExpression,
  auditSegments,
  heartbeatExpression,
  weeklyExpression,
} from '../shared/contract/schedules.ts';
import type { CodeSource } from './constructs/bundled-code.ts';
import { CaseTable } from './constructs/case-table.ts';
import { DeliveryQueues } from './constructs/delivery-queues.ts';
import { DubanBus } from './constructs/duban-bus.ts';
import { DubanFunction } from './constructs/duban-function.ts';
import { Nudge } from './constructs/nudge.ts';
import { OfficeApi } from './constructs/office-api.ts';
import { OfficeSecrets } from './constructs/office-secrets.ts';
import { Operations } from './constructs/operations.ts';
import { VitalSigns } from './constructs/vital-signs.ts';
import { DeadLetterQueue } from './constructs/watched-queue.ts';
import { functionProfiles } from './function-profiles.ts';
import type { Settings } from './settings.ts';

export interface DubanStackProps extends StackProps {
  readonly settings: Settings;
  /** Where the code of the functions comes from. */
  readonly code: CodeSource;
}

export class DubanStack extends Stack {
  constructor(scope: Construct, id: string, props: DubanStackProps) {
    const { settings, code, ...stackProps } = props;
    super(scope, id, {
      description: 'Duban (督办): tracked duties, reminders, escalation and compliance',
      terminationProtection: true,
      ...stackProps,
    });
    // The China regions refuse tags on event source mappings.
    Tags.of(this).add('system', 'duban', { excludeResourceTypes: ['AWS::Lambda::EventSourceMapping'] });

    const operations = new Operations(this, 'Operations', { runbookUrl: settings.runbookUrl });
    const house = { code, operations };

    const table = new CaseTable(this, 'Cases', { operations });
    const bus = new DubanBus(this, 'Bus', { operations, producers: settings.producers });
    const deliveries = new DeliveryQueues(this, 'Deliveries', {
      operations,
      consumerTimeout: functionProfiles.deliver.timeout,
    });
    const secrets = new OfficeSecrets(this, 'Secrets');
    const failures = new DeadLetterQueue(this, 'NudgeFailures', {
      operations,
      errorImpact: 'A scheduled nudge failed for good; the next one takes what it left.',
      section: 'queue-nudge-failures',
    });

    const heartbeat = new DubanFunction(this, 'Heartbeat', {
      ...house,
      ...functionProfiles.heartbeat,
      failures,
    });
    table.grantReadWrite(heartbeat);
    bus.grantPublish(heartbeat);
    deliveries.grantNudge(heartbeat);
    secrets.grantReadDeadMan(heartbeat);
    new Nudge(this, 'EveryMinute', {
      target: heartbeat,
      expression: heartbeatExpression,
      description: 'The heartbeat of Duban',
      failures,
    });

    const relay = new DubanFunction(this, 'Relay', { ...house, ...functionProfiles.relay });
    table.grantReadWrite(relay);
    table.relayBy(relay);
    bus.grantPublish(relay);
    deliveries.grantNudge(relay);

    const deliver = new DubanFunction(this, 'Deliver', { ...house, ...functionProfiles.deliver });
    table.grantReadWrite(deliver);
    secrets.grantReadChannels(deliver);
    secrets.grantReadSigning(deliver);
    deliver.configure({ DUBAN_BASE_URL: settings.baseUrl });
    deliveries.deliverBy(deliver);

    const api = new DubanFunction(this, 'Pages', { ...house, ...functionProfiles.api });
    table.grantReadWrite(api);
    // To know a provider by its proof, and links and calendar addresses by their signature.
    secrets.grantReadChannels(api);
    secrets.grantReadSigning(api);
    const office = new OfficeApi(this, 'Office', { handler: api, settings, operations });

    const weekly = new DubanFunction(this, 'Weekly', { ...house, ...functionProfiles.weekly, failures });
    table.grantReadWrite(weekly);
    new Nudge(this, 'FixedDailies', {
      target: weekly,
      expression: weeklyExpression,
      description: 'The fixed times of a working day, every day; the work calendar decides',
      failures,
    });

    const intake = new DubanFunction(this, 'Intake', { ...house, ...functionProfiles.intake });
    table.grantReadWrite(intake);
    bus.takeInBy(intake);

    const auditor = new DubanFunction(this, 'Auditor', { ...house, ...functionProfiles.auditor, failures });
    table.grantReadWrite(auditor);
    table.grantScan(auditor);
    auditor.configure({ DUBAN_AUDIT_SEGMENTS: String(auditSegments) });
    new Nudge(this, 'EveryQuarter', {
      target: auditor,
      expression: auditExpression,
      description: 'One segment of the audit',
      failures,
    });

    new VitalSigns(this, 'VitalSigns', { operations });

    new CfnOutput(this, 'ApiUrl', { value: office.url });
    new CfnOutput(this, 'BusName', { value: bus.bus.eventBusName });
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'AlarmTopic', { value: operations.topic.topicArn });
  }
}
