import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Express, Handler } from 'express';

/**
 * The pages of bull-board over BullMQ's own queues. A module of its own, so that it is loaded only when somebody opens
 * them: they cost memory.
 */
export function createQueueBoard(basePath: string, queues: readonly unknown[]): Handler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  const adapted = queues.map((queue) => new BullMQAdapter(queue as ConstructorParameters<typeof BullMQAdapter>[0]));
  const options = { uiConfig: { boardTitle: 'Lắng nghe' } };
  createBullBoard({ queues: adapted, serverAdapter, options });
  const router: Express = serverAdapter.getRouter();
  return router.disable('x-powered-by');
}
