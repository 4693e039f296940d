import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Burst } from '../care/burst.ts';
import type { Analysis } from '../domain/analysis.ts';
import type { ReplyDecision } from '../domain/approval.ts';
import type { BusinessHours } from '../domain/calendar.ts';
import type { DeliveryRecipient } from '../domain/channel.ts';
import type { MatchEvidence } from '../domain/customer.ts';
import type { MacroAct } from '../domain/help.ts';
import type { Answer, Criterion, PreScore, QualityReview } from '../domain/quality.ts';
import type { Backfill } from '../domain/schedule.ts';
import type { Silence } from '../domain/source-health.ts';
import type { PendingOn, PriorityReason, TicketStatus } from '../domain/ticket.ts';

/** The tables as Kysely sees them; the migrations are what makes them so. */

type Instant = ColumnType<Date, Date | string, Date | string>;
type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** jsonb: read as a value, written as a JSON string. */
type Json<T> = ColumnType<T, string | undefined, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** See migration 0002. */
interface IndexState {
  change_count: Generated<number>;
  indexed_change: Generated<number>;
  indexed_at: InstantOrNull;
  index_error: Nullable<string>;
}

export interface Schema {
  teams: {
    id: Generated<string>;
    name: string;
    parent_id: Nullable<string>;
    business_hours: JsonOrNull<BusinessHours>;
    assignment: Json<Record<string, unknown>>;
    approval_levels: Generated<number>;
    created_at: Generated<Date>;
  };
  users: {
    id: Generated<string>;
    email: string;
    name: string;
    role: string;
    team_id: Nullable<string>;
    reach: Nullable<string>;
    password_hash: string;
    disabled_at: InstantOrNull;
    created_at: Generated<Date>;
  };
  sessions: { token_hash: string; user_id: string; created_at: Instant; expires_at: Instant };
  api_tokens: {
    id: Generated<string>;
    name: string;
    role: string;
    token_hash: string;
    created_at: Generated<Date>;
    last_used_at: InstantOrNull;
    revoked_at: InstantOrNull;
  };
  settings: { key: string; value: JSONColumnType<object>; updated_at: Generated<Date> };
  queries: { id: Generated<string>; name: string; rule: string; created_at: Generated<Date> };
  sources: {
    id: Generated<string>;
    kind: string;
    name: string;
    settings: Json<Record<string, unknown>>;
    /** Sealed: see secrets.ts. */
    secrets: Json<Record<string, string>>;
    every_minutes: number;
    enabled: Generated<boolean>;
    query_ids: Generated<string[]>;
    team_id: Nullable<string>;
    cursor: JsonOrNull<unknown>;
    problem: Nullable<string>;
    last_run_at: InstantOrNull;
    last_success_at: InstantOrNull;
    min_minutes: Nullable<number>;
    max_minutes: Nullable<number>;
    /** As it is now, between the bounds; null: as wished. */
    interval_seconds: Nullable<number>;
    next_run_at: ColumnType<Date, Date | undefined, Date>;
    /** When it was given to the queue; null when it is not there. */
    queued_at: InstantOrNull;
    failures: Generated<number>;
    failing_since: InstantOrNull;
    set_aside_at: InstantOrNull;
    last_news_at: InstantOrNull;
    silences: Json<Silence[]>;
    backfill: JsonOrNull<Backfill>;
    deleted_at: InstantOrNull;
    created_at: Generated<Date>;
  };
  host_turns: {
    host: string;
    turn_id: Nullable<string>;
    turn_until: Generated<Date>;
    last_end_at: Generated<Date>;
    paused_until: Generated<Date>;
  };
  runs: {
    id: Generated<string>;
    source_id: string;
    status: Generated<string>;
    started_at: Instant;
    heartbeat_at: Instant;
    finished_at: InstantOrNull;
    found: Generated<number>;
    new: Generated<number>;
    unmatched: Generated<number>;
    rejected: Generated<number>;
    errors: Json<{ url: string; message: string }[]>;
    warnings: Json<{ url: string; message: string }[]>;
  };
  import_rejects: { run_id: string; row_number: number; reason: string; cells: Json<Record<string, string>> };
  webhook_marks: { source_id: string; external_id: string; at: Instant; gone: boolean };
  captures: {
    id: Generated<string>;
    mention_id: string;
    user_id: Nullable<string>;
    by_name: string;
    captured_at: Instant;
    url: Nullable<string>;
    page_url: Nullable<string>;
    html: Nullable<string>;
    screenshot: Nullable<Buffer>;
    problem: Nullable<string>;
  };
  customers: {
    id: Generated<string>;
    name: Nullable<string>;
    /** The oldest of those who are this one person; null: this one is. */
    merged_into: Nullable<string>;
    erased_at: InstantOrNull;
    created_at: Generated<Date>;
  };
  customer_keys: { customer_id: string; kind: string; value: string; first_seen_at: Instant };
  customer_notes: {
    id: Generated<string>;
    customer_id: string;
    text: string;
    user_id: Nullable<string>;
    author_name: string;
    created_at: Instant;
  };
  customer_matches: {
    id: Generated<string>;
    first_id: string;
    second_id: string;
    /** The confidence in thousandths. */
    permille: number;
    evidence: Json<MatchEvidence[]>;
    status: Generated<string>;
    proposed_at: Instant;
    decided_at: InstantOrNull;
    decided_by: Nullable<string>;
  };
  customer_inbox: { mention_id: string };
  erasures: {
    id: Generated<string>;
    customer_id: string;
    at: Instant;
    by_name: string;
    reason: string;
    counts: Json<Record<string, number>>;
  };
  identities: { channel: string; external_id: string; customer_id: string; name: Nullable<string> };
  tickets: {
    number: Generated<number>;
    version: Generated<number>;
    case_key: string;
    status: Generated<string>;
    priority: string;
    subject: string;
    topic: Nullable<string>;
    channel: string;
    team_id: string;
    assignee_id: Nullable<string>;
    customer_id: Nullable<string>;
    merged_into: Nullable<number>;
    opened_at: Instant;
    pending_on: Nullable<string>;
    sla_policy: Nullable<string>;
    first_response_due_at: InstantOrNull;
    next_response_due_at: InstantOrNull;
    resolution_due_at: InstantOrNull;
    reply_window_ends_at: InstantOrNull;
    legal_due_at: InstantOrNull;
    unanswered_since: InstantOrNull;
    /** When the customer last wrote, by the channel's own time. */
    customer_wrote_at: InstantOrNull;
    /** When the clock alone will change something; see migration 0005. */
    next_step_at: InstantOrNull;
    snoozed_until: InstantOrNull;
    priority_reasons: Json<PriorityReason[]>;
    tags: Generated<string[]>;
    cause_id: Nullable<string>;
    first_responded_at: InstantOrNull;
    next_due_at: ColumnType<Date, never, never>;
    resolved_at: InstantOrNull;
    updated_at: Instant;
    search: Generated<string>;
  } & IndexState;
  mentions: {
    id: string;
    source_id: string;
    source_kind: string;
    external_id: string;
    kind: string;
    url: Nullable<string>;
    author_id: Nullable<string>;
    author_name: Nullable<string>;
    thread_id: Nullable<string>;
    title: Nullable<string>;
    text: string;
    search: string;
    exact_hash: string;
    band_1: Nullable<number>;
    band_2: Nullable<number>;
    band_3: Nullable<number>;
    band_4: Nullable<number>;
    copy_of: Nullable<string>;
    query_ids: Generated<string[]>;
    published_at: InstantOrNull;
    collected_at: Instant;
    occurred_at: ColumnType<Date, never, never>;
    edited_at: InstantOrNull;
    /** When the post was found to be deleted where it was. */
    gone_at: InstantOrNull;
    analysed_at: InstantOrNull;
    analysis: JsonOrNull<Analysis>;
    analysis_error: Nullable<string>;
    language: Nullable<string>;
    sentiment: Nullable<string>;
    complaint: Nullable<boolean>;
    complaint_score: Nullable<number>;
    topics: Generated<string[]>;
    urgency: Nullable<string>;
    spam: Nullable<boolean>;
    intent: Nullable<string>;
    products: Generated<string[]>;
    /** Of the places named, as they are since July 2025. */
    provinces: Generated<string[]>;
    /** Brand and what is thought of it: "viettel:negative". */
    brand_opinions: Generated<string[]>;
    triaged_at: InstantOrNull;
    triage_outcome: Nullable<string>;
    triage_reason: Nullable<string>;
    ticket_number: Nullable<number>;
    /** When its words were taken out on its author's request; it is not collected again. */
    erased_at: InstantOrNull;
  };
  mention_outbox: { mention_id: string; change: string; sent_at: InstantOrNull; error: Nullable<string> };
  corrections: {
    id: Generated<string>;
    mention_id: string;
    by_name: string;
    user_id: Nullable<string>;
    labels: Json<object>;
    analysis_version: Nullable<string>;
    /** Of the words that it was made of; null for those from before this was noted. */
    exact_hash: Nullable<string>;
    undone_at: InstantOrNull;
    undone_by: Nullable<string>;
    created_at: Instant;
  };
  /** See migration 0015. */
  canned_replies: {
    id: Generated<string>;
    team_id: Nullable<string>;
    title: string;
    shortcut: string;
    text: string;
    variants: Json<Record<string, string>>;
    language: string;
    topics: string[];
    search: string;
    uses: Generated<number>;
    updated_by: string;
    updated_at: Instant;
  };
  macros: {
    id: Generated<string>;
    team_id: Nullable<string>;
    name: string;
    acts: Json<MacroAct[]>;
    uses: Generated<number>;
    updated_by: string;
    updated_at: Instant;
  };
  articles: {
    id: Generated<string>;
    team_id: Nullable<string>;
    question: string;
    answer: string;
    topics: string[];
    status: Generated<string>;
    version: Generated<number>;
    search: string;
    uses: Generated<number>;
    approved_by: Nullable<string>;
    approved_at: InstantOrNull;
    updated_by: string;
    updated_at: Instant;
  };
  article_versions: {
    article_id: string;
    version: number;
    question: string;
    answer: string;
    approved_by: string;
    approved_at: Instant;
  };
  article_votes: { article_id: string; user_id: string; helpful: boolean };
  notifications: {
    id: Generated<string>;
    user_id: string;
    kind: string;
    ticket_number: Nullable<number>;
    by_name: string;
    created_at: Instant;
    read_at: InstantOrNull;
  };
  first_answers: { ticket_number: number; customer_id: Nullable<string>; at: Instant; problem: Nullable<string> };
  rereadings: {
    id: Generated<string>;
    reader: string;
    asked_by: string;
    since: InstantOrNull;
    started_at: Instant;
    ended_at: InstantOrNull;
    outcome: Nullable<string>;
    cursor_at: InstantOrNull;
    cursor_id: Nullable<string>;
    total: number;
    read: Generated<number>;
    changed: Generated<number>;
  };
  messages: {
    id: Generated<string>;
    ticket_number: number;
    kind: string;
    text: string;
    user_id: Nullable<string>;
    author_name: string;
    delivery: Nullable<string>;
    created_at: Instant;
  };
  agent_states: {
    user_id: string;
    capacity: number;
    topics: Generated<string[]>;
    languages: Generated<string[]>;
    channels: Generated<string[]>;
    status: Generated<string>;
    status_since: Instant;
    heartbeat_at: Instant;
    last_assigned_at: InstantOrNull;
  };
  ticket_leases: { ticket_number: number; user_id: string; doing: string; since: Instant; expires_at: Instant };
  held_replies: {
    id: Generated<string>;
    ticket_number: number;
    text: string;
    author_id: Nullable<string>;
    author_name: string;
    levels: number;
    status: Generated<string>;
    decisions: Json<ReplyDecision[]>;
    held_at: Instant;
    decided_at: InstantOrNull;
    /** The channel that its author chose, if they did. */
    channel_id: Nullable<string>;
  };
  audit_log: {
    id: Generated<string>;
    at: Instant;
    actor_kind: string;
    actor_id: Nullable<string>;
    actor_name: string;
    ip: Nullable<string>;
    act: string;
    subject_kind: string;
    subject_id: Nullable<string>;
    details: Json<Record<string, unknown>>;
    sequence: Nullable<string>;
    hash: Nullable<string>;
  };
  causes: {
    id: Generated<string>;
    code: string;
    name: string;
    parent_id: Nullable<string>;
    retired_at: InstantOrNull;
    created_at: Generated<Date>;
  };
  incidents: {
    id: Generated<string>;
    title: string;
    status: string;
    topic: Nullable<string>;
    province: Nullable<string>;
    starts_at: Instant;
    burst: JsonOrNull<Burst>;
    opened_by: string;
    created_at: Instant;
    decided_by: Nullable<string>;
    decided_at: InstantOrNull;
    closed_by: Nullable<string>;
    closed_at: InstantOrNull;
  };
  incident_tickets: {
    incident_id: string;
    ticket_number: number;
    /** Not detached, and the incident is not over. */
    live: Generated<boolean>;
    by_name: string;
    at: Instant;
    detached_by: Nullable<string>;
    /** The incident was closed, and the ticket is yet to be resolved. */
    resolving: Generated<boolean>;
    problem: Nullable<string>;
  };
  incident_updates: { id: Generated<string>; incident_id: string; at: Instant; by_name: string; text: string };
  incident_broadcasts: {
    id: Generated<string>;
    incident_id: string;
    text: string;
    status: string;
    author_id: Nullable<string>;
    author_kind: string;
    author_name: string;
    created_at: Instant;
    decided_by: Nullable<string>;
    decided_at: InstantOrNull;
    reason: Nullable<string>;
  };
  incident_deliveries: {
    broadcast_id: string;
    ticket_number: number;
    channel: string;
    sent_at: InstantOrNull;
    problem: Nullable<string>;
  };
  /** See migration 0017. */
  channels: {
    id: Generated<string>;
    kind: string;
    name: string;
    source_id: string;
    owns_source: boolean;
    settings: Json<Record<string, unknown>>;
    /** Sealed: see secrets.ts. */
    secrets: Json<Record<string, string>>;
    /** What a channel that looks for its posts itself has seen; its own shape. */
    state: JsonOrNull<unknown>;
    enabled: Generated<boolean>;
    problem: Nullable<string>;
    problem_since: InstantOrNull;
    deleted_at: InstantOrNull;
    created_at: Instant;
  };
  channel_turns: { channel_id: string; next_send_at: Generated<Date>; paused_until: Generated<Date> };
  channel_inbox: {
    id: Generated<string>;
    channel_id: string;
    key: string;
    query: Json<Record<string, string>>;
    content_type: string;
    body: Buffer;
    received_at: Instant;
    attempts: Generated<number>;
    due_at: Instant;
    done_at: InstantOrNull;
    /** Why it could not be read: it is set aside until somebody has it tried again. */
    problem: Nullable<string>;
  };
  deliveries: {
    /** The idempotency key, too. */
    id: Generated<string>;
    position: Generated<string>;
    message_id: string;
    part: number;
    channel_id: string;
    /** Whose messages keep their order: the recipient's id. */
    conversation: string;
    recipient: Json<DeliveryRecipient>;
    /** Which part of the reply's text it is. */
    from_unit: number;
    to_unit: number;
    /** The files that go out with it. */
    attachment_ids: Generated<string[]>;
    status: string;
    reason: Nullable<string>;
    attempts: Generated<number>;
    due_at: Instant;
    lease_until: InstantOrNull;
    external_id: Nullable<string>;
    sent_at: InstantOrNull;
    delivered_at: InstantOrNull;
    read_at: InstantOrNull;
    updated_at: Instant;
  };
  /** See migration 0022. */
  chat_visitors: {
    /** Also the author of what they write, and the conversation of what they are answered. */
    id: Generated<string>;
    channel_id: string;
    /** Who the page that has the widget says that they are. */
    external_id: Nullable<string>;
    name: Nullable<string>;
    email: Nullable<string>;
    phone: Nullable<string>;
    /** What the desk was last told of how to reach them. */
    contact_told: Generated<string>;
    /** The number of the last item. */
    items: Generated<number>;
    /** The last item when an agent last had the ticket open. */
    agent_seen: Generated<number>;
    created_at: Instant;
    last_seen_at: Instant;
  };
  chat_items: {
    visitor_id: string;
    number: number;
    /** Given by the visitor's page: a message that is sent again is the same. */
    client_id: Nullable<string>;
    mention_id: Nullable<string>;
    /** How much of the mention's text is the visitor's own. */
    units: Nullable<number>;
    delivery_id: Nullable<string>;
    at: Instant;
  };
  channel_receipts: {
    channel_id: string;
    external_id: string;
    state: string;
    reason: Nullable<string>;
    at: Instant;
  };
  /** See migration 0021. */
  attachments: {
    id: Generated<string>;
    mention_id: Nullable<string>;
    message_id: Nullable<string>;
    held_reply_id: Nullable<string>;
    position: Generated<number>;
    /** Who may send it while nobody has: a user or a token. */
    owner: Nullable<string>;
    ticket_number: Nullable<number>;
    name: string;
    /** By its content; null until that is known. */
    media_type: Nullable<string>;
    size: Nullable<number>;
    state: string;
    problem: Nullable<string>;
    channel_id: Nullable<string>;
    /** What its channel fetches it by; null once that is done. */
    origin: Nullable<string>;
    attempts: Generated<number>;
    due_at: InstantOrNull;
    created_at: Instant;
  };
  /** See migration 0023. */
  selfcare_codes: {
    id: string;
    channel_id: string;
    identity: string;
    purpose: string;
    code_hash: string;
    tries: Generated<number>;
    created_at: Instant;
    expires_at: Instant;
    used_at: InstantOrNull;
  };
  selfcare_sessions: {
    token_hash: string;
    channel_id: string;
    identity: string;
    created_at: Instant;
    expires_at: Instant;
  };
  erasure_requests: {
    id: Generated<string>;
    channel_id: string;
    /** Whose data; null once it is done. */
    identity: Nullable<string>;
    asked_at: Instant;
    status: Generated<string>;
    decided_at: InstantOrNull;
    decided_by: Nullable<string>;
    reason: Nullable<string>;
  };
  /** See migration 0028. */
  report_mails: {
    id: Generated<string>;
    key: string;
    date: string;
    status: string;
    tries: Generated<number>;
    problem: Nullable<string>;
    changed_at: Instant;
    lease_ends_at: InstantOrNull;
    next_try_at: InstantOrNull;
  };
  attachment_chunks: { attachment_id: string; part: number; bytes: Buffer };
  ticket_links: { from_number: number; to_number: number; kind: string; by_name: string; created_at: Instant };
  ticket_merges: {
    from_number: number;
    into_number: number;
    at: Instant;
    state: Json<{ status: TicketStatus; pendingOn: PendingOn | null }>;
    mention_ids: string[];
    message_ids: string[];
    undone_at: InstantOrNull;
  };
  ticket_events: {
    id: Generated<string>;
    ticket_number: number;
    at: Instant;
    actor: string;
    kind: string;
    changes: Json<Record<string, { from: unknown; to: unknown }>>;
  };
  events: {
    id: Generated<string>;
    sequence: Nullable<string>;
    at: Instant;
    kind: string;
    teams: Nullable<string[]>;
    assignee_id: Nullable<string>;
    users: Nullable<string[]>;
    data: Json<Record<string, unknown>>;
  };
  /** Migration 0014: quality. */
  scorecards: {
    id: Generated<string>;
    name: string;
    team_id: Nullable<string>;
    pass_mark: number;
    criteria: JSONColumnType<Criterion[]>;
    retired_at: InstantOrNull;
    created_at: Instant;
  };
  quality_days: { day: string; drawn: number; at: Instant };
  quality_reviews: {
    id: Generated<string>;
    ticket_number: number;
    team_id: string;
    agent_id: string;
    reason: string;
    status: Generated<string>;
    created_at: Instant;
    pre_scores: JsonOrNull<PreScore[]>;
    reviewer_id: Nullable<string>;
    taken_at: InstantOrNull;
    scorecard: JsonOrNull<NonNullable<QualityReview['scorecard']>>;
    answers: Json<Answer[]>;
    comment: Generated<string>;
    score: Nullable<number>;
    passed: Nullable<boolean>;
    fatal: Nullable<boolean>;
    submitted_at: InstantOrNull;
    appeal: JsonOrNull<NonNullable<QualityReview['appeal']>>;
    decision: JsonOrNull<NonNullable<QualityReview['decision']>>;
  };
  coaching_notes: {
    id: Generated<string>;
    review_id: string;
    text: string;
    author_id: Nullable<string>;
    author_name: string;
    at: Instant;
  };
  csat_requests: {
    ticket_number: number;
    team_id: string;
    agent_id: Nullable<string>;
    channel: string;
    asked_at: Instant;
    /** Why the customer could not be asked. */
    problem: Nullable<string>;
    token_hash: Nullable<string>;
    expires_at: InstantOrNull;
    rating: Nullable<number>;
    comment: Nullable<string>;
    answered_at: InstantOrNull;
  };
  /** How far each reader of the events has come. */
  feed_cursors: { name: string; sequence: string };
  webhooks: {
    id: Generated<string>;
    name: string;
    url: string;
    kinds: string[];
    team_id: Nullable<string>;
    enabled: Generated<boolean>;
    /** Sealed: see secrets.ts. */
    secrets: Json<Record<string, string>>;
    /** Until when the secret before is signed with, too. */
    previous_until: InstantOrNull;
    from_sequence: string;
    /** Attempts in a row that failed. */
    failures: Generated<number>;
    failing_since: InstantOrNull;
    not_before: InstantOrNull;
    set_aside_at: InstantOrNull;
    problem: Nullable<string>;
    last_success_at: InstantOrNull;
    created_at: Instant;
  };
  webhook_deliveries: {
    id: Generated<string>;
    webhook_id: string;
    /** Of its event; null for a test. */
    sequence: Nullable<string>;
    ticket_number: Nullable<number>;
    kind: string;
    /** The very bytes that are sent, each time again. */
    body: string;
    status: Generated<string>;
    /** A person asked for this attempt. */
    asked: Generated<boolean>;
    attempts: Generated<number>;
    due_at: Instant;
    created_at: Instant;
    finished_at: InstantOrNull;
  };
  webhook_attempts: {
    delivery_id: string;
    number: number;
    at: Instant;
    status: Nullable<number>;
    duration_ms: number;
    answer: Nullable<string>;
    problem: Nullable<string>;
  };
}
