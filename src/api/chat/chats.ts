import type { ApiServices } from '../services.ts';
import { Tries } from '../tries.ts';
import { ChatChannels } from './chat-channels.ts';
import { ChatFeed } from './chat-feed.ts';

/** Chats that one network begins in a quarter of an hour; behind one address of a mobile operator are many. */
const STARTS = 600;
const START_SECONDS = 15 * 60;
/** Messages of one visitor in a minute, and other requests of theirs. */
const MESSAGES = 30;
const REQUESTS = 240;
/** Pages that one process lets follow chats. */
export const MOST_FOLLOWERS = 20_000;

/** Web chat as one running API has it: its connections and counts are this process's. */
export class Chats {
  readonly channels: ChatChannels;
  readonly feed: ChatFeed;
  readonly starts = new Tries(STARTS, START_SECONDS);
  readonly messages = new Tries(MESSAGES, 60);
  readonly requests = new Tries(REQUESTS, 60);

  constructor(services: ApiServices) {
    this.channels = new ChatChannels(services.db, services.vault);
    this.feed = new ChatFeed(services, services.live);
  }
}
