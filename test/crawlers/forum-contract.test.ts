import { crawler } from '../../src/crawlers/forum.ts';
import type { StandIn, StandInOptions } from '../../src/demo/stand-ins/json-api.ts';
import { crawlerContract, type OpenStage } from '../contracts/crawler.contract.ts';
import { startDiscourse } from '../support/stand-ins/discourse.ts';
import { startFlarum } from '../support/stand-ins/flarum.ts';
import { modelPost, modelThread } from '../support/stand-ins/forum-model.ts';
import { startForumSite } from '../support/stand-ins/forum-site.ts';
import { startNodebb } from '../support/stand-ins/nodebb.ts';

const forum = {
  threads: [
    modelThread(
      1,
      Array.from({ length: 23 }, (_, n) => modelPost(100 + n)),
    ),
    modelThread(2, [modelPost(201)]),
  ],
};

type Start = (model: typeof forum, options: StandInOptions) => Promise<StandIn>;
const jsonStage =
  (start: Start, board: string): OpenStage =>
  async (change) => {
    const { origin, requests, close } = await start(forum, { change });
    return { settings: { url: `${origin}${board}`, delaySeconds: 0 }, requests, close };
  };

/** The pages of phpBB count places of posts, not pages. */
const phpbb: OpenStage = async (change) => {
  const files = {
    '/viewforum.php?f=3': 'board.html',
    '/viewforum.php?f=3&sid=0a1b2c&start=25': 'board.html',
    '/viewtopic.php?t=40': 'announcement.html',
    '/viewtopic.php?t=51': 'thread-1.html',
    '/viewtopic.php?t=51&start=10': 'thread-2.html',
  };
  const { origin, requests, close } = await startForumSite({ folder: 'forum-phpbb', files, change });
  return { settings: { url: `${origin}/viewforum.php?f=3`, delaySeconds: 0 }, requests, close };
};

crawlerContract(crawler, phpbb);
crawlerContract(crawler, jsonStage(startDiscourse, '/latest'));
crawlerContract(crawler, jsonStage(startNodebb, '/recent'));
crawlerContract(crawler, jsonStage(startFlarum, '/all'));
