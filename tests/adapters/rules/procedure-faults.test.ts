import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadRulebook } from '../../../shared/adapters/rules/load-rulebook.ts';
import { shuangyangFolder } from '../../support/shuangyang.ts';

/** The shipped rulebook with one text of its documents replaced. */
function changed(from: string, to: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-procedures-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(shuangyangFolder, folder, { recursive: true });
  const file = path.join(folder, 'documents.yaml');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`documents.yaml does not contain ${from}`);
  writeFileSync(file, text.replace(from, to));
  return folder;
}

test.each([
  [
    'when: [normative, market]',
    'when: [normative, markets]',
    /step 'fair-competition': nothing sets 'markets'/,
  ],
  ['when: [kind=请示]', 'when: [kind=请求]', /step 'request-form': nothing sets 'kind=请求'/],
  [
    'cosign=有不同意见|逾期未反馈',
    'cosign=有不同意见|没有反馈',
    /step 'dissent': nothing sets 'cosign=没有反馈'/,
  ],
  ['explains: [不同意]', 'explains: [反对]', /step 'legality': '反对' is no outcome/],
  ['outcome: 逾期未反馈\n', 'outcome: 未反馈\n', /step 'cosign': '未反馈' is no outcome/],
  [
    'at-least: { from: legality-request',
    'at-least: { from: check',
    /step 'legality': at-least counts from 'check'/,
  ],
  ['unless: legality-shortened', 'unless: series', /step 'legality': at-least: no flag 'series'/],
  [
    'by: leader, clause: D60-11',
    'by: the.chair, clause: D60-11',
    /step 'sign': nobody is called 'the\.chair'/,
  ],
  [
    'clause: D60-13 }\n          - { when: [series=长双府办发',
    'clause: D60-99 }\n          - { when: [series=长双府办发',
    /no clause 'D60-99'/,
  ],
  [
    'assigns: { outcome: 转承办单位办理',
    'assigns: { outcome: 转办',
    /step 'hand-out': assigns: '转办' is no outcome/,
  ],
  ['lead: handler', 'lead: kind', /step 'hand-out': assigns: 'kind' is no field of type unit/],
  ['until: limit', 'until: deadline', /step 'hand-out': assigns: no field 'deadline'/],
  [
    'after: [seal], by: unit, final',
    'after: [publish], by: unit, final',
    /step 'issue': comes after 'publish'/,
  ],
])('%s → %s', (from, to, says) => {
  expect(() => loadRulebook(changed(from, to))).toThrow(says);
});
