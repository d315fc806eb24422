/** A document on its way through the shipped procedure: each step by whoever may do it, unless a test says otherwise. */
import { exactly } from '../../../shared/domain/compliance/verdict.ts';
import type { Case, CasePart, FieldValue } from '../../../shared/domain/matters/case.ts';
import {
  afterSteps,
  decideMatter,
  evolveMatter,
  type Matter,
  type MatterCommand,
} from '../../../shared/domain/matters/kinds.ts';
import type { Absence } from '../../../shared/domain/routing/directory.ts';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';
import { demoDirectory } from '../../support/office.ts';
import { ground, shuangyang } from '../../support/shuangyang.ts';

const base = ground();
const MORNING = at('2026-03-02 09:00');

/** '2026-03-02 09:00' in China. */
export function at(text: string): Instant {
  return parseInstant(`${text.replace(' ', 'T')}:00+08:00`);
}

/** What goes into an act besides step and hand; `part` alone is the commonest. */
export interface Extra {
  readonly part?: string;
  readonly for?: string;
  readonly source?: '电话';
  readonly outcome?: string;
  readonly opinion?: string;
  readonly evidence?: string | null;
  readonly checks?: readonly string[];
  readonly done?: Instant;
}

export class DocumentDesk {
  matter: Matter | null = null;
  now: Instant = MORNING;
  absences: readonly Absence[] = [];

  /** Opens a case for 区住建局; refused openings throw. */
  static open(
    fields: Readonly<Record<string, FieldValue>>,
    parts: readonly CasePart[] = [],
    procedure = 'document',
    leader: string | null = null,
  ): DocumentDesk {
    const desk = new DocumentDesk();
    const refusal = desk.give({
      do: 'case.open',
      id: 'd1',
      procedure,
      title: '物业管理办法',
      unit: 'housing',
      leader,
      fields,
      parts,
      startedAt: null,
    });
    if (refusal !== null) throw new Error(refusal);
    return desk;
  }

  /** The words of a refusal, `null` where there was none. */
  give(command: MatterCommand): string | null {
    const roster = { directory: demoDirectory, absences: this.absences, zone: base.zone };
    const around = { ...base, rulebook: shuangyang, roster, ground: base };
    const decision = decideMatter(command, this.matter, this.now, around);
    if ('refused' in decision) return decision.refused;
    for (const event of decision.events)
      this.matter = afterSteps(evolveMatter(this.matter, event, this.now, 'd1'), shuangyang.procedures);
    return null;
  }

  do(step: string, by: string, extra: Extra = {}): string | null {
    const rule = this.rule(step);
    return this.give({
      do: 'step.do',
      id: 'd1',
      step,
      part: extra.part ?? null,
      submission: this.submission(by, extra),
      outcome: extra.outcome ?? rule?.outcomes[0] ?? null,
      opinion: extra.opinion ?? '同意',
      checks: extra.checks ?? rule?.checks ?? [],
    });
  }

  waive(step: string, by: string, why = '不需要'): string | null {
    return this.give({
      do: 'step.waive',
      id: 'd1',
      step,
      part: null,
      submission: this.submission(by, {}),
      why,
    });
  }

  giveBack(step: string, by: string, part: string | null = null): string | null {
    return this.give({ do: 'step.return', id: 'd1', step, part, by, why: '请修改' });
  }

  confirm(step: string, by: string): string | null {
    return this.give({ do: 'step.confirm', id: 'd1', step, part: null, by });
  }

  amend(fields: Readonly<Record<string, FieldValue>>): string | null {
    return this.give({ do: 'case.amend', id: 'd1', fields, by: 'office', why: '更正' });
  }

  /** Does each, and refuses to go on when one is refused. */
  through(...steps: readonly (readonly [string, string, Extra?])[]): this {
    for (const [step, by, extra] of steps) {
      const refusal = this.do(step, by, extra);
      if (refusal !== null) throw new Error(`${step}: ${refusal}`);
    }
    return this;
  }

  /** Up to the office’s door. */
  drafted(): this {
    return this.through(['disclosure', 'housing'], ['sheet', 'housing.principal'], ['submit', 'housing']);
  }

  get state(): Case['state'] {
    if (this.matter?.kind !== 'case') throw new Error('no case yet');
    return this.matter.state;
  }

  private rule(step: string) {
    const procedure = this.matter?.kind === 'case' ? this.matter.procedure : '';
    return shuangyang.procedures.get(procedure)?.steps.find(({ id }) => id === step);
  }

  private submission(by: string, { for: whose, source, evidence, done }: Extra) {
    return {
      done: exactly(done ?? this.now),
      recordedAt: this.now,
      by,
      for: whose ?? null,
      source: source ?? null,
      channel: null,
      evidence: evidence === undefined ? '附件' : evidence,
    };
  }
}
