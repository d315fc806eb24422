/** Forms about kept reports: to make one, to key the approval of 办公室主任 and confirm it, to withdraw. */

import type { KeptReport } from '../../shared/app/reports/kept-report.ts';
import { KINDS, kindSaid } from '../../shared/app/reports/report-words.ts';
import { SOURCE_NAMES } from '../../shared/contract/verbs/rules.ts';
import { OFFICE_DIRECTOR } from '../../shared/domain/routing/roles.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import { type Grain, type PeriodId, periodOf, sayPeriod, spanOf } from '../../shared/domain/time/period.ts';
import { foldedForm, form, type Option, selectField, textField, tickField, unitOptions } from './form.ts';
import type { Html, PageContext } from './page.ts';

/** How many of each length are offered, the latest first; a month, the most usual, comes first. */
const OFFERED: readonly (readonly [Grain, number])[] = [
  ['month', 13],
  ['quarter', 4],
  ['half-year', 2],
  ['year', 2],
];

/** The month before comes first, then that under way, then the others backwards. */
function periodOptions({ now, district }: PageContext): Option[] {
  const today = dateOf(now, district.zone);
  const periods = OFFERED.flatMap(([grain, count]) => {
    const own: PeriodId[] = [];
    let day = today;
    while (own.length < count) {
      const period = periodOf(day, grain);
      own.push(period);
      day = addDays(spanOf(period).first, -1);
    }
    return own;
  });
  const [present, before, ...others] = periods;
  return [before, present, ...others].flatMap((period) =>
    period === undefined ? [] : [{ value: period, label: sayPeriod(period) }],
  );
}

/** Kinds of matters and, one by one, the procedures of the rulebook. */
export function kindOptions({ district }: PageContext): Option[] {
  const { procedures } = district.rulebook;
  const ids = [...new Set([...Object.keys(KINDS), ...procedures.keys()])];
  return [{ value: '', label: '全部' }, ...ids.map((id) => ({ value: id, label: kindSaid(id, procedures) }))];
}

/** Units with 全部 in front. */
export function allUnitOptions(page: PageContext): Option[] {
  return unitOptions(page).map((option) => (option.value === '' ? { ...option, label: '全部' } : option));
}

export function makeForm(page: PageContext): Html | null {
  return form(page, {
    verb: 'report.make',
    about: 'report',
    submit: '生成并留存（草案）',
    fields: (own) => [
      selectField(own, { name: 'period', label: '统计期', required: true }, periodOptions(page)),
      selectField(own, { name: 'unit', label: '承办单位' }, allUnitOptions(page)),
      selectField(own, { name: 'matterKind', label: '事项类别' }, kindOptions(page)),
      tickField(own, { name: 'ranking', label: '附排名（经批准后显示）' }),
    ],
  });
}

/** What may still be done with a kept report. */
export function standingForms(page: PageContext, kept: KeptReport): (Html | null)[] {
  const { id, status } = kept;
  if (status === 'withdrawn') return [];
  const withdraw = foldedForm(page, '撤回', {
    verb: 'report.withdraw',
    about: id,
    hidden: { id },
    submit: '撤回',
    fields: (own) => textField(own, { name: 'why', label: '原因', required: true }),
  });
  return status === 'draft' ? [approval(page, kept), withdraw] : [withdraw];
}

/** Keyed by one hand of the office for 办公室主任, confirmed by another. */
function approval(page: PageContext, { id, approval: keyed }: KeptReport): Html | null {
  const hands = handOptions(page).filter(({ value }) => value !== keyed?.by);
  if (keyed !== null)
    return foldedForm(page, '复核代录的批准', {
      verb: 'report.approve',
      about: id,
      hidden: { id, confirms: 'yes' },
      submit: '复核无误，批准生效',
      fields: (own) => selectField(own, { name: 'by', label: '复核人', required: true }, hands),
    });
  return foldedForm(page, '登记办公室主任批准', {
    verb: 'report.approve',
    about: id,
    hidden: { id },
    submit: '登记批准',
    fields: (own) => [
      selectField(
        own,
        { name: 'source', label: '批准方式', required: true, value: '纸质' },
        SOURCE_NAMES.map((value) => ({ value, label: value })),
      ),
      selectField(own, { name: 'by', label: '录入人', required: true, hint: '须由另一人复核' }, hands),
    ],
  });
}

/** Posts of the office and of the supervision office: who may key and confirm. */
function handOptions({ district }: PageContext): Option[] {
  const own = [...district.directory.posts.values()].filter(
    ({ id, unit }) => id !== OFFICE_DIRECTOR && (unit === 'office' || unit === 'supervision'),
  );
  return [{ value: '', label: '请选择' }, ...own.map(({ id, title }) => ({ value: id, label: title }))];
}
