const TYPES: Readonly<Record<string, string>> = {
  tsv: 'text/tab-separated-values',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
};

/** What a file to import is sent as, by the end of its name; what is unknown is tried as CSV. */
export const mediaTypeOf = (name: string): string => TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text/csv';
