import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAnalyser } from '../../src/analysis/analyser.ts';
import { parseLabelledRows } from '../../src/analysis/evaluate-file.ts';
import { normalisedUnits } from '../../src/analysis/normalise.ts';
import { withoutPersonalData } from '../../src/analysis/personal-data.ts';
import { parseOwnExamples } from '../../src/analysis/train/own.ts';
import type { Labels } from '../../src/domain/analysis.ts';
import { mentionId } from '../../src/domain/mention.ts';
import { deskSettings } from '../../src/domain/settings.ts';
import { sourceInput } from '../../src/domain/source.ts';
import { analyseMentions } from '../../src/pipeline/analyse.ts';
import { exportGold, thresholdCurve } from '../../src/pipeline/learning.ts';
import { askReread, followModels, rereadMentions } from '../../src/pipeline/reread.ts';
import { correctMention, listCorrections, undoCorrection } from '../../src/storage/corrections.ts';
import { insertMentions } from '../../src/storage/mention-steps.ts';
import { findMention } from '../../src/storage/mentions.ts';
import { listRereadings, stopRereading } from '../../src/storage/rereadings.ts';
import { writeDeskSettings } from '../../src/storage/settings.ts';
import { createSource } from '../../src/storage/sources.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';

const shipped = loadAnalyser();
const never = new AbortController().signal;
const TEXTS = [
  'Mạng chậm quá, gọi 0912345678 không ai nghe, bực mình',
  'Cảm ơn nhân viên cửa hàng, phục vụ rất tốt',
  'Cho mình hỏi gói cước nào rẻ nhất vậy shop',
  'Tự nhiên bị trừ 30.000đ, lừa đảo à, viết cho ten.that@example.vn đi',
];

describe('learning from what people put right', () => {
  let records: TestRecords;
  let time = Date.parse('2026-03-05T02:00:00.000Z');
  const clock = { now: () => new Date(time) };
  const deps = () => ({ db: records.db, clock, logger: silent, analyser: shipped });
  const ids: string[] = [];

  const correct = async (at: number, labels: Labels, byName = 'Lan') => {
    time += 1000;
    await correctMention(records.db, { mentionId: ids[at] ?? '', userId: null, byName, labels }, clock.now());
  };
  const analysisOf = async (at: number) => (await findMention(records.db, ids[at] ?? '')).analysis;
  const store = async (at: number, text: string) => {
    const externalId = `post ${at}`;
    const id = mentionId('rss', externalId);
    ids[at] = id;
    const none = {
      url: null,
      authorId: null,
      authorName: null,
      threadId: null,
      title: null,
      copyOf: null,
      bands: null,
    };
    await insertMentions(records.db, [
      {
        id,
        sourceId,
        sourceKind: 'rss',
        externalId,
        kind: 'post',
        text,
        exactHash: text,
        queryIds: [],
        publishedAt: clock.now().toISOString(),
        collectedAt: clock.now().toISOString(),
        ...none,
      },
    ]);
  };
  let sourceId = '';

  beforeAll(async () => {
    records = await embeddedRecords();
    const source = sourceInput.parse({ kind: 'rss', name: 'tin', everyMinutes: 15 });
    sourceId = (await createSource(records.db, source, clock.now())).id;
    for (const [at, text] of TEXTS.entries()) await store(at, text);
    await analyseMentions(deps(), never);
  });
  afterAll(() => records?.close());

  it('takes one correction after the other back, down to what the models said', async () => {
    const made = await analysisOf(0);
    await correct(0, { complaint: false, intent: 'question' });
    await correct(0, { complaint: true, urgency: 'critical' }, 'Minh');
    const shown = await analysisOf(0);
    expect(shown).toMatchObject({ complaint: { label: true, score: 1 }, intent: 'question', urgency: 'critical' });
    expect(shown?.corrected).toEqual({ complaint: made?.complaint, intent: made?.intent, urgency: made?.urgency });
    expect(await undoCorrection(records.db, ids[0] ?? '', 'Hoa', clock.now())).toEqual({
      complaint: true,
      urgency: 'critical',
    });
    expect(await analysisOf(0)).toMatchObject({ complaint: { label: false, score: 0 }, urgency: made?.urgency });
    await undoCorrection(records.db, ids[0] ?? '', 'Hoa', clock.now());
    expect(await analysisOf(0)).toEqual(made);
    await expect(undoCorrection(records.db, ids[0] ?? '', 'Hoa', clock.now())).rejects.toThrow('undone already');
    const all = await listCorrections(records.db, ids[0] ?? '');
    expect(all.map(({ by, undoneBy, version }) => [by, undoneBy, version])).toEqual([
      ['Minh', 'Hoa', shipped.version],
      ['Lan', 'Hoa', shipped.version],
    ]);
  });

  it('exports what was said last of words that still stand there, without people’s numbers and addresses', async () => {
    await correct(0, { complaint: false });
    await correct(0, { complaint: true, topics: ['network'] });
    await correct(1, { sentiment: 'neutral' });
    await correct(2, { complaint: true });
    await correct(3, { complaint: true, intent: 'complaint' });
    await undoCorrection(records.db, ids[1] ?? '', 'Lan', clock.now());
    await store(2, `${TEXTS[2]} (sửa)`);
    const { content, rows } = await exportGold(records.db, null);
    expect(rows).toBe(2);
    expect(content).not.toMatch(/0912345678|ten\.that/);
    expect(parseLabelledRows(content)).toMatchObject([
      { complaint: true, topics: ['network'] },
      { complaint: true, intent: 'complaint' },
    ]);
    const own = parseOwnExamples(content);
    expect([...own.train.vi, ...own.heldOut.vi]).toHaveLength(2);
    expect((await exportGold(records.db, clock.now())).rows).toBe(1);
  });

  it('shows what each threshold finds and misses of the judged texts', async () => {
    await analyseMentions(deps(), never);
    await correct(1, { complaint: false });
    const { texts, complaints, threshold, curve } = await thresholdCurve(deps());
    expect([texts, complaints, threshold]).toEqual([3, 2, 0.5]);
    expect(curve.best?.f1).toBe(1);
    expect(curve.points[0]?.recall).toBe(1);
  });

  it('reads everything anew once models or threshold change, people’s labels standing', async () => {
    expect(await followModels(deps())).toBe(false);
    expect(await listRereadings(records.db, 9)).toMatchObject([{ askedBy: 'system', outcome: 'done', total: 0 }]);
    await correct(0, { topics: ['tv'] });
    const strict = deskSettings.parse({ complaintThreshold: 0.99 });
    await writeDeskSettings(records.db, strict, clock.now());
    time += 1000;
    expect([await followModels(deps()), await followModels(deps())]).toEqual([true, true]);
    await expect(askReread(deps(), { askedBy: 'An', since: null })).rejects.toThrow('already');
    expect(await rereadMentions(deps(), never)).toEqual({ read: 4, more: false });
    const [last] = await listRereadings(records.db, 1);
    expect(last).toMatchObject({ outcome: 'done', total: 4, read: 4 });
    expect(last?.changed).toBeGreaterThan(0);
    expect(await analysisOf(0)).toMatchObject({ topics: ['tv'], complaint: { label: true, score: 1 } });
    expect(await followModels(deps())).toBe(false);
  });

  it('goes on from where it was broken off, can be stopped, and reads no further back than asked', async () => {
    const newer = {
      ...deps(),
      analyser: {
        ...shipped,
        version: '99',
        analyse: (text: string) => ({ ...shipped.analyse(text), version: '99' }),
        threshold: 0.5,
      },
    };
    time += 1000;
    const stopped = new AbortController();
    stopped.abort();
    for (let at = 4; at < 124; at += 1) await store(at, `Bài số ${at}: mạng chậm`);
    await analyseMentions(deps(), never);
    expect(await followModels(newer)).toBe(true);
    expect(await rereadMentions(newer, stopped.signal)).toEqual({ read: 50, more: true });
    expect(await rereadMentions(newer, never)).toEqual({ read: 74, more: false });
    const versions = await records.db.selectFrom('mentions').select('analysis').execute();
    expect(new Set(versions.map(({ analysis }) => analysis?.version))).toEqual(new Set(['99']));
    time += 1000;
    await askReread(deps(), { askedBy: 'An', since: clock.now() });
    expect(await stopRereading(records.db, clock.now())).toBe(true);
    expect(await stopRereading(records.db, clock.now())).toBe(false);
    expect(await listRereadings(records.db, 1)).toMatchObject([{ askedBy: 'An', total: 0, outcome: 'stopped' }]);
  });
});

describe('a text without personal data', () => {
  it('is read by the models as the one with it', () => {
    const own = ['gọi 0912 345 678 hoặc a.b@vidu.vn nhé', 'stk 19001234567890 ngân hàng', 'cccd 001099012345 của tôi'];
    for (const text of [...own, ...TEXTS]) {
      const words = (of: string) => normalisedUnits(of).map((unit) => unit.text);
      expect(words(withoutPersonalData(text))).toEqual(words(text));
    }
    for (const text of own) expect(withoutPersonalData(text)).not.toBe(text);
  });
});
