/** Which rule a row of a ledger means: by its number, its article, its title, or a word that offices use for it. */
import { chineseNumeral } from '../rules/clause.ts';
import { type Rule, type Rulebook, ruleKey } from '../rules/rulebook.ts';

/** What a word stands for: the title of a rule, and where it has several cases, which. */
interface Meant {
  readonly title: string;
  readonly variant?: string;
}

/** Words of offices for the rules, by the rules' titles, so that they hold under every rulebook that has those. */
export const RULE_WORDS: Readonly<Record<string, Meant>> = {
  会议材料: { title: '议题材料报送' },
  议题材料: { title: '议题材料报送' },
  上会材料: { title: '议题材料报送' },
  常务会议材料: { title: '议题材料报送' },
  周安排: { title: '一周主要政务活动安排表' },
  周安排表: { title: '一周主要政务活动安排表' },
  一周安排: { title: '一周主要政务活动安排表' },
  一周安排表: { title: '一周主要政务活动安排表' },
  舆情首发: { title: '首次发布权威信息' },
  首次发布: { title: '首次发布权威信息' },
  权威信息发布: { title: '首次发布权威信息' },
  发布会: { title: '新闻发布会' },
  舆情回应: { title: '政务舆情回应' },
  一般舆情: { title: '政务舆情回应' },
  信息公开: { title: '主动公开' },
  政府信息公开: { title: '主动公开' },
  政策解读: { title: '解读同步' },
  议定事项公开: { title: '会议决定事项公开' },
  年度工作目标: { title: '下一年度工作目标和任务' },
  议定事项: { title: '议定事项落实情况反馈' },
  会议议定事项: { title: '议定事项落实情况反馈' },
  纪要落实: { title: '议定事项落实情况反馈' },
  批示: { title: '批示办理情况反馈', variant: 'instruction' },
  领导批示: { title: '批示办理情况反馈', variant: 'instruction' },
  急件批示: { title: '批示办理情况反馈', variant: 'instruction-urgent' },
  疑难批示: { title: '批示办理情况反馈', variant: 'instruction-hard' },
  部署事项: { title: '部署事项落实情况反馈' },
  公文办理: { title: '公文办理反馈' },
  特急公文: { title: '特急公文办理反馈' },
  加急公文: { title: '加急公文办理反馈' },
  请示答复: { title: '请示答复意见反馈' },
  问题整改: { title: '问题整改情况反馈' },
  审计整改: { title: '整改进展报告' },
  媒体批评: { title: '媒体批评核查报告' },
  代表建议: { title: '代表建议答复', variant: 'suggestion' },
  人大代表建议: { title: '代表建议答复', variant: 'suggestion' },
  政协提案: { title: '政协提案答复', variant: 'proposal' },
  信访受理: { title: '信访受理告知' },
  信访: { title: '信访事项办结' },
  信访办结: { title: '信访事项办结' },
  信访复查: { title: '信访复查' },
  信访复核: { title: '信访复核' },
  电话首报: { title: '电话首报' },
  书面首报: { title: '书面首报' },
  方案通知: { title: '方案通知' },
  材料分送: { title: '材料分送' },
  会议纪要印发: { title: '会议纪要印发' },
};

/** Rules of one number: its cases, of which the limits decide whether it matters which is meant. */
export type RuleMeant = { readonly rules: readonly Rule[] } | { readonly unmapped: string };

/** Nothing is guessed: a cell that fits several rules is not mapped, and says which they are. */
export function ruleMeant(written: string, rulebook: Pick<Rulebook, 'rules'>): RuleMeant {
  const text = tidy(written);
  if (text === '') return { unmapped: '未填写' };
  const { rules } = rulebook;
  const found =
    byNumber(text, rules) ??
    byTitle(text, rules) ??
    byWord(text, rules) ??
    byArticle(text, rules) ??
    byTrailingNumber(text, rules);
  if (found === null)
    return { unmapped: `“${text}”不知是哪一条，应为规则编号（如D52-07）、条款加名称或者常用名称` };
  return oneNumber(text, found);
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[《》“”"]/g, '')
    .replace(/[—–]/g, '-');
}

/** 'D52-07', 'd52-7', 'D36-3/plan', 'D45-1#instruction'. The bare number is the name of the case that has no other. */
function byNumber(text: string, rules: readonly Rule[]): readonly Rule[] | null {
  const [, article, ordinal, part, variant] =
    /^[dD](\d+)-(\d+)(?:\/([\w-]+))?(?:#([\w-]+))?$/.exec(text) ?? [];
  if (article === undefined) return null;
  const found = rules.filter(
    (rule) =>
      sameNumber(rule.id, article, ordinal ?? '') &&
      rule.part === (part ?? null) &&
      (variant === undefined || rule.variant === variant),
  );
  const plain = variant === undefined ? found.filter((rule) => rule.variant === null) : [];
  if (plain.length > 0) return plain;
  return found.length > 0 ? found : null;
}

/** Also without the leading nought of '07'. */
function sameNumber(id: string, article: string, ordinal: string): boolean {
  const [, own = '', ownOrdinal = ''] = /^D(\d+)-(\d+)$/.exec(id) ?? [];
  return own !== '' && Number(own) === Number(article) && Number(ownOrdinal) === Number(ordinal);
}

function byTitle(text: string, rules: readonly Rule[]): readonly Rule[] | null {
  const found = rules.filter(({ title }) => tidy(title) === text);
  return found.length > 0 ? found : null;
}

function byWord(text: string, rules: readonly Rule[]): readonly Rule[] | null {
  const meant = Object.hasOwn(RULE_WORDS, text) ? RULE_WORDS[text] : undefined;
  if (meant === undefined) return null;
  const found = rules.filter(
    ({ title, variant }) =>
      title === meant.title && (meant.variant === undefined || variant === meant.variant),
  );
  return found.length > 0 ? found : null;
}

/** '第五十二条', '52条', '第六十条第(四)项', and with the title or word behind it. */
function byArticle(text: string, rules: readonly Rule[]): readonly Rule[] | null {
  const [, numeral = '', item, more = ''] =
    /^第?([\d一二三四五六七八九十]+)条(?:第?(\([一二三四五六七八九十]+\))项?)?[:,、]?(.*)$/.exec(text) ?? [];
  if (numeral === '') return null;
  const own = rules.filter(({ article }) => {
    const [, number = '', part = ''] = /^(\d+)((?:（.+）)?)$/.exec(article) ?? [];
    const fits = number === numeral || chineseNumeral(Number(number)) === numeral;
    return fits && (item === undefined || part.normalize('NFKC') === item);
  });
  const rest = more.replace(/^\((.*)\)$/, '$1');
  const named = rest === '' ? own : (byTitle(rest, own) ?? byWord(rest, own));
  return named === null || named.length === 0 ? null : named;
}

/** '议题材料报送(D52-07)', 'D52-07议题材料报送': the number decides, if the title is the same rule's. */
function byTrailingNumber(text: string, rules: readonly Rule[]): readonly Rule[] | null {
  const [number] = /[dD]\d+-\d+(?:\/[\w-]+)?(?:#[\w-]+)?/.exec(text) ?? [];
  if (number === undefined) return null;
  const rest = text.replace(number, '').replace('()', '').replace(/^:|:$/g, '');
  const [found, titled] = [byNumber(number, rules), byTitle(rest, rules) ?? byWord(rest, rules)];
  if (found === null || titled === null) return null;
  return found.some((rule) => titled.some(({ id }) => id === rule.id)) ? found : null;
}

function oneNumber(text: string, found: readonly Rule[]): RuleMeant {
  const keys = new Map(found.map((rule) => [ruleKey(rule), rule]));
  if (keys.size === 1) return { rules: found };
  return { unmapped: `“${text}”有${keys.size}项，应写明是哪一项：${namesOf(found)}` };
}

const MOST_NAMED = 8;

/** Each with what tells it apart: 'D45-1#instruction批示办理情况反馈'. */
export function namesOf(rules: readonly Rule[]): string {
  const names = [
    ...new Set(
      rules.map((rule) => `${ruleKey(rule)}${rule.variant === null ? '' : `#${rule.variant}`}${rule.title}`),
    ),
  ];
  return `${names.slice(0, MOST_NAMED).join('、')}${names.length > MOST_NAMED ? '等' : ''}`;
}
