import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
