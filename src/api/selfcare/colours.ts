/** The operator's colour as the pages need it: readable on white, on dark, and under words of its own (WCAG 2.2, 1.4.3). */

type Rgb = readonly [number, number, number];

const parse = (colour: string): Rgb => {
  const at = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
};
const write = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const ENOUGH = 4.5;
/** Below it dark words can be read on the colour as it is. */
const NEARLY = 3.6;

/** The colour, moved towards another one until it can be read on a ground. */
function readableOn(colour: string, ground: string, towards: string): string {
  const [from, to] = [parse(colour), parse(towards)];
  for (let share = 0; share < 1; share += 0.05) {
    const [r, g, b] = from.map((part, at) => part + ((to[at] ?? 0) - part) * share);
    const mixed = write([r ?? 0, g ?? 0, b ?? 0]);
    if (contrast(mixed, ground) >= ENOUGH) return mixed;
  }
  return towards;
}

export const GROUNDS = { light: '#f4f5f7', dark: '#15181d' } as const;

/** The style sheet that carries the colours. */
export function brandStyle(colour: string): string {
  const brand = colour.toLowerCase();
  // A colour that white is nearly readable on is darkened a little; on brighter ones the words are dark.
  const isDark = contrast(brand, '#ffffff') >= NEARLY;
  const ground = isDark ? readableOn(brand, '#ffffff', '#000000') : brand;
  const words = isDark ? '#ffffff' : '#16181d';
  const light = readableOn(brand, GROUNDS.light, '#000000');
  const dark = readableOn(brand, '#262b33', '#ffffff');
  return `:root{--brand:${ground};--on-brand:${words};--brand-text:${light}}
@media (prefers-color-scheme:dark){:root{--brand-text:${dark}}}
`;
}
