import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Packages, and parts of packages, that nearly every page needs. */
const BASE = new RegExp(
  `node_modules/(?:${[
    'react|react-dom|scheduler|i18next|react-i18next|openapi-fetch|clsx|react-remove-scroll|@floating-ui|@radix-ui',
    '@mantine/core/esm/core',
    '@mantine/core/esm/components/(?:ActionIcon|Alert|Box|Button|Checkbox|Collapse|Combobox|FocusTrap|Group|Input|Loader)',
    '@mantine/core/esm/components/(?:Menu|NavLink|Overlay|Paper|Popover|Portal|ScrollArea|Select|Stack|Text|Title|Tooltip|Transition|UnstyledButton)',
    '@tanstack/(?:react-router|router-core|history)/dist',
    '@tanstack/query-core/build/modern/(?:query|mutation|utils|focus|online|notify|retryer|subscribable|removable)',
    '@tanstack/react-query/build/modern/use(?:Base)?Query',
  ].join('|')})`,
);

/** `npx vite console` serves the console while one works on it, over the API of a program on port 3000. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  plugins: [react()],
  // The API puts each answer's own nonce in its place.
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The policy lets nothing run or load that is not a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    // They come as one file: many small ones compress worse, and their number would grow with each new page.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
