/** What each function is for, what its failure costs, and how much time and memory it gets. */
import { Duration } from 'aws-cdk-lib';
import type { FunctionName } from '../shared/contract/functions.ts';
import type { FunctionProfile } from './constructs/duban-function.ts';

export const functionProfiles: Readonly<Record<FunctionName, FunctionProfile>> = {
  heartbeat: {
    name: 'heartbeat',
    description: "Takes what is due, audits the heads of the due index, pings the dead-man's switch",
    errorImpact: 'Nothing is reminded, escalated or opened until a heartbeat succeeds; then it is caught up.',
    // Shorter than the minute between two heartbeats, so that they do not pile up.
    timeout: Duration.seconds(50),
    memorySize: 1024,
  },
  relay: {
    name: 'relay',
    description: 'Hands on new outbox rows: creates notices, publishes events, nudges delivery',
    errorImpact: 'Notices and published events wait for the next heartbeat.',
    timeout: Duration.seconds(60),
    memorySize: 512,
  },
  deliver: {
    name: 'deliver',
    description: 'Claims notices and sends them on their channels',
    errorImpact:
      'Notices are not sent; they are retried for 24 hours, then go to the next channel and person.',
    timeout: Duration.seconds(60),
    memorySize: 512,
  },
  api: {
    name: 'api',
    description: 'Pages and commands',
    errorImpact: 'Officials cannot see what is due or hand anything in through the pages.',
    // The HTTP API gives up after 30 seconds.
    timeout: Duration.seconds(25),
    memorySize: 1024,
  },
  weekly: {
    name: 'weekly',
    description: "Collects, compiles and delivers the week's schedule",
    errorImpact: "The leaders' schedule of the week is compiled late.",
    timeout: Duration.seconds(60),
    memorySize: 512,
  },
  intake: {
    name: 'intake',
    description: 'Carries out what other systems put on the bus',
    errorImpact: 'What other systems reported waits in the queue and is not yet a duty.',
    timeout: Duration.seconds(30),
    memorySize: 512,
  },
  auditor: {
    name: 'auditor',
    description: 'Compares state, ledger, index and series, one segment of the table after another',
    errorImpact: "Disagreements in the table stay unseen; after 26 hours the dead-man's switch is let go.",
    // Shorter than the quarter of an hour between two segments.
    timeout: Duration.minutes(14),
    memorySize: 1024,
  },
};
