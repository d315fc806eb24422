/** The stories that every home must tell alike: the same office, the same days, another store. */
import { describe } from 'vitest';
import type { Store } from '../../../shared/ports/store.ts';
import { careStories } from './care.stories.ts';
import { crashStories, type Thoroughness } from './crash.stories.ts';
import { onceStories } from './once.stories.ts';
import { ruleStories } from './rule.stories.ts';
import { switchingOnStories } from './switching-on.stories.ts';

export type OpenStore = () => Store | Promise<Store>;

/** Runs all stories; `openStore` gives an empty store for each. */
export function stories(name: string, openStore: OpenStore, thoroughness: Thoroughness): void {
  describe(`stories on ${name}`, () => {
    ruleStories(openStore);
    careStories(openStore);
    switchingOnStories(openStore);
    onceStories(openStore);
    crashStories(openStore, thoroughness);
  });
}
