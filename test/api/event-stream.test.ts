import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as breath } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EventStream, frameOf } from '../../src/api/live/event-stream.ts';
import { RecentEvents } from '../../src/api/live/recent-events.ts';
import { startServer } from '../../src/demo/stand-ins/http-server.ts';
import type { FeedEvent } from '../../src/domain/event.ts';

describe('a stream of events', () => {
  it('cuts off who does not read, before much has piled up, and takes nothing more', async () => {
    const opened: EventStream[] = [];
    const server = await startServer((_request, response) => void opened.push(new EventStream(response)));
    const [hostname, port] = server.host.split(':');
    const client = connect(Number(port), hostname);
    client.write('GET /api/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(client, 'readable'); // the headers; nothing is read from here on
    const [stream] = opened;
    const frame = frameOf('ticket', { filler: 'x'.repeat(60_000) });
    let sent = 0;
    // What the kernel's buffers hold comes on top.
    for (; sent < 1000 && stream?.send(frame); sent += 1) await breath();
    expect(sent).toBeLessThan(1000);
    expect(stream?.open).toBe(false);
    expect(stream?.send(frame)).toBe(true);
    client.destroy();
    await server.close();
  });

  it('writes what parsers read: one line a field, whatever the data holds', () => {
    expect(frameOf('ticket', { text: 'a\n\nid: 9\r' }, { id: 7, retryMs: 10 }).toString()).toBe(
      'retry: 10\nid: 7\nevent: ticket\ndata: {"text":"a\\n\\nid: 9\\r"}\n\n',
    );
  });
});

describe('events in memory', () => {
  const event = (sequence: number): FeedEvent => ({
    sequence,
    at: '',
    kind: 'x.y',
    teams: null,
    assignee: null,
    users: null,
    data: {},
  });

  it('keeps the last ones, and knows from which place on it has them all', () => {
    const recent = new RecentEvents(3);
    expect([recent.reachesBackTo(0, 0), recent.reachesBackTo(0, 5)]).toEqual([true, false]);
    recent.fill([event(5), event(6)]);
    expect([3, 4, 6].map((place) => recent.reachesBackTo(place, 6))).toEqual([false, true, true]);
    for (let sequence = 7; sequence < 30; sequence += 1) recent.add(event(sequence));
    expect(recent.after(27).map(({ sequence }) => sequence)).toEqual([28, 29]);
    expect(recent.after(29)).toEqual([]);
    expect([recent.reachesBackTo(20, 29), recent.reachesBackTo(26, 29)]).toEqual([false, true]);
  });
});
