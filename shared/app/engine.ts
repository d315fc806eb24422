/** What use cases are carried out with: the installation and the districts opened so far. */
import { Districts } from './district.ts';
import type { Installation } from './installation.ts';

export interface Engine {
  readonly installation: Installation;
  readonly store: Installation['store'];
  readonly districts: Districts;
}

export function createEngine(installation: Installation): Engine {
  return { installation, store: installation.store, districts: new Districts(installation) };
}
