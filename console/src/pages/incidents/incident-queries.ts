import { type Answer, api, take } from '../../api/client.ts';

export type Incident = Answer<'/api/incidents', 'get'>['items'][number];
export type IncidentDetail = Answer<'/api/incidents/{id}', 'get'>;
export type Broadcast = IncidentDetail['broadcasts'][number];

/** What acts on an incident make out of date; its tickets change with it. */
export const INCIDENT_CHANGES = ['incidents', 'tickets', 'ticket'];

export const incidentQuery = (id: string) => ({
  queryKey: ['incidents', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    take(api.GET('/api/incidents/{id}', { params: { path: { id } }, signal })),
});
