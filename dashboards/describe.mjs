import { complaints } from './complaints.mjs';
import { sentiment } from './sentiment.mjs';
import { service } from './service.mjs';

/** The description of every dashboard; `node make.mjs` turns them into the files that Kibana imports. */
export const dashboards = [sentiment, complaints, service];
