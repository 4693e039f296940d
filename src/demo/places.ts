import type { Clock } from '../clock.ts';
import { samplePage, samplePlay, sampleStore, sampleTube } from './place-samples.ts';
import { startAppStore } from './stand-ins/app-store.ts';
import { startGooglePlay } from './stand-ins/google-play.ts';
import { startGraphApi } from './stand-ins/graph-api.ts';
import type { StandIn } from './stand-ins/json-api.ts';
import { startYoutube } from './stand-ins/youtube.ts';

/** A source of the demo as an administrator would add it. */
export interface DemoSource {
  kind: string;
  name: string;
  settings: Record<string, unknown>;
}

/** Stand-ins of app stores, a Page and a video channel, with the demo's samples, on this machine. */
export interface DemoPlaces {
  sources: readonly DemoSource[];
  /** "127.0.0.1:<port>" of each. */
  hosts: readonly string[];
  close(): Promise<void>;
}

export async function startPlaces({ now }: Clock): Promise<DemoPlaces> {
  const [page, play, store, tube] = [samplePage(now()), samplePlay(now()), sampleStore(now()), sampleTube(now())];
  const [graph, google, apple, youtube] = await Promise.all([
    startGraphApi(page),
    startGooglePlay(play),
    startAppStore(store),
    startYoutube(tube),
  ]);
  const running: readonly StandIn[] = [graph, google, apple, youtube];
  const { token, pageId } = page;
  return {
    sources: [
      { kind: 'facebook-page', name: 'Demo: trang Facebook', settings: { apiUrl: graph.origin, token, pageId } },
      {
        kind: 'google-play',
        name: 'Demo: Google Play',
        settings: { apiUrl: google.origin, package: play.package, serviceAccount: google.keyFile },
      },
      {
        kind: 'app-store',
        name: 'Demo: App Store',
        settings: { apiUrl: apple.origin, appId: store.appId, countries: ['vn'] },
      },
      {
        kind: 'youtube',
        name: 'Demo: YouTube',
        settings: { apiUrl: youtube.origin, key: tube.key, channelId: tube.channelId },
      },
    ],
    hosts: running.map(({ host }) => host),
    async close() {
      await Promise.all(running.map((each) => each.close()));
    },
  };
}
