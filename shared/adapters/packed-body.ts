/** Large bodies are stored compressed: the directory of a district with 1,300 people must fit into one stored part. */
import { gunzipSync, gzipSync } from 'node:zlib';

/** Below this a body is stored as it is, which is what nearly all are. */
const PACKED_FROM_BYTES = 100_000;

/** The compressed body, or `null` where it is stored as text. */
export function packed(json: string): Uint8Array | null {
  if (json.length * 3 < PACKED_FROM_BYTES || Buffer.byteLength(json) < PACKED_FROM_BYTES) return null;
  return gzipSync(json);
}

export function unpacked(bytes: Uint8Array): string {
  return gunzipSync(bytes).toString('utf8');
}
