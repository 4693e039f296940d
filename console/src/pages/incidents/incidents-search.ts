import { defined, oneOf } from '../../ui/address.ts';

/** What is to be done about it, what goes on, what is over, what was none. */
export const INCIDENT_STATUSES = ['proposed', 'open', 'closed', 'dismissed'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** Which are shown, and which one stands open: in the address, so that a colleague can be sent there. */
export interface IncidentsSearch {
  status?: IncidentStatus;
  incident?: string;
}

/** Reads them; what is not understood is left out. */
export function incidentsSearch({ status, incident }: Record<string, unknown>): IncidentsSearch {
  return defined<IncidentsSearch>({
    status: oneOf(INCIDENT_STATUSES, status),
    incident: typeof incident === 'string' && /^[0-9a-f-]{36}$/i.test(incident) ? incident : undefined,
  });
}
