/** Plain forms that work without script: each carries its command id, comes back to its page, and keeps what was typed. */
import { html } from 'hono/html';
import type { Verb } from '../../shared/contract/verbs.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { formatInstant } from '../../shared/domain/time/instant.ts';
import type { Html, PageContext } from './page.ts';

/** One form on one page; `about` tells apart several of the same verb. */
export interface Form {
  readonly page: PageContext;
  readonly key: string;
}

export interface FormShape {
  readonly verb: Verb;
  readonly about: string;
  readonly hidden?: Readonly<Record<string, string>>;
  /** Carried out once for each value of a field, such as each duty of a list. */
  readonly each?: { readonly field: string; readonly values: readonly string[] };
  readonly submit: string;
  /** Stands out less, for acts that are seldom wanted. */
  readonly quiet?: boolean;
  /** Opens the matter it made when it was carried out, instead of going back to the page. */
  readonly opens?: 'matter';
  readonly fields?: (form: Form) => Html | readonly Html[];
}

/** The form, or nothing for whoever may not write. */
export function form(page: PageContext, shape: FormShape): Html | null {
  if (!page.mayWrite) return null;
  const key = `${shape.verb}:${shape.about}`;
  const refused = page.attempt?.form === key ? page.attempt.refusal : null;
  const hidden = {
    form: key,
    verb: shape.verb,
    back: page.path,
    command: page.newCommandId(),
    ...(shape.opens ? { opens: shape.opens } : {}),
    ...(shape.each ? { each: `${shape.each.field} ${shape.each.values.join(' ')}` } : {}),
    ...shape.hidden,
  };
  return html`<form method="post" action="/acts" class="act" id="${key}">
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    ${shape.fields?.({ page, key })}
    ${refused === null ? null : html`<p class="refusal" role="alert">${refused}</p>`}
    <button type="submit" class="${shape.quiet ? 'quiet' : ''}">${shape.submit}</button>
  </form>`;
}

function shownIn({ page, key }: Form, name: string, initial: string): string {
  return page.attempt?.form === key ? (page.attempt.typed.get(name) ?? '') : initial;
}

interface FieldShape {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly hint?: string;
}

function labelled({ label, hint }: FieldShape, control: Html, kind = ''): Html {
  return html`<label class="field ${kind}"><span>${label}</span>${control}${hint ? html`<small>${hint}</small>` : null}</label>`;
}

export function textField(form: Form, field: FieldShape): Html {
  const value = shownIn(form, field.name, field.value ?? '');
  return labelled(
    field,
    html`<input type="text" name="${field.name}" value="${value}" maxlength="500" ${field.required ? 'required' : ''}>`,
  );
}

/** A local date and time of the district's zone, to the minute. */
export function momentField(form: Form, field: Omit<FieldShape, 'value'> & { readonly at?: Instant }): Html {
  const initial = field.at === undefined ? '' : formatInstant(field.at, form.page.district.zone).slice(0, 16);
  const value = shownIn(form, field.name, initial);
  return labelled(
    field,
    html`<input type="datetime-local" name="${field.name}" value="${value}" ${field.required ? 'required' : ''}>`,
  );
}

export function dateField(form: Form, field: FieldShape): Html {
  const value = shownIn(form, field.name, field.value ?? '');
  return labelled(
    field,
    html`<input type="date" name="${field.name}" value="${value}" ${field.required ? 'required' : ''}>`,
  );
}

export function timeField(form: Form, field: FieldShape): Html {
  const value = shownIn(form, field.name, field.value ?? '');
  return labelled(field, html`<input type="time" name="${field.name}" value="${value}">`);
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function selectField(form: Form, field: FieldShape, options: readonly Option[]): Html {
  const chosen = shownIn(form, field.name, field.value ?? '');
  const listed = options.map(
    ({ value, label }) =>
      html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`,
  );
  return labelled(
    field,
    html`<select name="${field.name}" ${field.required ? 'required' : ''}>${listed}</select>`,
  );
}

export function tickField(form: Form, field: FieldShape): Html {
  const ticked = shownIn(form, field.name, field.value ?? '') !== '';
  return labelled(
    field,
    html`<input type="checkbox" name="${field.name}" value="yes" ${ticked ? 'checked' : ''}>`,
    'tick',
  );
}

/** One of a few choices, all of them in sight. */
export function radioField(form: Form, field: FieldShape, choices: readonly string[]): Html {
  const chosen = shownIn(form, field.name, field.value ?? '');
  const listed = choices.map(
    (one) =>
      html`<label><input type="radio" name="${field.name}" value="${one}" ${one === chosen ? 'checked' : ''} ${field.required ? 'required' : ''}>${one}</label>`,
  );
  return html`<fieldset class="choices"><legend>${field.label}</legend>${listed}</fieldset>`;
}

/** Points to be ticked one by one; each has a name of its own, `PREFIX.POINT`, and is shown as `names` call it. */
export function tickList<Point extends string>(
  form: Form,
  field: FieldShape,
  points: readonly Point[],
  names?: Readonly<Record<Point, string>>,
): Html {
  const listed = points.map((one) => {
    const name = `${field.name}.${one}`;
    const ticked = shownIn(form, name, '') !== '';
    return html`<label><input type="checkbox" name="${name}" value="yes" ${ticked ? 'checked' : ''}>${names?.[one] ?? one}</label>`;
  });
  return html`<fieldset class="choices"><legend>${field.label}</legend>${listed}</fieldset>`;
}

export function countField(form: Form, field: FieldShape): Html {
  const value = shownIn(form, field.name, field.value ?? '');
  return labelled(
    field,
    html`<input type="number" min="0" step="1" name="${field.name}" value="${value}" ${field.required ? 'required' : ''}>`,
  );
}

/** The units of the directory, with an empty choice in front. */
export function unitOptions({ district }: PageContext): Option[] {
  const units = [...district.directory.units.values()].map(({ id, shortName }) => ({
    value: id,
    label: shortName,
  }));
  return [{ value: '', label: '请选择' }, ...units];
}

/** Something to open for whoever wants to act; open already when the act was refused. */
export function foldedForm(page: PageContext, summary: string, shape: FormShape): Html | null {
  if (!page.mayWrite) return null;
  const open = page.attempt?.form === `${shape.verb}:${shape.about}`;
  return html`<details class="fold" ${open ? 'open' : ''}><summary>${summary}</summary>${form(page, shape)}</details>`;
}
