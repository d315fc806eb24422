/** Reads a local document over the work calendar: days off, days worked and office hours of one district. */
import * as z from 'zod';
import {
  type OverlayContent,
  OverlayFault,
  overlayContradiction,
  readSeason,
} from '../../domain/calendar/overlay.ts';
import { InvalidTime } from '../../domain/time/invalid-time.ts';
import { type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';
import { InvalidFile, readAgainst } from './yaml-place.ts';

const why = z.string('expected the reason in words').trim().min(1, 'expected the reason in words').max(60);
const days = z.record(
  z.string(),
  why,
  'expected each day with its reason, such as 2026-08-12: 停课停工（暴雨红色预警）',
);
const end = z
  .string('expected a date such as 2026-05-01, or 05-01 for every year')
  .regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'expected a date such as 2026-05-01, or 05-01 for every year');
const overlayFile = z.strictObject({
  document: z
    .string('expected the number of the document, such as 长双府办发〔2026〕12号')
    .trim()
    .min(1, 'expected the number of the document, such as 长双府办发〔2026〕12号')
    .max(60),
  off: days.default({}),
  work: days.default({}),
  'office-hours': z
    .array(
      z.strictObject({
        from: end,
        until: end,
        hours: z.string('expected hours such as 09:00-12:00,13:30-18:00'),
      }),
    )
    .max(20)
    .default([]),
});

/**
 * One document; `file` names it in messages. Refuses, with file and place, days that do not exist, a day both off
 * and worked, hours that run backward, and seasons that share a day. `until` is exclusive.
 */
export function readOverlay(file: string, text: string): OverlayContent {
  const content = readAgainst(file, text, overlayFile);
  const refuse = (place: string, problem: string): never => {
    throw new InvalidFile(`${file} (${place}): ${problem}`);
  };
  const read = <Value>(place: string, work: () => Value): Value => {
    try {
      return work();
    } catch (fault) {
      if (fault instanceof OverlayFault || fault instanceof InvalidTime) return refuse(place, fault.message);
      throw fault;
    }
  };
  const dated = (section: 'off' | 'work'): Map<LocalDate, string> =>
    new Map(
      Object.entries(content[section]).map(([date, said]) => [
        read(`${section}.${date}`, () => parseLocalDate(date)),
        said,
      ]),
    );
  const overlay: OverlayContent = {
    document: content.document,
    off: dated('off'),
    work: dated('work'),
    officeHours: content['office-hours'].map(({ from, until, hours }, index) =>
      read(`office-hours.${index}`, () => readSeason(from, until, hours)),
    ),
  };
  const contradiction = overlayContradiction(overlay);
  return contradiction === null ? overlay : refuse('document', contradiction);
}
