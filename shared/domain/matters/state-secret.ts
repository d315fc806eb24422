/** What is a state secret (涉密) is refused at the door, before anything of it is stored (practice §9). */

export const STATE_SECRET_REFUSED = '涉密事项不得录入本系统，请按机要渠道办理';

/** Classes as somebody may key them beside those that may be kept. */
const CLASSES: ReadonlySet<string> = new Set(['涉密', '秘密', '机密', '绝密', '秘密级', '机密级', '绝密级']);

/**
 * The marks that stand on a secret paper and are copied with its title: 机密★10年, （秘密）, 密级：绝密, 绝密：… (保守国家秘密法
 * 实施条例, 国家秘密标志). A title that merely speaks of secrets, such as 保密工作, carries none.
 */
const MARKS = [
  /(绝密|机密|秘密)\s*★/,
  /[（(〔【[]\s*(绝密|机密|秘密|涉密)(级|件|事项)?\s*[）)〕】\]]/,
  /密级\s*(为|[：:])?\s*(绝密|机密|秘密|涉密)/,
  /^\s*(绝密|机密|秘密|涉密)(级|件)?\s*[：:]/,
] as const;

/** Whether anything keyed, at any depth, is marked as a state secret or classed as one. */
export function isStateSecret(keyed: unknown): boolean {
  if (typeof keyed === 'string') return MARKS.some((mark) => mark.test(keyed));
  if (typeof keyed !== 'object' || keyed === null) return false;
  return Object.entries(keyed).some(
    ([field, value]) => (field === 'secrecy' && CLASSES.has(String(value))) || isStateSecret(value),
  );
}
