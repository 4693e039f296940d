import type { Express, Handler, NextFunction, Request, Response } from 'express';
import { authorise } from '../care/access.ts';
import type { ApiContext } from './endpoint.ts';
import { identify, refuseCrossSite } from './identify.ts';

const PATH = '/api/operations/queues';

/** Its page sets styles by itself; its fonts from elsewhere are not fetched. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Pages on which administrators see and change the jobs of the queues; where there is no queue to show, nothing. */
export function mountQueueBoard(app: Express, context: ApiContext): void {
  const { queueBoard } = context;
  if (queueBoard === undefined) return;
  let board: Promise<Handler> | undefined;
  const load = () => import('./queue-board.ts').then(({ createQueueBoard }) => createQueueBoard(PATH, queueBoard()));
  app.use(PATH, async (request: Request, response: Response, next: NextFunction) => {
    response.locals.route = PATH;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads) refuseCrossSite(request, context.publicUrl);
    authorise(await identify(request, context), reads ? 'operations:read' : 'operations:write');
    response.setHeader('Content-Security-Policy', POLICY);
    board ??= load();
    (await board)(request, response, next);
  });
}
