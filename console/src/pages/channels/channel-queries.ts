import { type Answer, api, take } from '../../api/client.ts';

export type Channel = Answer<'/api/channels', 'get'>['items'][number];
export type ChannelKind = Answer<'/api/channel-kinds', 'get'>['items'][number];

export const channelsQuery = {
  queryKey: ['channels'],
  queryFn: ({ signal }: { signal: AbortSignal }) => take(api.GET('/api/channels', { signal })),
};

export const channelKindsQuery = {
  queryKey: ['channel-kinds'],
  queryFn: ({ signal }: { signal: AbortSignal }) => take(api.GET('/api/channel-kinds', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
};
