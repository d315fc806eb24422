/** The functions of the AWS home and where each finds its files inside its bundle. */
export const functionNames = ['heartbeat', 'relay', 'deliver', 'api', 'weekly', 'intake', 'auditor'] as const;

export type FunctionName = (typeof functionNames)[number];

/** Each `functions/<name>/handler.ts` exports `handler` and is bundled to this file. */
export const bundleFile = 'handler.mjs';
export const bundleHandler = 'handler.handler';
/** Where Lambda unpacks a bundle. */
export const bundleRoot = '/var/task';
/** The rulebooks, calendars and directories are copied beside the bundle under this name. */
export const bundledRulesFolder = 'rules';
