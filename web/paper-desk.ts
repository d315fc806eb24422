/** The desk at which papers are made: the wording of the pages, for whoever asks for a paper, browser or command line. */
import type { PaperDesk } from '../shared/app/papers/paper-desk.ts';
import { consult } from '../shared/domain/calendar/calendar-view.ts';
import { approvalsOf } from './parts/approvals.ts';
import type { PageContext } from './parts/page.ts';
import { lightOf, saySources } from './words/assignments.ts';
import { sayVerdict } from './words/duty-states.ts';
import { matterTitle, sayMoment, statusOf, whoIs } from './words/labels.ts';
import { sayEntry } from './words/ledger.ts';

export function paperDesk({
  reader,
  district,
  now,
}: Pick<PageContext, 'reader' | 'district' | 'now'>): PaperDesk {
  const { directory, zone } = district;
  return {
    reader,
    district,
    now,
    words: {
      who: (name) => whoIs(name, directory),
      moment: (at) => sayMoment(at, zone, now),
      entry: (entry) => sayEntry(entry, district),
      sources: saySources,
      light: (found, duties) =>
        lightOf(found, duties, now, zone, consult(district.ground.calendar, { zone })).say,
      matterTitle,
      status: (duty) => (duty.status === 'settled' ? sayVerdict(duty) : statusOf(duty)),
      approvals: (board) => approvalsOf({ reader, district, now }, board),
    },
  };
}
