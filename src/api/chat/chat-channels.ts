import { type Calendar, calendarOf } from '../../care/calendar.ts';
import type { WebChatSettings } from '../../channels/web-chat/settings.ts';
import { NotFound } from '../../errors.ts';
import { type OpenChannel, openChannel } from '../../pipeline/channel-settings.ts';
import { shared } from '../../pipeline/grouped.ts';
import { type ChannelRow, channelRow, findChannelRecord } from '../../storage/channels.ts';
import type { Database } from '../../storage/database.ts';
import type { Vault } from '../../storage/secrets.ts';
import { readServiceRules } from '../../storage/service-rules.ts';

/** A web-chat channel that is switched on. */
export interface OpenChat {
  row: ChannelRow;
  settings: WebChatSettings;
}

const noChat = () => new NotFound('There is no such chat, or it is switched off.');
/** Hours are read anew after so long. */
const HOURS_MS = 30_000;

/** The web-chat channels as the API serves them: settings are opened once for as long as they stay as they are. */
export class ChatChannels {
  readonly #open = new Map<string, { of: string; open: OpenChannel }>();
  readonly #hours = new Map<string, { until: number; calendar: Calendar | null }>();
  readonly #row: (id: string) => Promise<ChannelRow>;

  constructor(
    private readonly db: Database,
    private readonly vault: Vault,
  ) {
    this.#row = shared((id) => channelRow(db, id));
  }

  /** Throws NotFound for what is no chat, or is switched off. */
  async find(id: string): Promise<OpenChat> {
    const row = await this.#row(id).catch((error: unknown) => {
      throw error instanceof NotFound ? noChat() : error;
    });
    if (row.kind !== 'web-chat' || !row.enabled) throw noChat();
    return { row, settings: this.#opened(row).settings as WebChatSettings };
  }

  /** Whether the desk works now, and when it will if it does not. */
  async opening({ row, settings }: OpenChat, now: Date): Promise<{ isOpen: boolean; opensAt: string | null }> {
    if (settings.hours === 'always') return { isOpen: true, opensAt: null };
    const calendar = await this.#calendar(row.id, now);
    const at = now.getTime();
    if (calendar === null || calendar.isOpen(at)) return { isOpen: true, opensAt: null };
    return { isOpen: false, opensAt: new Date(calendar.nextOpening(at)).toISOString() };
  }

  async #calendar(id: string, now: Date): Promise<Calendar | null> {
    const known = this.#hours.get(id);
    if (known !== undefined && known.until > now.getTime()) return known.calendar;
    const { team } = await findChannelRecord(this.db, id);
    const rules = await readServiceRules(this.db, team ?? undefined);
    const whose = team ?? rules.firstTeam;
    const calendar = whose === null ? null : calendarOf(rules.hoursOf(whose).businessHours);
    this.#hours.set(id, { until: now.getTime() + HOURS_MS, calendar });
    return calendar;
  }

  #opened(row: ChannelRow): OpenChannel {
    const of = JSON.stringify([row.settings, row.sealed]);
    const before = this.#open.get(row.id);
    if (before?.of === of) return before.open;
    const open = openChannel(this.vault, row);
    this.#open.set(row.id, { of, open });
    return open;
  }
}
