/** Addresses of gateways and of other systems, which may have a query and a fixed path of their own. */
import * as z from 'zod';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * HTTPS; plain HTTP only to a program on the same machine, such as a relay in front of a gateway that knows nothing
 * better. No user name and no fragment.
 */
export const gatewayUrl = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { protocol, hostname, username, password, hash } = new URL(text);
  return `${username}${password}${hash}` === '' && (protocol === 'https:' || LOOPBACK.test(hostname));
}, 'must be https:// without user name and fragment');
