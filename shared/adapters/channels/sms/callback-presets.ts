/** What the usual providers push: reports of delivery and what people answered. */
import * as z from 'zod';
import {
  formOf,
  jsonOf,
  listOf,
  replyId,
  type SmsCallback,
  type SmsReply,
  type SmsReport,
  timeOf,
} from './callback-form.ts';
import { phoneOf } from './prepare.ts';

const word = z.union([z.string(), z.number()]).transform(String);
const said = word.optional();

const aliyunReport = z.object({
  phone_number: word,
  success: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
  report_time: said,
  err_code: said,
  err_msg: said,
  biz_id: said,
  out_id: said,
});
const aliyunReply = z.object({
  phone_number: word,
  content: z.string(),
  send_time: said,
  sequence_id: word,
});

/** 阿里云 SmsReport and SmsUp: JSON lists, times in China Standard Time. */
export function readAliyun(body: string): SmsCallback | null {
  return sorted(listOf(jsonOf(body)), (one) => {
    const report = aliyunReport.safeParse(one);
    if (report.success) {
      const { phone_number, success, report_time, err_code, err_msg, biz_id, out_id } = report.data;
      const note = success ? null : noteOf(err_msg, err_code);
      const [reference, key] = [filledOrNull(biz_id), filledOrNull(out_id)];
      return {
        reference,
        key,
        phone: plain(phone_number),
        delivered: success,
        note,
        at: timeOf(report_time),
      };
    }
    const reply = aliyunReply.safeParse(one);
    if (!reply.success) return undefined;
    const { phone_number, content: text, send_time, sequence_id: id } = reply.data;
    return { id, phone: plain(phone_number), text, at: timeOf(send_time) };
  });
}

const tencentReport = z.object({
  nationcode: said,
  mobile: word,
  report_status: z.enum(['SUCCESS', 'FAIL']),
  errmsg: said,
  description: said,
  sid: said,
  user_receive_time: said,
});
const tencentReply = z.object({ nationcode: said, mobile: word, text: z.string(), time: word });

/** 腾讯云: reports as a JSON list, replies one by one with seconds since 1970. */
export function readTencent(body: string): SmsCallback | null {
  return sorted(listOf(jsonOf(body)), (one) => {
    const report = tencentReport.safeParse(one);
    if (report.success) {
      const { nationcode, mobile, report_status, errmsg, description, sid, user_receive_time } = report.data;
      const delivered = report_status === 'SUCCESS';
      const note = delivered ? null : noteOf(description, errmsg);
      const phone = plain(withNation(nationcode, mobile));
      return {
        reference: filledOrNull(sid),
        key: null,
        phone,
        delivered,
        note,
        at: timeOf(user_receive_time),
      };
    }
    const reply = tencentReply.safeParse(one);
    if (!reply.success) return undefined;
    const { nationcode, mobile, text, time } = reply.data;
    const phone = plain(withNation(nationcode, mobile));
    return { id: replyId(phone, time, text), phone, text, at: timeOf(time) };
  });
}

const huaweiReport = z.object({
  smsMsgId: z.string().min(1),
  status: z.string().min(1),
  total: said,
  sequence: said,
  updateTime: said,
  extend: said,
  to: said,
});
const huaweiReply = z.object({ from: z.string().min(1), body: z.string(), smsMsgId: said });

/** 华为云: forms. A long message is reported part by part; ACCEPTD and UNKNOWN are not the end and are left out. */
export function readHuawei(body: string): SmsCallback | null {
  const form = formOf(body);
  const report = huaweiReport.safeParse(form);
  if (report.success) {
    const { smsMsgId: reference, status, updateTime, extend, to } = report.data;
    if (status === 'ACCEPTD' || status === 'UNKNOWN') return { reports: [], replies: [] };
    const delivered = status === 'DELIVRD';
    const note = [delivered ? null : status, partOf(report.data)].filter((part) => part !== null).join('，');
    const phone = to === undefined ? '' : plain(to);
    const key = filledOrNull(extend);
    const at = timeOf(updateTime);
    return { reports: [{ reference, key, phone, delivered, note: filledOrNull(note), at }], replies: [] };
  }
  const reply = huaweiReply.safeParse(form);
  if (!reply.success) return null;
  const { from, body: text, smsMsgId } = reply.data;
  const phone = plain(from);
  return { reports: [], replies: [{ id: smsMsgId ?? replyId(phone, text), phone, text, at: null }] };
}

function partOf({ total = '1', sequence = '1' }: z.output<typeof huaweiReport>): string | null {
  return Number(total) > 1 ? `第${sequence}条，共${total}条` : null;
}

const masReport = z.object({
  msgGroup: word,
  mobile: said,
  mobiles: z.array(word).optional(),
  reportStatus: said,
  errorCode: said,
  receiveDate: said,
  submitDate: said,
});
const masReply = z.object({ mobile: word, smsContent: z.string(), sendTime: said, addSerial: said });
const DELIVERED = ['DELIVRD', 'CM:0000'];

/** 移动云MAS: JSON, one or a list. Which of its two fields holds the status differs between versions of the platform. */
export function readMas(body: string): SmsCallback | null {
  return sorted(listOf(jsonOf(body)), (one) => {
    const report = masReport.safeParse(one);
    if (report.success) {
      const {
        msgGroup,
        mobile,
        mobiles = [],
        reportStatus,
        errorCode,
        receiveDate,
        submitDate,
      } = report.data;
      const states = [reportStatus, errorCode].filter((state) => state !== undefined && state !== '');
      const delivered = states.length > 0 && states.every((state) => DELIVERED.includes(state ?? ''));
      return {
        reference: msgGroup,
        key: null,
        phone: plain(mobile ?? mobiles[0] ?? ''),
        delivered,
        note: delivered ? null : noteOf(errorCode, reportStatus),
        at: timeOf(receiveDate) ?? timeOf(submitDate),
      };
    }
    const reply = masReply.safeParse(one);
    if (!reply.success) return undefined;
    const { mobile, smsContent: text, sendTime = '' } = reply.data;
    const phone = plain(mobile);
    return { id: replyId(phone, sendTime, text), phone, text, at: timeOf(sendTime) };
  });
}

/** `null` when nothing at all can be read; single strangers in a list are left out. */
export function sorted(
  list: readonly unknown[],
  read: (one: unknown) => SmsReport | SmsReply | undefined,
): SmsCallback | null {
  const known = list.map(read).filter((one) => one !== undefined);
  if (known.length === 0 && list.length > 0) return null;
  return {
    reports: known.filter((one): one is SmsReport => 'delivered' in one),
    replies: known.filter((one): one is SmsReply => 'text' in one),
  };
}

/** In the form of the directory's numbers as {@link phoneOf} has them; what is no number stays as it came. */
export function plain(phone: string): string {
  return phoneOf(phone) ?? phone;
}

function withNation(nation: string | undefined, mobile: string): string {
  return nation === undefined || nation === '' || mobile.startsWith('+') ? mobile : `+${nation}${mobile}`;
}

function filledOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function noteOf(words: string | undefined, code: string | undefined): string | null {
  const parts = [words, code].filter((part) => part !== undefined && part !== '');
  const [first, second] = parts;
  if (first === undefined) return null;
  return (second === undefined || second === first ? first : `${first}（${second}）`).slice(0, 200);
}
