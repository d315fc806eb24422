/** What people and providers reach of the one-machine home without an account. */
import { writeFeedCalendar } from '../../shared/adapters/calendars/feed-calendar.ts';
import { openCallbacks } from '../../shared/adapters/channels/open-callbacks.ts';
import { readChannelSettings } from '../../shared/adapters/channels/read-channel-settings.ts';
import { SHORTEST_KEY, systemSigners } from '../../shared/adapters/system/signer.ts';
import type { Outside } from '../../web/options.ts';
import { CannotStart, type DataFolder } from './folder.ts';
import type { StartOptions } from './options.ts';

/** Signs under a key of the operator's, so that several machines or a moved folder keep the addresses they gave out. */
const KEY_VARIABLE = 'DUBAN_SIGNING_KEY';

interface Home {
  readonly options: Pick<StartOptions, 'baseUrl'>;
  readonly folder: Pick<DataFolder, 'signingKey'>;
  readonly district: string;
  /** Of the server, with a slash at the end. */
  readonly address: () => string;
}

/** Refuses a signing key that is too short, without repeating it. */
export function openOutside(
  { options, folder, district, address }: Home,
  environment: Readonly<Record<string, string | undefined>>,
): Outside {
  const given = environment[KEY_VARIABLE]?.trim() ?? '';
  if (given !== '' && given.length < SHORTEST_KEY)
    throw new CannotStart(`${KEY_VARIABLE} is too short; expected at least ${SHORTEST_KEY} characters`);
  return {
    baseUrl: () => options.baseUrl ?? address().replace(/\/$/, ''),
    signers: systemSigners(given === '' ? folder.signingKey : given),
    callbacks: openCallbacks(readChannelSettings(environment)),
    writeCalendar: writeFeedCalendar,
    district,
  };
}
