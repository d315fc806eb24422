/** Who of the leaders gets a daily digest, and the form by which a wish for one is keyed. */
import { html } from 'hono/html';
import { leadersWithDigest } from '../../shared/app/notices/stored-digests.ts';
import { whoIs } from '../words/labels.ts';
import { foldedForm, selectField } from './form.ts';
import { handFields } from './hand-fields.ts';
import type { Html, PageContext } from './page.ts';

const WISHES = [
  { value: 'yes', label: '接收' },
  { value: 'no', label: '停止接收' },
];

/** Off until a leader asks (practice §3), so the page says so as well. */
export function leaderDigests(page: PageContext): Html {
  const { directory, digests, settings } = page.district;
  const served = leadersWithDigest(digests, directory).map((id) => whoIs(id, directory));
  const said =
    served.length === 0
      ? '每日汇总：尚无区领导提出，不发送。'
      : `每日汇总：工作日${String(settings.get('digest_at') ?? '')}经联络员呈${served.join('、')}；当日无事项的不发送。`;
  return html`<p>${said}</p>${foldedForm(page, '登记每日汇总', {
    verb: 'digest.request',
    about: 'new',
    submit: '登记',
    fields: (own) => [
      ...handFields(
        own,
        directory.leaders.map((id) => ({ value: id, label: whoIs(id, directory) })),
        '提出的领导',
      ),
      selectField(own, { name: 'on', label: '每日汇总', required: true }, WISHES),
    ],
  })}`;
}
