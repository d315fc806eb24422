/** Previews of templates in words: one template with all its texts, or all templates in a table. */
import type { FormChannel } from '../../domain/notices/channel-forms.ts';
import type { Audience } from '../../domain/notices/tone.ts';
import { inColumns } from '../columns.ts';
import { channelName, ROLE_NAMES } from '../names.ts';
import type { Previewed, PreviewedText, PreviewedUse } from './preview-messages.ts';

const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = {
  leader: '领导',
  unit: '单位',
  office: '办公室',
};

/** One template: what sends it, and each different text with its length. */
export function sayPreview({ template, sender, uses, own, texts }: Previewed): string {
  const heads = inColumns(texts.map(headOf));
  const lines = [
    `${template.id}　${template.title}`,
    `署名：${sender}`,
    ...uses.map((use) => `用于：${sayUse(use)}`),
    ...(own ? ['用于：系统随事项变化发送'] : []),
    ...texts.flatMap(({ text }, index) => ['', heads[index] ?? '', `  ${text}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function headOf({ audience, raised, channels, characters, parts, bytes }: PreviewedText): string[] {
  const whom = `${AUDIENCE_NAMES[audience]}${raised ? '（其他人均无法送达时）' : ''}`;
  const sms = channels.includes('sms') ? `短信${parts}条` : '';
  return [whom, `${characters}字`, `${bytes}字节`, sms, sayChannels(channels)];
}

function sayChannels(channels: readonly FormChannel[]): string {
  return channels.map((channel) => channelName(channel)).join('、');
}

const MOST_RULES = 3;

/** 'papers阶梯remind-1（承办单位联络员），规则D52-07'. */
function sayUse({ ladder, rung, rules }: PreviewedUse): string {
  const whom = rung.to.map((role) => ROLE_NAMES[role] ?? role).join('、');
  const some = rules.slice(0, MOST_RULES).join('、');
  const more = rules.length > MOST_RULES ? `等${rules.length}条` : '';
  const approval = rung.approval === null ? '' : `，${ROLE_NAMES[rung.approval] ?? rung.approval}签发`;
  return `阶梯${ladder}的${rung.id}（${whom}${approval}），规则${some}${more}`;
}

/** All templates by room, with the length of each on the channels looked at. */
export function sayTemplates(all: readonly Previewed[]): string {
  const rooms = Map.groupBy(all, ({ template }) => template.id.split('.')[0] ?? '');
  const rows = [...rooms.values()].flatMap((room) => room.map(rowOf));
  const lines = inColumns([['模板', '对象', '短信', '条数', '最长', '字节', '用处', '标题'], ...rows]);
  return `${lines.join('\n')}\n共${all.length}个模板。字数按示例用词计算，含署名；“最长”为各渠道中最长的一条。\n`;
}

function rowOf({ template, uses, own, texts }: Previewed): string[] {
  const said = texts.filter(({ audience }) => audience === template.audience);
  const sms = said.filter(({ channels }) => channels.includes('sms'));
  const most = (values: readonly number[]) => (values.length === 0 ? '—' : String(Math.max(...values)));
  return [
    template.id,
    AUDIENCE_NAMES[template.audience],
    most(sms.map(({ characters }) => characters)),
    most(sms.map(({ parts }) => parts)),
    most(said.map(({ characters }) => characters)),
    most(said.map(({ bytes }) => bytes)),
    `${uses.length}${own ? '＋系统' : ''}`,
    template.title,
  ];
}
