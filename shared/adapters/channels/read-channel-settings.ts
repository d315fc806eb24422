/** Reads the channels' settings from a variable of the environment; what they hold appears in no message. */
import { type ChannelSettings, channelSettings } from '../../contract/channel-settings.ts';

const CHANNELS_VARIABLE = 'DUBAN_CHANNELS';

/** The variable is no JSON, or does not describe channels. The sentence names the places, never a value. */
class ChannelSettingsRefused extends Error {
  override name = 'ChannelSettingsRefused';
}

/** No channels with a provider where the variable is not set or blank; refuses what docs/channels.md does not describe. */
export function readChannelSettings(
  environment: Readonly<Record<string, string | undefined>>,
): ChannelSettings {
  const text = environment[CHANNELS_VARIABLE]?.trim() ?? '';
  if (text === '') return {};
  const parsed = channelSettings.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole');
  throw new ChannelSettingsRefused(
    `The variable ${CHANNELS_VARIABLE} does not have the expected form (${[...new Set(places)].join(', ')}); see docs/channels.md.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ChannelSettingsRefused(`The variable ${CHANNELS_VARIABLE} is not JSON; see docs/channels.md.`);
  }
}
