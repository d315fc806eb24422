/** What the secrets hold. The key is generated; the others are created as `{}` and filled in by the operator. */
import * as z from 'zod';
import { channelSettings } from './channel-settings.ts';

/** The address called after each clean heartbeat; without it nothing outside notices that Duban stands still. */
export const deadManSecret = z.object({ url: z.url({ protocol: /^https?$/ }).optional() });

/** What each channel needs, in the form of docs/channels.md; the same JSON as DUBAN_CHANNELS on one machine. */
export const channelsSecret = channelSettings;

/** With it links and calendar addresses are signed; whoever replaces it ends all that were given out. */
export const signingSecret = z.object({ key: z.string().min(32) });
