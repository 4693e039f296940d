import { type Config, type Details, Refused } from './api.ts';
import { make } from './dom.ts';
import type { Texts } from './texts.ts';

type Field = 'name' | 'phone' | 'email';
const FIELDS: readonly Field[] = ['name', 'phone', 'email'];
const KINDS = { name: ['text', 'name'], phone: ['tel', 'tel'], email: ['email', 'email'] } as const;

/** What the form asks; while the desk is closed a way to reach the visitor, if the channel wants one. */
export function askedOf(
  { form, offlineForm }: Config,
  isOpen: boolean,
): { fields: readonly Field[]; mustReach: boolean } {
  const mustReach = !isOpen && offlineForm;
  return { fields: FIELDS.filter((field) => form[field] !== 'off' || (mustReach && field !== 'name')), mustReach };
}

/** The form before the first message. */
export function detailsForm(
  texts: Texts,
  config: Config,
  isOpen: boolean,
  submit: (details: Details) => Promise<void>,
): HTMLFormElement {
  const { fields, mustReach } = askedOf(config, isOpen);
  const inputs = new Map<Field, HTMLInputElement>();
  const problem = make('p', { class: 'problem', role: 'alert' });
  const rows = fields.map((field) => {
    const [type, autocomplete] = KINDS[field];
    const isRequired = config.form[field] === 'required';
    const input = make('input', { id: `f-${field}`, type, autocomplete, maxlength: '200' });
    input.required = isRequired;
    inputs.set(field, input);
    const label = make(
      'label',
      { for: `f-${field}` },
      texts[field],
      !isRequired && make('small', {}, ` (${texts.optional})`),
    );
    return make('div', { class: 'field' }, label, input);
  });
  const button = make('button', { type: 'submit', class: 'main' }, texts.begin);
  const form = make('form', { class: 'details' }, mustReach && make('p', {}, texts.reach), ...rows, problem, button);
  form.noValidate = true;
  const mark = (wrong: readonly string[], message: string) => {
    problem.textContent = wrong.length > 0 ? message : '';
    for (const [field, input] of inputs) input.setAttribute('aria-invalid', String(wrong.includes(field)));
    const first = wrong.length > 0 ? inputs.get(wrong[0] as Field) : undefined;
    if (first) first.focus();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const values: Details = {};
    for (const [field, input] of inputs) values[field] = input.value.trim() || null;
    const missing = [...inputs].filter(([, input]) => !input.checkValidity()).map(([field]) => field);
    if (missing.length > 0) return mark(missing, texts.wrong);
    if (mustReach && !values.phone && !values.email) return mark(['phone', 'email'], texts.reach);
    button.disabled = true;
    try {
      await submit(values);
    } catch (error) {
      const named = error instanceof Refused ? error.fields.map((path) => path.replace(/^details\./, '')) : [];
      problem.textContent = named.length > 0 ? '' : texts.offline;
      if (named.length > 0) mark(named, texts.wrong);
    } finally {
      button.disabled = false;
    }
  });
  return form;
}

const STAR = 'M12 2.6l2.9 6 6.6.9-4.8 4.6 1.2 6.5L12 17.5l-5.9 3.1 1.2-6.5L2.5 9.5l6.6-.9z';
const SVG = 'http://www.w3.org/2000/svg';

function star(): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', STAR);
  svg.append(path);
  return svg;
}

/** Five stars and a word; told by radio buttons, so that keys and screen readers know them. */
export function ratingForm(
  texts: Texts,
  number: number,
  send: (rating: number, comment: string) => Promise<void>,
): HTMLFormElement {
  const stars = make('div', { class: 'stars' });
  const comment = make('textarea', {
    rows: '2',
    maxlength: '2000',
    'aria-label': texts.comment,
    placeholder: texts.comment,
  });
  const button = make('button', { type: 'submit', class: 'main' }, texts.sendRating);
  const more = make('div', { class: 'more', hidden: '' }, comment, button);
  let rating = 0;
  for (let value = 1; value <= 5; value += 1) {
    const id = `r-${number}-${value}`;
    const input = make('input', {
      type: 'radio',
      name: `r-${number}`,
      id,
      value: String(value),
      'aria-label': texts.stars(value),
    });
    const label = make('label', { for: id });
    label.append(star());
    input.addEventListener('change', () => {
      rating = value;
      stars.dataset.rating = String(value);
      more.hidden = false;
    });
    stars.append(input, label);
  }
  const form = make('form', { class: 'rating' }, make('fieldset', {}, make('legend', {}, texts.rate), stars), more);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await send(rating, comment.value);
      form.replaceChildren(make('p', { role: 'status' }, texts.rated));
    } catch (error) {
      button.disabled = false;
      if (error instanceof Refused && error.status === 409) form.remove();
    }
  });
  return form;
}
