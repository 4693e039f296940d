import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The product's own colour, from its lightest to its darkest shade. */
const brand: MantineColorsTuple = [
  '#e8f6f5',
  '#d3eae8',
  '#a5d5d1',
  '#75c0ba',
  '#4fada6',
  '#2f9a93',
  '#14847d',
  '#0b6e69',
  '#095b57',
  '#064643',
];

export const theme = createTheme({
  colors: { brand },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { Button: Button.extend({ defaultProps: { fw: 550 } }) },
});

/** Shades that keep the contrast that WCAG AA asks for (4.5 to 1) where the library's own do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b636b',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-error': '#c92a2a',
    '--surface-sunken': '#f6f7f8',
    '--surface-line': '#e3e6e8',
    '--surface-picked': '#e8f6f5',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a6a6',
    '--mantine-color-placeholder': '#a0a0a0',
    '--mantine-color-error': '#ff8787',
    '--surface-sunken': '#1b1b1c',
    '--surface-line': '#38393b',
    '--surface-picked': '#123532',
  },
});
