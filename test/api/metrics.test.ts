import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobMetrics } from '../../src/api/job-metrics.ts';
import { sourceInput } from '../../src/domain/source.ts';
import { addToRun, finishRun, startRun } from '../../src/storage/runs.ts';
import { createSource } from '../../src/storage/sources.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

let now = new Date('2026-03-05T02:00:00.000Z');
const wait = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

describe('/metrics', () => {
  let records: TestRecords;
  let api: TestApi;
  const jobs = new JobMetrics();
  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records, { now: () => now, services: { registries: [jobs.registry] } });
  });
  afterAll(async () => {
    await api?.close();
    await records?.close();
  });

  const look = async () => (await api.ask('GET', '/metrics')).text;
  async function run(kind: string, found: number, errors: number): Promise<void> {
    const source = await createSource(records.db, sourceInput.parse({ kind, name: `${kind} ${now.getTime()}` }), now);
    const id = await startRun(records.db, source.id, now);
    if (id === null) throw new Error('it runs already');
    const notices = Array.from({ length: errors }, () => ({ url: '', message: 'lỗi' }));
    const progress = { found, new: found - 3, unmatched: 1, rejected: 1, errors: notices, warnings: [] };
    await addToRun(records.db, id, progress, now);
    await finishRun(records.db, { id, sourceId: source.id, status: 'succeeded', problem: null }, now);
  }

  it('counts what crawling brought, each run once, however often one looks', async () => {
    await run('rss', 10, 2);
    wait(1);
    expect(await look()).not.toMatch(/^langnghe_crawl_runs_total\{/m); // too fresh
    wait(10);
    await Promise.all([look(), look(), look()]);
    await run('rss', 5, 0);
    await run('forum', 4, 0);
    wait(10);
    const text = await look();
    for (const line of [
      'langnghe_crawl_runs_total{kind="rss",status="succeeded"} 2',
      'langnghe_crawl_runs_total{kind="forum",status="succeeded"} 1',
      'langnghe_crawl_posts_total{kind="rss",outcome="new"} 9',
      'langnghe_crawl_posts_total{kind="rss",outcome="known"} 2',
      'langnghe_crawl_posts_total{kind="rss",outcome="unmatched"} 2',
      'langnghe_crawl_posts_total{kind="rss",outcome="rejected"} 2',
      'langnghe_crawl_errors_total{kind="rss"} 2',
      'langnghe_crawl_errors_total{kind="forum"} 0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('shows times and outcomes of jobs', async () => {
    jobs.observe({ queue: 'collect', job: 'collect', outcome: 'failed', seconds: 0.7 });
    const text = await look();
    const labels = 'queue="collect",job="collect",outcome="failed"';
    expect(text).toContain(`langnghe_job_duration_seconds_bucket{le="1",${labels}} 1`);
    expect(text).toContain(`langnghe_job_duration_seconds_count{${labels}} 1`);
  });

  it('is what Prometheus reads: no metric twice, each line well-formed', async () => {
    const text = await look();
    const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
    for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
      expect(line).toMatch(/^[a-z_:][a-z0-9_:]*(\{.*\})? (-?[\d.]+(e[+-]?\d+)?|NaN|\+Inf)$/i);
    }
  });
});
