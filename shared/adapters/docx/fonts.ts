/** The fonts of official papers by name, each with what stands in for it where it is not installed. */
import type { IFontAttributesProperties } from 'docx';

export const FONTS = {
  /** 小标宋, for titles and the issuer's mark; not free, so it is named and never embedded. */
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  kai: '楷体_GB2312',
  /** Page numbers. */
  song: '宋体',
} as const;

export type FontRole = keyof typeof FONTS;

/** In the order in which a word processor may try them. */
const STAND_INS: Readonly<Record<FontRole, readonly string[]>> = {
  title: ['方正小标宋_GBK', '小标宋体', '华文中宋', 'STZhongsong', 'Source Han Serif SC', '宋体'],
  body: ['仿宋', 'FangSong', 'FangSong_GB2312', 'STFangsong', 'FandolFang', 'Noto Serif CJK SC'],
  heading: ['SimHei', '微软雅黑', 'Noto Sans CJK SC'],
  kai: ['楷体', 'KaiTi', 'KaiTi_GB2312', 'STKaiti', 'FandolKai'],
  song: ['SimSun', 'Noto Serif CJK SC'],
};

/** All scripts in one font, with quotation marks and dashes as wide as Chinese characters. */
export function fontOf(role: FontRole): IFontAttributesProperties {
  const name = FONTS[role];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}

/** The font table: names with their stand-ins (ECMA-376 part 1, 17.8.3.1 altName), nothing embedded. */
export function fontTable(): string {
  const fonts = Object.entries(FONTS).map(([role, name]) => {
    const others = STAND_INS[role as FontRole].join(',');
    const [charset, family] = ['86', role === 'heading' ? 'swiss' : 'roman'];
    return `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="${charset}"/><w:family w:val="${family}"/><w:pitch w:val="auto"/></w:font>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
