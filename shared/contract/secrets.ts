/** What the secrets hold. Both are created as `{}` and filled in by the operator. */
import * as z from 'zod';

/** The address called after each clean heartbeat; without it nothing outside notices that Duban stands still. */
export const deadManSecret = z.object({ url: z.url({ protocol: /^https?$/ }).optional() });

/** For each channel its credentials, such as `{"wecom": {"url": "…", "signingKey": "…"}}`; none, no channel. */
export const channelsSecret = z.record(z.string().min(1), z.record(z.string().min(1), z.string()));
export type ChannelCredentials = z.output<typeof channelsSecret>;
