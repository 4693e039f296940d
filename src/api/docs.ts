import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Express } from 'express';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/swagger-ui.css'));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Lắng nghe: API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <script src="/api/docs/swagger-ui-bundle.js" defer></script>
    <script src="/api/docs/start.js" defer></script>
  </head>
  <body><div id="swagger-ui"></div></body>
</html>
`;

/** The session cookie goes with the requests by itself; no outside validator is asked. */
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  displayOperationId: true,
});
`;

/** A page under /api/docs on which to read and try the API. */
export function mountDocs(app: Express): void {
  app.get('/api/docs', (_request, response) => void response.type('html').send(PAGE));
  app.get('/api/docs/start.js', (_request, response) => void response.type('js').send(START));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    app.get(`/api/docs/${file}`, (_request, response) => response.sendFile(file, { root: assets, maxAge: '1h' }));
  }
}
