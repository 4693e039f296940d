import { InvalidInput } from '../errors.ts';

/** What a text may be filled with; null where there is none. */
export type TemplateValues = Readonly<Record<TemplateVariable, string | null>>;

export const TEMPLATE_VARIABLES = [
  'customer.name',
  'ticket.code',
  'agent.name',
  'team.name',
  'channel.name',
  'opens',
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];

const VARIABLE = /\{\{([^{}]{1,200})\}\}/g;

/** How a ticket is called towards customers. */
export const ticketCode = (number: number) => `#${number}`;

const partsOf = (inside: string) => {
  const bar = inside.indexOf('|');
  const name = (bar < 0 ? inside : inside.slice(0, bar)).trim();
  return { name, instead: bar < 0 ? undefined : inside.slice(bar + 1).trim() };
};

const isKnown = (name: string): name is TemplateVariable => TEMPLATE_VARIABLES.some((known) => known === name);

/** Throws InvalidInput for variables that there are not, and for braces that are none of a variable's. */
export function checkTemplate(text: string, path: string): void {
  for (const [, inside = ''] of text.matchAll(VARIABLE)) {
    const { name } = partsOf(inside);
    if (isKnown(name)) continue;
    const message = `has an unknown variable “${name}”: there are ${TEMPLATE_VARIABLES.join(', ')}`;
    throw new InvalidInput(`The text ${message}.`, [{ path, message }]);
  }
  if (!/\{\{|\}\}/.test(text.replace(VARIABLE, ''))) return;
  const message = 'has braces that belong to no variable: write {{customer.name}}';
  throw new InvalidInput(`The text ${message}.`, [{ path, message }]);
}

/** Fills a text in, once: values are never looked through for variables. A value that is missing gives way to what stands behind the bar. */
export function fillTemplate(text: string, values: Partial<TemplateValues>): string {
  return text.replace(VARIABLE, (whole, inside: string) => {
    const { name, instead } = partsOf(inside);
    if (!isKnown(name)) return whole;
    return values[name] ?? instead ?? '';
  });
}
