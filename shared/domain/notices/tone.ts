/** The tone of texts that officials see: what must not stand in a message, and to whom which forms are owed. */

export type Audience = 'leader' | 'unit' | 'office';
export type Sender = 'office' | 'duty-room' | 'supervision';

/** A message accuses nobody and threatens with nothing. */
const NEVER = ['违规', '问责', '追责', '通报批评', '严肃处理', '后果自负', '责令', '否则'] as const;
/** Leaders are served, not timed. */
const NEVER_TO_LEADERS = ['必须', '务必', '督办', '催办', '逾期', '超时', '限期', '抓紧'] as const;
/** 督办 stays out of meetings, the weekly table and everything else the office sends. */
const ONLY_SUPERVISION = ['督办'] as const;
const FORMS_TO_LEADERS = ['呈', '请阅', '请批示', '敬请'] as const;

/** Everything wrong with one text, in sentences; empty when it may go out. */
export function toneFaults(text: string, audience: Audience, sender: Sender): string[] {
  const banned = [
    ...NEVER,
    ...(audience === 'leader' ? NEVER_TO_LEADERS : []),
    ...(sender === 'supervision' ? [] : ONLY_SUPERVISION),
  ];
  const faults = [...new Set(banned)]
    .filter((word) => text.includes(word))
    .map((word) => `contains '${word}'; expected a neutral word`);
  if (audience === 'leader' && !FORMS_TO_LEADERS.some((form) => text.includes(form))) {
    faults.push(`speaks to a leader; expected one of ${FORMS_TO_LEADERS.join('、')}`);
  }
  if (audience === 'unit' && !text.includes('请')) faults.push("speaks to a unit; expected '请'");
  const half = halfWidthPunctuation(text);
  if (half !== null) faults.push(`has half-width '${half}'; expected full-width punctuation`);
  return faults;
}

/** The first ASCII mark that should be full-width; the colon of a clock time is right as it is. */
function halfWidthPunctuation(text: string): string | null {
  return text.replace(/\d:\d/g, '').match(/[,;:!?()"]/)?.[0] ?? null;
}
