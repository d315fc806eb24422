/** A short text as it is read out: no brackets, clock times and dates in words, telephone numbers digit by digit. */

const DIGITS = '零一二三四五六七八九';
/** On the telephone one is said as 幺, which cannot be taken for seven. */
const DIGITS_OF_NUMBERS = '零幺二三四五六七八九';

/** “【示例区政府办】请于3月17日17:05前…” becomes “这里是示例区政府办。请于三月十七日十七点零五分前…”. */
export function spoken(short: string): string {
  return short
    .replace(/^【([^】]+)】/, '这里是$1。')
    .replace(/(\d{4})年/g, (_, year: string) => `${digitByDigit(year, DIGITS)}年`)
    .replace(/(\d{1,2})月(\d{1,2})日/g, (_, month: string, day: string) => `${count(month)}月${count(day)}日`)
    .replace(/\b(\d{1,2}):(\d{2})(?!\d)/g, (_, hour: string, minute: string) => clockTime(hour, minute))
    .replace(/(?<!\d)(?:\d{3,4}-)?\d{5,11}(?!\d)/g, (number) =>
      digitByDigit(number.replace('-', ''), DIGITS_OF_NUMBERS),
    )
    .replace(/[“”‘’（）《》【】〔〕[\]()]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function clockTime(hour: string, minute: string): string {
  const minutes = Number(minute);
  if (minutes === 0) return `${count(hour)}点`;
  return `${count(hour)}点${minutes < 10 ? '零' : ''}${count(minute)}分`;
}

/** 0 to 99. */
function count(text: string): string {
  const [tens, ones] = [Math.floor(Number(text) / 10), Number(text) % 10];
  if (tens === 0) return DIGITS.charAt(ones);
  return `${tens === 1 ? '' : DIGITS.charAt(tens)}十${ones === 0 ? '' : DIGITS.charAt(ones)}`;
}

function digitByDigit(number: string, words: string): string {
  return [...number].map((digit) => words.charAt(Number(digit))).join('');
}
