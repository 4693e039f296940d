/** The container's health check: whether the program beside it answers that everything it needs is there. */

const ANSWER_MS = 7000;
const address = `http://127.0.0.1:${process.env.PORT || 3000}/health/ready`;

try {
  const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
  // Kept by the engine: `docker inspect` shows which part is missing.
  process.stdout.write(`${response.status} ${await response.text()}\n`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stdout.write(`${address}: ${cause instanceof Error ? cause.message : cause}\n`);
  process.exitCode = 1;
}
