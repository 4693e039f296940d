/** The server is away, restarting or full (SQLSTATE), or the network to it is (Node). */
const CODES =
  /^(?:08...|53...|57P0[1-5]|40001|40P01|ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
/** What pg, ioredis and the Elasticsearch client say without a code. */
const WORDS =
  /^(?:Connection terminated|timeout (?:expired|exceeded when trying to connect)|Client has encountered a connection error|Connection is closed|Reached the max retries per request limit|Stream isn't writeable|connect E[A-Z]+|There are no living connections|Request timed out)/;

/** Whether an error says that records or queue can't be reached right now, though asking again later may well work. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && CODES.test(String(at.code))) return true;
    if (WORDS.test(at.message)) return true;
    if (at instanceof AggregateError && at.errors.some((each) => isUnavailable(each))) return true;
  }
  return false;
}
