/** What is wrong with a catalogue in another language beside the main one. */
import type { Messages } from '../../domain/notices/catalogue.ts';

/** In sentences; none where both have the same templates for the same people. */
export function* languageFaults(language: string, other: Messages, main: Messages): Generator<string> {
  if (other.language !== language)
    yield `language: '${other.language}' stands in the folder messages.${language}; expected '${language}'`;
  if (main.language === other.language)
    yield `language: '${other.language}' is that of the main catalogue; expected another`;
  for (const [id, { audience }] of main.templates) {
    const own = other.templates.get(id);
    if (!own) yield `templates: '${id}' is missing; the main catalogue has it`;
    else if (own.audience !== audience)
      yield `templates › ${id} › audience: '${own.audience}'; expected '${audience}' as in the main catalogue`;
  }
  for (const id of other.templates.keys())
    if (!main.templates.has(id))
      yield `templates › ${id}: the main catalogue does not have it; expected it to be left out`;
}
