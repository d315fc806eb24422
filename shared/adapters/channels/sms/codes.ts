/** Codes that providers group by how they begin: throttled here, faulty there. */
import type { CodeMeaning } from '../provider-codes.ts';

export type Retry = Extract<CodeMeaning, { readonly outcome: 'retry' }>;

/** The first rule whose beginning the code has. */
export function byBeginning(
  code: string,
  rules: readonly (readonly [begins: string, meaning: Retry])[],
): Retry | undefined {
  return rules.find(([begins]) => code.startsWith(begins))?.[1];
}

/** The account as a whole sends too much. */
export function throttled(after: number): Retry {
  return { outcome: 'retry', words: '发送过于频繁', after, down: true };
}

/** This number gets too many; others go on. */
export function numberBusy(after: number): Retry {
  return { outcome: 'retry', words: '该号码接收过于频繁', after };
}

export const FAULTY: Retry = { outcome: 'retry', words: '系统暂时异常', after: 60, down: true };
