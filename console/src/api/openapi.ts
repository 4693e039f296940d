// Made by `npm run console:api` from the OpenAPI document: don't edit.

export interface components {
  schemas: {
    Role: "administrator" | "manager" | "agent" | "marketing";
    Problem: { type: string; title: string; status: number; detail: string; instance: string; errors?: ({ path: string; message: string; position?: number })[] };
    Source: { id: string; kind: string; name: string; settings: Record<string, unknown>; secretsSet: (string)[]; everyMinutes: number; minMinutes: number | null; maxMinutes: number | null; enabled: boolean; queries: (string)[]; team: string | null; health: "new" | "healthy" | "silent" | "late" | "failing" | "paused"; healthSince: string | null; problem: string | null; setAsideAt: string | null; intervalSeconds: number; nextRunAt: string; lastNewsAt: string | null; backfillSince: string | null; lastRunAt: string | null; lastSuccessAt: string | null; createdAt: string };
    Run: { id: string; status: "running" | "succeeded" | "failed" | "postponed" | "interrupted"; startedAt: string; finishedAt: string | null; durationMs: number | null; found: number; new: number; unmatched: number; rejected: number; errors: ({ url: string; message: string })[]; warnings: ({ url: string; message: string })[] };
    Query: { name: string; rule: string; id: string; createdAt: string };
    Sentiment: "positive" | "neutral" | "negative";
    Topic: "network" | "data" | "billing" | "sim" | "internet" | "tv" | "roaming" | "promotion" | "spam" | "service" | "app" | "competitor";
    Mention: { id: string; source: { id: string; kind: string; name: string }; kind: "post" | "comment" | "review" | "message"; url: string | null; author: { name: string | null }; title: string | null; text: string; publishedAt: string | null; collectedAt: string; analysis: components['schemas']["Analysis"] | null; triage: { outcome: string; reason: string } | null; copyOf: string | null; ticketNumber: number | null };
    Analysis: { language: "vi" | "en" | "other"; languageCode: string | null; sentiment: { label: components['schemas']["Sentiment"]; score: number }; complaint: { label: boolean; score: number }; topics: (components['schemas']["Topic"])[]; intent: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; urgency: "low" | "normal" | "high" | "critical"; urgencyReasons: ("outage" | "blocked" | "everyone" | "danger" | "money" | "leaving" | "authority" | "waiting" | "now" | "stolen")[]; brands: ({ brand: string; isCompetitor: boolean; sentiment: components['schemas']["Sentiment"] })[]; products: (string)[]; places: ({ name: string; province: string; formerProvince: string })[]; personalData: ({ kind: "phone" | "email" | "id" | "card" | "account"; start: number; end: number })[]; sarcasm: boolean; spam: boolean; evidence: ({ for: string; text: string })[]; version: string; corrected?: { sentiment?: { label: components['schemas']["Sentiment"]; score: number }; complaint?: { label: boolean; score: number }; topics?: (components['schemas']["Topic"])[]; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; urgency?: "low" | "normal" | "high" | "critical" } };
    Ticket: { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string };
    TicketStatus: "new" | "open" | "pending" | "resolved" | "closed";
    Priority: "low" | "normal" | "high" | "urgent";
    Message: { id: string; kind: "reply" | "note"; text: string; author: { id: string | null; name: string }; createdAt: string; delivery: "recorded" | "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "doubtful" | null; deliveryProblem: string | null; channel: { id: string; kind: string; name: string } | null };
    TicketEvent: { at: string; actor: string; kind: "opened" | "mention-added" | "changed" | "assigned" | "message" | "reopened" | "merged" | "unmerged" | "split" | "linked" | "unlinked" | "woken" | "warned" | "escalated"; changes: Record<string, { from: unknown; to: unknown }> };
    Team: { id: string; name: string; parent: string | null };
    User: { id: string; email: string; name: string; role: components['schemas']["Role"]; team: string | null; reach: "own" | "team" | "subtree" | "all" | null; disabled: boolean };
    DailyReport: { date: string; timeZone: string; from: string; to: string; until: string; complete: boolean; madeAt: string; totals: { mentions: { count: number; dayBefore: number | null; usual: number | null; usualDays: number }; complaints: { count: number; dayBefore: number | null; usual: number | null; usualDays: number }; tickets: { count: number; dayBefore: number | null; usual: number | null; usualDays: number } }; byTopic: ({ mentions: number; complaints: number; complaintsDayBefore: number | null; topic: components['schemas']["Topic"] | null })[]; bySource: ({ mentions: number; complaints: number; complaintsDayBefore: number | null; id: string; name: string; kind: string; deleted: boolean })[]; bySentiment: ({ mentions: number; complaints: number; complaintsDayBefore: number | null; sentiment: components['schemas']["Sentiment"] | null })[]; byHour: ({ from: string; mentions: number; complaints: number })[]; byLanguage: ({ language: "vi" | "en" | "other" | null; mentions: number })[]; spam: number; unread: { setAside: number; waiting: number }; topTopics: ({ topic: components['schemas']["Topic"] | null; complaints: number; examples: ({ mentionId: string; text: string; url: string | null; sourceName: string; occurredAt: string; ticketNumber: number | null })[] })[]; worstThreads: ({ title: string; url: string | null; sourceName: string; mentions: number; complaints: number })[]; service: { opened: number; firstResponse: { inTime: number; late: number; medianMinutes: number | null }; resolution: { inTime: number; late: number; medianMinutes: number | null }; waiting: number; waitingOverdue: number; unresolvedOverdue: number; backlog: ({ status: components['schemas']["TicketStatus"]; priority: components['schemas']["Priority"]; count: number })[]; oldestWaiting: { number: number; subject: string; priority: components['schemas']["Priority"]; openedAt: string; firstResponseDueAt: string | null } | null }; coverage: { sources: number; healthy: number; paused: number; unhealthy: ({ id: string; name: string; kind: string; health: "new" | "healthy" | "silent" | "late" | "failing" | "paused"; since: string | null; lastSuccessAt: string | null; reason: string | null; setAside: boolean })[]; runs: { succeeded: number; failed: number } } };
  };
}

export interface paths {
  "/api/session": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { kind: "user" | "token" | "system"; id: string | null; name: string; email: string | null; role: components['schemas']["Role"]; team: string | null; permissions: (string)[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { email: string; password: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { kind: "user" | "token" | "system"; id: string | null; name: string; email: string | null; role: components['schemas']["Role"]; team: string | null; permissions: (string)[] } } };
    };
  };
  delete: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/sources": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Source"])[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { kind: string; name: string; url?: string; settings?: Record<string, unknown>; everyMinutes?: number; minMinutes?: number | null; maxMinutes?: number | null; enabled?: boolean; queries?: (string)[]; team?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Source"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/sources/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Source"] } };
    };
  };
  put?: never;
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name?: string; url?: string; settings?: Record<string, unknown>; everyMinutes?: number; minMinutes?: number | null; maxMinutes?: number | null; enabled?: boolean; queries?: (string)[]; team?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Source"] } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/sources/{id}/collect": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: { since?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { status: "requested" } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/sources/{id}/runs": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Run"])[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/coverage": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { sources: number; healthy: number; paused: number; setAside: number; byHealth: Record<string, number>; unhealthy: ({ id: string; name: string; kind: string; health: "new" | "healthy" | "silent" | "late" | "failing" | "paused"; healthSince: string | null; problem: string | null; setAsideAt: string | null; lastSuccessAt: string | null; lastNewsAt: string | null; nextRunAt: string })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/source-kinds": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ kind: string; summary: string; settings: Record<string, unknown>; example: unknown })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/sources/preview": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { kind: string; url?: string; settings?: Record<string, unknown>; limit?: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ url: string; post: { externalId: string; kind?: "post" | "comment" | "review" | "message"; url?: string | null; title?: string | null; text: string; publishedAt?: string | null } })[]; errors: ({ url: string; error: string })[]; recognised: { software: string; name: string; page: "board" | "thread" | null } | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/queries": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Query"])[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { name: string; rule: string } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Query"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/queries/{id}": {
  parameters?: never;
  get?: never;
  put?: never;
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name?: string; rule?: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Query"] } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/queries/test": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { rule: string; texts: (string)[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { matches: (boolean)[]; marks: (([number, number])[])[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string; order?: "relevance" | "newest"; q?: string; sentiment?: components['schemas']["Sentiment"]; complaint?: "true" | "false"; topic?: components['schemas']["Topic"]; source?: string; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string; from?: string; to?: string; counted?: "true" }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Mention"])[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { source: string; posts: (unknown)[] } | { source: string; externalId: string; kind?: "post" | "comment" | "review" | "message"; url?: string | null; author?: { id?: string | null; name?: string | null }; title?: string | null; text: string; publishedAt?: string | null; threadId?: string | null; rating?: number } } };
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { found: number; new: number; unmatched: number; rejected: number; errors: ({ path: string; message: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Mention"] } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}/reveal": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Mention"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}/ticket": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Ticket"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}/correction": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { sentiment?: components['schemas']["Sentiment"]; complaint?: boolean; topics?: (components['schemas']["Topic"])[]; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; urgency?: "low" | "normal" | "high" | "critical" } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Mention"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}/correction/undo": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Mention"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}/corrections": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ by: string; at: string; labels: { sentiment?: components['schemas']["Sentiment"]; complaint?: boolean; topics?: unknown; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; urgency?: "low" | "normal" | "high" | "critical" }; version: string | null; undoneAt: string | null; undoneBy: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/imports": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query: { source: string; dryRun?: "true" | "false"; mapping?: string; dayOrder?: "dmy" | "mdy" }; header?: { "content-type"?: string }; path?: never; cookie?: never };
    requestBody: { content: { "text/csv": unknown; "text/tab-separated-values": unknown; "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown; "application/x-ndjson": unknown; "application/jsonl": unknown; "application/json": unknown } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { run: string | null; rows: number; new: number; known: number; unmatched: number; rejected: number; columns: ({ heading: string; field: "externalId" | "kind" | "url" | "author" | "authorId" | "title" | "text" | "publishedAt" | "threadId" | "rating" | null })[]; rejects: ({ row: number; reason: string; cells: Record<string, string> })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/imports/{id}/rejects": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ row: number; reason: string; cells: Record<string, string> })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/captures": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { url?: string | null; text?: string | null; author?: string | null; publishedAt?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; mention: string; by: string; capturedAt: string; url: string | null; pageUrl: string | null; hasPage: boolean; hasScreenshot: boolean; problem: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/mentions/{id}/captures": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; mention: string; by: string; capturedAt: string; url: string | null; pageUrl: string | null; hasPage: boolean; hasScreenshot: boolean; problem: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/captures/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; mention: string; by: string; capturedAt: string; url: string | null; pageUrl: string | null; hasPage: boolean; hasScreenshot: boolean; problem: string | null; html: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/captures/{id}/screenshot": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "image/png": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string; status?: string; priority?: string; team?: string; assignee?: string | "me" | "none"; due?: "overdue" | string; tag?: string; snoozed?: "true" | "false"; q?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Ticket"])[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { status?: components['schemas']["TicketStatus"]; pendingOn?: "customer" | "third-party"; priority?: components['schemas']["Priority"]; subject?: string; topic?: components['schemas']["Topic"] | null; tags?: (string)[]; cause?: string | null; snoozedUntil?: string | null; team?: string; assignee?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/reveal": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/assign": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { assignee: string | "me" | null; team?: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/messages": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { kind: "reply" | "note"; text: string; channel?: string; attachments?: (string)[]; mentions?: (string)[] } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
      202: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/history": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["TicketEvent"])[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/attachments": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: { name?: string }; header?: never; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/octet-stream": unknown } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/attachments/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "*/*": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/merge": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { into: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/unmerge": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/split": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { mentions?: (string)[]; messages?: (string)[]; subject?: string } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/links": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ kind: "duplicate-of" | "caused-by" | "related" | "duplicated-by" | "causes"; ticket: { number: number; subject: string; status: components['schemas']["TicketStatus"]; customer: { id: string; name: string | null } | null }; by: string; at: string })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { to: number; kind: "duplicate-of" | "caused-by" | "related" } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ kind: "duplicate-of" | "caused-by" | "related" | "duplicated-by" | "causes"; ticket: { number: number; subject: string; status: components['schemas']["TicketStatus"]; customer: { id: string; name: string | null } | null }; by: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/unlink": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { to: number; kind: "duplicate-of" | "caused-by" | "related" } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ kind: "duplicate-of" | "caused-by" | "related" | "duplicated-by" | "causes"; ticket: { number: number; subject: string; status: components['schemas']["TicketStatus"]; customer: { id: string; name: string | null } | null }; by: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/causes": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; code: string; name: string; parent: string | null; retired: boolean })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { code: string; name: string; parent?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; code: string; name: string; parent: string | null; retired: boolean } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/causes/{id}": {
  parameters?: never;
  get?: never;
  put?: never;
  post?: never;
  delete?: never;
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { code?: string; name?: string; parent?: string | null; retired?: boolean } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; code: string; name: string; parent: string | null; retired: boolean } } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/causes": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; team?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; unknown: number; items: ({ id: string; code: string; name: string; parent: string | null; retired: boolean; tickets: number; ticketsBelow: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/canned-replies": {
  parameters?: never;
  get: {
    parameters: { query?: { q?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ title: string; shortcut: string; text: string; variants: Record<string, string>; language: "vi" | "en"; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { title: string; shortcut: string; text: string; variants?: Record<string, string>; language?: "vi" | "en"; topics?: (components['schemas']["Topic"])[]; team?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { title: string; shortcut: string; text: string; variants: Record<string, string>; language: "vi" | "en"; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/canned-replies/{id}": {
  parameters?: never;
  get?: never;
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { title: string; shortcut: string; text: string; variants?: Record<string, string>; language?: "vi" | "en"; topics?: (components['schemas']["Topic"])[]; team?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { title: string; shortcut: string; text: string; variants: Record<string, string>; language: "vi" | "en"; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string } } };
    };
  };
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/canned-replies/{id}/render": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { ticket: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { text: string; channel: string | null; length: number; maxLength: number | null; parts: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/macros": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ name: string; acts: ({ do: "status"; status: components['schemas']["TicketStatus"] } | { do: "priority"; priority: components['schemas']["Priority"] } | { do: "tag"; tag: string } | { do: "untag"; tag: string } | { do: "cause"; cause: string } | { do: "team"; team: string } | { do: "assign"; assignee: string | "me" | "nobody" } | { do: "snooze"; minutes: number } | { do: "note"; text: string } | { do: "reply"; cannedReply: string })[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { name: string; acts: ({ do: "status"; status: components['schemas']["TicketStatus"] } | { do: "priority"; priority: components['schemas']["Priority"] } | { do: "tag"; tag: string } | { do: "untag"; tag: string } | { do: "cause"; cause: string } | { do: "team"; team: string } | { do: "assign"; assignee: string | "me" | "nobody" } | { do: "snooze"; minutes: number } | { do: "note"; text: string } | { do: "reply"; cannedReply: string })[]; team?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { name: string; acts: ({ do: "status"; status: components['schemas']["TicketStatus"] } | { do: "priority"; priority: components['schemas']["Priority"] } | { do: "tag"; tag: string } | { do: "untag"; tag: string } | { do: "cause"; cause: string } | { do: "team"; team: string } | { do: "assign"; assignee: string | "me" | "nobody" } | { do: "snooze"; minutes: number } | { do: "note"; text: string } | { do: "reply"; cannedReply: string })[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/macros/{id}": {
  parameters?: never;
  get?: never;
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name: string; acts: ({ do: "status"; status: components['schemas']["TicketStatus"] } | { do: "priority"; priority: components['schemas']["Priority"] } | { do: "tag"; tag: string } | { do: "untag"; tag: string } | { do: "cause"; cause: string } | { do: "team"; team: string } | { do: "assign"; assignee: string | "me" | "nobody" } | { do: "snooze"; minutes: number } | { do: "note"; text: string } | { do: "reply"; cannedReply: string })[]; team?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { name: string; acts: ({ do: "status"; status: components['schemas']["TicketStatus"] } | { do: "priority"; priority: components['schemas']["Priority"] } | { do: "tag"; tag: string } | { do: "untag"; tag: string } | { do: "cause"; cause: string } | { do: "team"; team: string } | { do: "assign"; assignee: string | "me" | "nobody" } | { do: "snooze"; minutes: number } | { do: "note"; text: string } | { do: "reply"; cannedReply: string })[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string } } };
    };
  };
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/macros/{id}/run": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "if-match"?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { ticket: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/articles": {
  parameters?: never;
  get: {
    parameters: { query?: { q?: string; status?: "draft" | "approved" | "archived"; topic?: components['schemas']["Topic"] }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { question: string; answer: string; topics?: (components['schemas']["Topic"])[]; team?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/articles/{id}": {
  parameters?: never;
  get?: never;
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { question: string; answer: string; topics?: (components['schemas']["Topic"])[]; team?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/articles/{id}/approve": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { version: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/articles/{id}/archive": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/articles/{id}/use": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/articles/{id}/vote": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { helpful: boolean } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/suggestions": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { cannedReplies: ({ title: string; shortcut: string; text: string; variants: Record<string, string>; language: "vi" | "en"; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; uses: number; updatedBy: string; updatedAt: string })[]; articles: ({ question: string; answer: string; topics: (components['schemas']["Topic"])[]; team: string | null; id: string; status: "draft" | "approved" | "archived"; version: number; uses: number; helpful: number; unhelpful: number; approvedBy: string | null; approvedAt: string | null; updatedBy: string; updatedAt: string })[]; tickets: ({ number: number; subject: string; resolvedAt: string; answer: string })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/reading": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { text: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ start: number; end: number; plain: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/settings/first-answer": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { enabled: boolean; channels: (string)[]; publicPosts: boolean; acknowledgement: string; outOfHours: string; articles: string; person: string } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { enabled?: boolean; channels?: (string)[]; publicPosts?: boolean; acknowledgement?: string; outOfHours?: string; articles?: string; person?: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { enabled: boolean; channels: (string)[]; publicPosts: boolean; acknowledgement: string; outOfHours: string; articles: string; person: string } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/notifications": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; kind: "mentioned" | "assigned"; ticket: number | null; by: string; at: string; readAt: string | null })[]; nextCursor: string | null; unread: number } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/notifications/read": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { ids?: (string)[] } } };
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers": {
  parameters?: never;
  get: {
    parameters: { query: { q: string; limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; name: string | null; createdAt: string; identities: ({ channel: string; externalId: string; name: string | null })[]; keys: ({ kind: "phone" | "email" | "handle" | "name"; value: string })[]; tickets: number })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string | null; createdAt: string; identities: ({ channel: string; externalId: string; name: string | null })[]; keys: ({ kind: "phone" | "email" | "handle" | "name"; value: string })[]; tickets: number; notes: ({ id: string; text: string; author: { id: string | null; name: string }; createdAt: string })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers/{id}/reveal": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string | null; createdAt: string; identities: ({ channel: string; externalId: string; name: string | null })[]; keys: ({ kind: "phone" | "email" | "handle" | "name"; value: string })[]; tickets: number; notes: ({ id: string; text: string; author: { id: string | null; name: string }; createdAt: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers/{id}/history": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ at: string; kind: "mention" | "ticket" | "reply" | "note" | "customer-note"; id: string; ticketNumber: number | null; channel: string | null; author: string | null; text: string })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers/{id}/notes": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { text: string } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; text: string; author: { id: string | null; name: string }; createdAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customer-matches": {
  parameters?: never;
  get: {
    parameters: { query?: { status?: "proposed" | "made" | "refused"; customer?: string; limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; customers: [{ id: string; name: string | null }, { id: string; name: string | null }]; confidence: number; evidence: ({ kind: "phone" | "email" | "handle" | "name"; value: string; holders: number; weight: number })[]; status: "proposed" | "made" | "refused"; proposedAt: string; decidedAt: string | null; decidedBy: string | null })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customer-matches/{id}/make": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; customers: [{ id: string; name: string | null }, { id: string; name: string | null }]; confidence: number; evidence: ({ kind: "phone" | "email" | "handle" | "name"; value: string; holders: number; weight: number })[]; status: "proposed" | "made" | "refused"; proposedAt: string; decidedAt: string | null; decidedBy: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customer-matches/{id}/refuse": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; customers: [{ id: string; name: string | null }, { id: string; name: string | null }]; confidence: number; evidence: ({ kind: "phone" | "email" | "handle" | "name"; value: string; holders: number; weight: number })[]; status: "proposed" | "made" | "refused"; proposedAt: string; decidedAt: string | null; decidedBy: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customer-matches/{id}/undo": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; customers: [{ id: string; name: string | null }, { id: string; name: string | null }]; confidence: number; evidence: ({ kind: "phone" | "email" | "handle" | "name"; value: string; holders: number; weight: number })[]; status: "proposed" | "made" | "refused"; proposedAt: string; decidedAt: string | null; decidedBy: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers/{id}/export": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": Record<string, (Record<string, unknown>)[]> } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/customers/{id}/erase": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { reason: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { counts: Record<string, number> } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/erasure-requests": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; identity: string | null; customers: (string)[]; askedAt: string; status: "open" | "done" | "refused"; decidedAt: string | null; decidedBy: string | null; reason: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/erasure-requests/{id}/carry-out": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; identity: string | null; customers: (string)[]; askedAt: string; status: "open" | "done" | "refused"; decidedAt: string | null; decidedBy: string | null; reason: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/erasure-requests/{id}/refuse": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { reason: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; identity: string | null; customers: (string)[]; askedAt: string; status: "open" | "done" | "refused"; decidedAt: string | null; decidedBy: string | null; reason: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string; status?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { title: string; topic?: components['schemas']["Topic"] | null; province?: string | null; tickets: (number)[] } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}/tickets": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Ticket"])[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { attach?: (number)[]; detach?: (number)[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}/accept": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}/dismiss": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}/close": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}/updates": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { text: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/incidents/{id}/broadcast": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { text: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/broadcasts/{id}/approve": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/broadcasts/{id}/refuse": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { reason: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: string; status: "proposed" | "open" | "closed" | "dismissed"; topic: components['schemas']["Topic"] | null; province: string | null; startsAt: string; burst: { hours: number; observed: number; expected: number; probability: number } | null; openedBy: string; createdAt: string; decidedBy: string | null; decidedAt: string | null; closedBy: string | null; closedAt: string | null; tickets: number; unsolved: number; updates: ({ id: string; at: string; by: string; text: string })[]; broadcasts: ({ id: string; incidentId: string; text: string; status: "waiting" | "sending" | "refused"; author: { id: string | null; name: string }; createdAt: string; decidedBy: string | null; decidedAt: string | null; reason: string | null; sent: number; left: number; failed: number })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/presence": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ user: { id: string; name: string }; team: string | null; status: "online" | "away" | "offline"; since: string; capacity: number; load: number })[] } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { status: "online" | "away" | "offline" } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { user: { id: string; name: string }; team: string | null; status: "online" | "away" | "offline"; since: string; capacity: number; load: number } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/next": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { ticket: { number: number; version: number; status: components['schemas']["TicketStatus"]; pendingOn: "customer" | "third-party" | null; priority: components['schemas']["Priority"]; priorityReasons: ({ because: "urgency" | "reach" | "customer"; points: number; detail: string })[]; subject: string; topic: components['schemas']["Topic"] | null; tags: (string)[]; cause: { id: string; code: string; name: string } | null; channel: string; team: { id: string; name: string }; assignee: { id: string; name: string } | null; customer: { id: string; name: string | null } | null; mergedInto: number | null; openedAt: string; slaPolicy: string | null; firstResponseDueAt: string | null; nextResponseDueAt: string | null; resolutionDueAt: string | null; replyWindowEndsAt: string | null; legalDueAt: string | null; nextDueAt: string | null; unansweredSince: string | null; snoozedUntil: string | null; firstRespondedAt: string | null; resolvedAt: string | null; updatedAt: string; mentions: (components['schemas']["Mention"])[]; messages: (components['schemas']["Message"])[]; heldReplies: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; attachments: ({ id: string; mention: string | null; message: string | null; heldReply: string | null; name: string; mediaType: string | null; size: number | null; state: "fetching" | "checking" | "ready" | "refused" | "failed"; problem: string | null })[] } | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/teams/{id}/assignment": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { strategy: "manual" | "round-robin" | "least-loaded"; sticky: boolean; skills: boolean } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { strategy?: "manual" | "round-robin" | "least-loaded"; sticky?: boolean; skills?: boolean } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { strategy: "manual" | "round-robin" | "least-loaded"; sticky: boolean; skills: boolean } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/agents/{id}/profile": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { capacity: number; topics: (components['schemas']["Topic"])[]; languages: ("vi" | "en" | "other")[]; channels: (string)[] } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { capacity: number; topics?: (components['schemas']["Topic"])[]; languages?: ("vi" | "en" | "other")[]; channels?: (string)[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { capacity: number; topics: (components['schemas']["Topic"])[]; languages: ("vi" | "en" | "other")[]; channels: (string)[] } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/agents/{id}/hand-over": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { to: string | null; note?: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { tickets: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/board": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ team: { id: string; name: string; parent: string | null }; unsolved: number; waiting: number; pending: number; snoozed: number; overdue: number; atRisk: number; unansweredSince: string | null; opened: number; resolved: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/approvals": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/approvals/{id}/approve": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/approvals/{id}/refuse": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { reason: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/approvals/{id}/withdraw": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; text: string; author: { id: string | null; name: string }; levels: number; status: "pending" | "approved" | "refused" | "withdrawn"; decisions: ({ level: number; approved: boolean; by: { id: string | null; name: string }; reason: string | null; at: string })[]; heldAt: string; decidedAt: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/teams/{id}/approval": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { levels: number } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { levels: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { levels: number } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/onlookers": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ user: { id: string; name: string }; doing: "viewing" | "answering"; since: string })[] } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody: { content: { "application/json": { doing: "viewing" | "answering" | "nothing" } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ user: { id: string; name: string }; doing: "viewing" | "answering"; since: string })[] } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/live": {
  parameters?: never;
  get: {
    parameters: { query?: { after?: number }; header?: { "last-event-id"?: number }; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/event-stream": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/teams": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["Team"])[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { name: string; parent?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Team"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/teams/{id}": {
  parameters?: never;
  get?: never;
  put?: never;
  post?: never;
  delete?: never;
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name?: string; parent?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["Team"] } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/agents": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: (components['schemas']["User"])[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { email: string; name: string; role: components['schemas']["Role"]; team?: string | null; reach?: "own" | "team" | "subtree" | "all" | null; password: string } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["User"] } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/agents/{id}": {
  parameters?: never;
  get?: never;
  put?: never;
  post?: never;
  delete?: never;
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name?: string; role?: components['schemas']["Role"]; team?: string | null; reach?: "own" | "team" | "subtree" | "all" | null; disabled?: boolean; password?: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["User"] } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/roles": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { roles: (components['schemas']["Role"])[]; permissions: ({ permission: string; roles: (components['schemas']["Role"])[] })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/reports/daily": {
  parameters?: never;
  get: {
    parameters: { query?: { date?: string; format?: "json" | "html" | "pdf" | "xlsx"; language?: "vi" | "en"; team?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": components['schemas']["DailyReport"]; "text/html": string; "application/pdf": string; "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/settings/report-mails": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: { name: string; address: string } | null; mails: ({ key: string; time: string; team: string | null; language: "vi" | "en"; to: (string)[]; files: ("pdf" | "xlsx")[] })[] } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { from?: { name: string; address: string } | null; mails?: ({ key: string; time: string; team?: string | null; language?: "vi" | "en"; to: (string)[]; files?: ("pdf" | "xlsx")[] })[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: { name: string; address: string } | null; mails: ({ key: string; time: string; team: string | null; language: "vi" | "en"; to: (string)[]; files: ("pdf" | "xlsx")[] })[] } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/report-mails": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; key: string; date: string; status: "preparing" | "waiting" | "sending" | "sent" | "failed" | "doubtful"; tries: number; problem: string | null; changedAt: string })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/report-mails/{id}/resend": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; key: string; date: string; status: "preparing" | "waiting" | "sending" | "sent" | "failed" | "doubtful"; tries: number; problem: string | null; changedAt: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/sentiment": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; interval?: "hour" | "day" | "week" | "month"; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/topics": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/intents": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/products": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/provinces": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/sources": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number; name: string })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/share-of-voice": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; source?: string; topic?: components['schemas']["Topic"]; sentiment?: components['schemas']["Sentiment"]; language?: "vi" | "en" | "other"; intent?: "complaint" | "question" | "request" | "praise" | "leaving" | "other"; product?: string; province?: string; brand?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; count: number; complaints: number; positive: number; neutral: number; negative: number; share: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/service": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; interval?: "hour" | "day" | "week" | "month"; team?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ key: string; opened: number; answered: number; answeredInTime: number; answerMinutes: number | null; resolved: number; resolvedInTime: number; resolutionMinutes: number | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/scorecards": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; name: string; team: string | null; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[]; retired: boolean; createdAt: string })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { name: string; team?: string | null; passMark?: number; criteria: ({ key: string; name: string; description?: string; weight?: number; points?: number; fatal?: boolean; check?: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string; team: string | null; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[]; retired: boolean; createdAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/scorecards/{id}": {
  parameters?: never;
  get?: never;
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name: string; team?: string | null; passMark?: number; criteria: ({ key: string; name: string; description?: string; weight?: number; points?: number; fatal?: boolean; check?: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string; team: string | null; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[]; retired: boolean; createdAt: string } } };
    };
  };
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/settings/quality": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { sampling: { atLeastPerAgent: number; atMostPerAgent: number; shares: { "low-csat": number; "sla-missed": number; "high-urgency": number; random: number } }; appealDays: number; csat: { enabled: boolean; channels: (string)[]; delayMinutes: number; validDays: number; quietDays: number; text: string } } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { sampling?: { atLeastPerAgent?: number; atMostPerAgent?: number; shares?: { "low-csat"?: number; "sla-missed"?: number; "high-urgency"?: number; random?: number } }; appealDays?: number; csat?: { enabled?: boolean; channels?: (string)[]; delayMinutes?: number; validDays?: number; quietDays?: number; text?: string } } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { sampling: { atLeastPerAgent: number; atMostPerAgent: number; shares: { "low-csat": number; "sla-missed": number; "high-urgency": number; random: number } }; appealDays: number; csat: { enabled: boolean; channels: (string)[]; delayMinutes: number; validDays: number; quietDays: number; text: string } } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string; status?: string; reason?: string; agent?: string; team?: string; ticket?: number }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { ticket: number } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews/{id}/take": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews/{id}/submit": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { answers: ({ criterion: string; points: number | null; comment?: string })[]; comment?: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews/{id}/appeal": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { text: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews/{id}/decide": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { granted: boolean; reason: string; answers?: ({ criterion: string; points: number | null; comment?: string })[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/quality-reviews/{id}/coaching": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { text: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; ticketNumber: number; team: { id: string; name: string }; agent: { id: string; name: string }; reason: "low-csat" | "sla-missed" | "high-urgency" | "random" | "by-agent" | "by-hand"; status: "waiting" | "taken" | "submitted" | "appealed" | "decided"; createdAt: string; reviewer: { id: string; name: string } | null; takenAt: string | null; scorecard: { id: string; name: string; passMark: number; criteria: ({ key: string; name: string; description: string; weight: number; points: number; fatal: boolean; check: "response-time" | "greeting" | "closing" | "promises" | "tone" | null })[] } | null; preScores: ({ check: "response-time" | "greeting" | "closing" | "promises" | "tone"; share: number | null; detail: string })[] | null; answers: ({ criterion: string; points: number | null; comment: string })[]; comment: string; score: number | null; passed: boolean | null; fatal: boolean | null; submittedAt: string | null; appeal: { text: string; at: string } | null; decision: { granted: boolean; reason: string; by: { id: string; name: string }; at: string; scoreBefore: number | null } | null; rating: { rating: number; comment: string; at: string } | null; proposedAnswers: ({ criterion: string; points: number | null; comment: string })[]; coaching: ({ id: string; text: string; author: string; at: string })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/quality": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; by?: "day" | "week" | "month" | "team" | "agent" }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; total: { reviews: number; averageScore: number | null; passed: number; failed: number; fatal: number; appeals: number; granted: number }; items: ({ reviews: number; averageScore: number | null; passed: number; failed: number; fatal: number; appeals: number; granted: number; key: string; name: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/quality/criteria": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; items: ({ scorecard: string; key: string; name: string; answers: number; notApplicable: number; averageScore: number | null; zero: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/analytics/csat": {
  parameters?: never;
  get: {
    parameters: { query?: { from?: string; to?: string; by?: "day" | "week" | "month" | "team" | "channel" | "agent" }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string; to: string; total: { asked: number; answered: number; average: number | null; satisfied: number; ratings: (number)[] }; items: ({ asked: number; answered: number; average: number | null; satisfied: number; ratings: (number)[]; key: string; name: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/csat/style.css": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/css": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/csat/{token}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { token: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/html": string } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { token: string }; cookie?: never };
    requestBody: { content: { "application/x-www-form-urlencoded": unknown } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/html": string } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/settings/desk": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { complaintThreshold: number | null; brandAuthors: (string)[]; mentionMonths: number | null; ticketMonths: number | null } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { complaintThreshold?: number | null; brandAuthors?: (string)[]; mentionMonths?: number | null; ticketMonths?: number | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { complaintThreshold: number | null; brandAuthors: (string)[]; mentionMonths: number | null; ticketMonths: number | null } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/gold": {
  parameters?: never;
  get: {
    parameters: { query?: { since?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/x-ndjson": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/threshold-curve": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { texts: number; complaints: number; threshold: number; curve: { points: ({ threshold: number; precision: number; recall: number; f1: number })[]; best: { threshold: number; precision: number; recall: number; f1: number } | null; averagePrecision: number } } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/rereadings": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; askedBy: string; reader: string; since: string | null; startedAt: string; endedAt: string | null; outcome: "done" | "stopped" | null; total: number; read: number; changed: number })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { since?: string } } };
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { id: string; askedBy: string; reader: string; since: string | null; startedAt: string; endedAt: string | null; outcome: "done" | "stopped" | null; total: number; read: number; changed: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/rereadings/stop": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/settings/sla": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { businessHours: { timeZone: string; week: { monday: ({ from: string; to: string })[]; tuesday: ({ from: string; to: string })[]; wednesday: ({ from: string; to: string })[]; thursday: ({ from: string; to: string })[]; friday: ({ from: string; to: string })[]; saturday: ({ from: string; to: string })[]; sunday: ({ from: string; to: string })[] }; holidays: "vietnam" | "none"; special: ({ date: string; name: string; hours: ({ from: string; to: string })[] })[] }; policies: ({ name: string; teams: (string)[]; channels: (string)[]; priorities: (components['schemas']["Priority"])[]; targets: { firstResponse: { minutes: number; time: "business" | "calendar"; pausedBy: ("customer" | "third-party")[] } | null; nextResponse: { minutes: number; time: "business" | "calendar"; pausedBy: ("customer" | "third-party")[] } | null; resolution: { minutes: number; time: "business" | "calendar"; pausedBy: ("customer" | "third-party")[] } | null }; warnAt: (number)[]; escalations: ({ afterMinutes: number; levelsUp: number })[] })[]; legal: { acceptanceWorkingDays: number | null; settlementWorkingDays: number | null } } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { businessHours?: { timeZone?: string; week?: { monday?: ({ from: string; to: string })[]; tuesday?: ({ from: string; to: string })[]; wednesday?: ({ from: string; to: string })[]; thursday?: ({ from: string; to: string })[]; friday?: ({ from: string; to: string })[]; saturday?: ({ from: string; to: string })[]; sunday?: ({ from: string; to: string })[] }; holidays?: "vietnam" | "none"; special?: ({ date: string; name: string; hours?: ({ from: string; to: string })[] })[] }; policies?: ({ name: string; teams?: (string)[]; channels?: (string)[]; priorities?: (components['schemas']["Priority"])[]; targets: { firstResponse?: { minutes: number; time?: "business" | "calendar"; pausedBy?: ("customer" | "third-party")[] } | null; nextResponse?: { minutes: number; time?: "business" | "calendar"; pausedBy?: ("customer" | "third-party")[] } | null; resolution?: { minutes: number; time?: "business" | "calendar"; pausedBy?: ("customer" | "third-party")[] } | null }; warnAt?: (number)[]; escalations?: ({ afterMinutes: number; levelsUp: number })[] })[]; legal?: { acceptanceWorkingDays?: number | null; settlementWorkingDays?: number | null } } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { businessHours: { timeZone: string; week: { monday: ({ from: string; to: string })[]; tuesday: ({ from: string; to: string })[]; wednesday: ({ from: string; to: string })[]; thursday: ({ from: string; to: string })[]; friday: ({ from: string; to: string })[]; saturday: ({ from: string; to: string })[]; sunday: ({ from: string; to: string })[] }; holidays: "vietnam" | "none"; special: ({ date: string; name: string; hours: ({ from: string; to: string })[] })[] }; policies: ({ name: string; teams: (string)[]; channels: (string)[]; priorities: (components['schemas']["Priority"])[]; targets: { firstResponse: { minutes: number; time: "business" | "calendar"; pausedBy: ("customer" | "third-party")[] } | null; nextResponse: { minutes: number; time: "business" | "calendar"; pausedBy: ("customer" | "third-party")[] } | null; resolution: { minutes: number; time: "business" | "calendar"; pausedBy: ("customer" | "third-party")[] } | null }; warnAt: (number)[]; escalations: ({ afterMinutes: number; levelsUp: number })[] })[]; legal: { acceptanceWorkingDays: number | null; settlementWorkingDays: number | null } } } };
    };
  };
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/teams/{id}/business-hours": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string | null; businessHours: { timeZone: string; week: { monday: ({ from: string; to: string })[]; tuesday: ({ from: string; to: string })[]; wednesday: ({ from: string; to: string })[]; thursday: ({ from: string; to: string })[]; friday: ({ from: string; to: string })[]; saturday: ({ from: string; to: string })[]; sunday: ({ from: string; to: string })[] }; holidays: "vietnam" | "none"; special: ({ date: string; name: string; hours: ({ from: string; to: string })[] })[] } } } };
    };
  };
  put: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { timeZone?: string; week?: { monday?: ({ from: string; to: string })[]; tuesday?: ({ from: string; to: string })[]; wednesday?: ({ from: string; to: string })[]; thursday?: ({ from: string; to: string })[]; friday?: ({ from: string; to: string })[]; saturday?: ({ from: string; to: string })[]; sunday?: ({ from: string; to: string })[] }; holidays?: "vietnam" | "none"; special?: ({ date: string; name: string; hours?: ({ from: string; to: string })[] })[] } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string | null; businessHours: { timeZone: string; week: { monday: ({ from: string; to: string })[]; tuesday: ({ from: string; to: string })[]; wednesday: ({ from: string; to: string })[]; thursday: ({ from: string; to: string })[]; friday: ({ from: string; to: string })[]; saturday: ({ from: string; to: string })[]; sunday: ({ from: string; to: string })[] }; holidays: "vietnam" | "none"; special: ({ date: string; name: string; hours: ({ from: string; to: string })[] })[] } } } };
    };
  };
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { from: string | null; businessHours: { timeZone: string; week: { monday: ({ from: string; to: string })[]; tuesday: ({ from: string; to: string })[]; wednesday: ({ from: string; to: string })[]; thursday: ({ from: string; to: string })[]; friday: ({ from: string; to: string })[]; saturday: ({ from: string; to: string })[]; sunday: ({ from: string; to: string })[] }; holidays: "vietnam" | "none"; special: ({ date: string; name: string; hours: ({ from: string; to: string })[] })[] } } } };
    };
  };
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/settings/sla/preview": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { settings: { businessHours?: { timeZone?: string; week?: { monday?: ({ from: string; to: string })[]; tuesday?: ({ from: string; to: string })[]; wednesday?: ({ from: string; to: string })[]; thursday?: ({ from: string; to: string })[]; friday?: ({ from: string; to: string })[]; saturday?: ({ from: string; to: string })[]; sunday?: ({ from: string; to: string })[] }; holidays?: "vietnam" | "none"; special?: ({ date: string; name: string; hours?: ({ from: string; to: string })[] })[] }; policies?: ({ name: string; teams?: (string)[]; channels?: (string)[]; priorities?: (components['schemas']["Priority"])[]; targets: { firstResponse?: { minutes: number; time?: "business" | "calendar"; pausedBy?: ("customer" | "third-party")[] } | null; nextResponse?: { minutes: number; time?: "business" | "calendar"; pausedBy?: ("customer" | "third-party")[] } | null; resolution?: { minutes: number; time?: "business" | "calendar"; pausedBy?: ("customer" | "third-party")[] } | null }; warnAt?: (number)[]; escalations?: ({ afterMinutes: number; levelsUp: number })[] })[]; legal?: { acceptanceWorkingDays?: number | null; settlementWorkingDays?: number | null } }; team: string; channel: string; priority: components['schemas']["Priority"]; openedAt: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { policy: string | null; firstResponseDueAt: string | null; resolutionDueAt: string | null; firstWarningAt: string | null; legalAcceptanceDueAt: string | null; legalSettlementDueAt: string | null; isOpen: boolean; opensAt: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/audit": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string; actor?: string; act?: string; subjectKind?: string; subjectId?: string; ip?: string; from?: string; to?: string; q?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: number; at: string; actor: { kind: "user" | "token" | "system"; id: string | null; name: string }; ip: string | null; act: string; subject: { kind: string; id: string | null }; details: Record<string, unknown>; sequence: number | null; hash: string | null })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/audit/export": {
  parameters?: never;
  get: {
    parameters: { query?: { actor?: string; act?: string; subjectKind?: string; subjectId?: string; ip?: string; from?: string; to?: string; q?: string; format?: "ndjson" | "csv" }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/x-ndjson": string; "text/csv": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/audit/verify": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { earlier?: { sequence: number; hash: string } } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { head: { sequence: number; hash: string }; breaks: ({ sequence: number; reason: "missing" | "changed" })[] } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/sources/{id}/webhook": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { url: string; verifyToken: string; ready: boolean } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/webhooks/facebook-page/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/plain": string } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: { "x-hub-signature-256"?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": unknown } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { taken: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; name: string; url: string; kinds: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team: string | null; enabled: boolean; createdAt: string; lastSuccessAt: string | null; failingSince: string | null; setAsideAt: string | null; problem: string | null; previousSecretUntil: string | null; waiting: number })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { name: string; url: string; kinds: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team?: string | null } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string; url: string; kinds: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team: string | null; enabled: boolean; createdAt: string; lastSuccessAt: string | null; failingSince: string | null; setAsideAt: string | null; problem: string | null; previousSecretUntil: string | null; waiting: number; secret: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string; url: string; kinds: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team: string | null; enabled: boolean; createdAt: string; lastSuccessAt: string | null; failingSince: string | null; setAsideAt: string | null; problem: string | null; previousSecretUntil: string | null; waiting: number } } };
    };
  };
  put?: never;
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name?: string; url?: string; kinds?: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team?: string | null; enabled?: boolean } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string; url: string; kinds: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team: string | null; enabled: boolean; createdAt: string; lastSuccessAt: string | null; failingSince: string | null; setAsideAt: string | null; problem: string | null; previousSecretUntil: string | null; waiting: number } } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}/secret": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; name: string; url: string; kinds: ("ticket.opened" | "ticket.mention-added" | "ticket.changed" | "ticket.assigned" | "ticket.message" | "ticket.reopened" | "ticket.merged" | "ticket.unmerged" | "ticket.split" | "ticket.linked" | "ticket.unlinked" | "ticket.woken" | "ticket.warned" | "ticket.escalated" | "ticket.left" | "approval.waiting" | "approval.approved" | "approval.refused" | "approval.withdrawn" | "incident.proposed" | "incident.opened" | "incident.dismissed" | "incident.closed")[]; team: string | null; enabled: boolean; createdAt: string; lastSuccessAt: string | null; failingSince: string | null; setAsideAt: string | null; problem: string | null; previousSecretUntil: string | null; waiting: number; secret: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}/ping": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { delivery: string } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}/deliveries": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string; status?: "waiting" | "delivered" | "failed" }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; messageId: string; kind: string; ticket: number | null; status: "waiting" | "delivered" | "failed"; attempts: number; createdAt: string; dueAt: string | null; finishedAt: string | null })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}/deliveries/{delivery}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string; delivery: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; messageId: string; kind: string; ticket: number | null; status: "waiting" | "delivered" | "failed"; attempts: number; createdAt: string; dueAt: string | null; finishedAt: string | null; body: unknown; tries: ({ number: number; at: string; status: number | null; durationMs: number; answer: string | null; problem: string | null })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}/deliveries/{delivery}/redeliver": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string; delivery: string }; cookie?: never };
    requestBody?: never;
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { id: string; messageId: string; kind: string; ticket: number | null; status: "waiting" | "delivered" | "failed"; attempts: number; createdAt: string; dueAt: string | null; finishedAt: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/webhooks/{id}/redeliver": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { since: string } } };
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { deliveries: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/channel-kinds": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ kind: string; summary: string; settings: Record<string, unknown>; example: unknown; answers: string | null; limits: { maxLength: number; idempotencyKey: boolean; deliveryReceipts: boolean; attachments: { mediaTypes: (string)[]; maxBytes: number; together: boolean } | null; pace: { perSecond: number; burst?: number; perRecipientMs?: number } } })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/channels": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: string; kind: string; name: string; source: string; settings: Record<string, unknown>; secretsSet: (string)[]; enabled: boolean; team: string | null; health: "healthy" | "down" | "paused"; problem: string | null; problemSince: string | null; createdAt: string; webhook: string | null })[] } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": { kind: string; name: string; settings?: Record<string, unknown>; enabled?: boolean; team?: string | null; source?: string } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json": { id: string; kind: string; name: string; source: string; settings: Record<string, unknown>; secretsSet: (string)[]; enabled: boolean; team: string | null; health: "healthy" | "down" | "paused"; problem: string | null; problemSince: string | null; createdAt: string; webhook: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/channels/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; kind: string; name: string; source: string; settings: Record<string, unknown>; secretsSet: (string)[]; enabled: boolean; team: string | null; health: "healthy" | "down" | "paused"; problem: string | null; problemSince: string | null; createdAt: string; webhook: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  patch: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { name?: string; settings?: Record<string, unknown>; enabled?: boolean; team?: string | null } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; kind: string; name: string; source: string; settings: Record<string, unknown>; secretsSet: (string)[]; enabled: boolean; team: string | null; health: "healthy" | "down" | "paused"; problem: string | null; problemSince: string | null; createdAt: string; webhook: string | null } } };
    };
  };
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/channels/{id}/inbox": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ id: number; receivedAt: string; attempts: number; bytes: number; problem: string })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/channels/{id}/inbox/retry": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { requests: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/tickets/{number}/reply-routes": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ channel: { id: string; kind: string; name: string }; lastWroteAt: string; windowEndsAt: string | null; refusal: string | null; usual: boolean; maxLength: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/messages/set-aside": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ messageId: string; ticketNumber: number; channel: { id: string; kind: string; name: string }; text: string; status: "failed" | "doubtful"; reason: string; attempts: number; since: string })[]; nextCursor: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/messages/{id}/resend": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { status: "queued" } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/messages/{id}/sent": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/webhooks/{channel}/{id}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { channel: string; id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/plain": string } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { channel: string; id: string }; cookie?: never };
    requestBody: { content: { "application/json": unknown; "application/x-www-form-urlencoded": unknown; "text/plain": unknown; "application/xml": unknown; "text/xml": unknown } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/plain": string } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/widget.js": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/javascript": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/assets/{file}": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: { "accept-encoding"?: string }; path: { id: string; file: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/javascript": string; "text/css": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/config": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: { origin?: string }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { id: string; title: { vi: string; en: string }; greeting: { vi: string; en: string }; colour: string; form: { name: "off" | "optional" | "required"; phone: "off" | "optional" | "required"; email: "off" | "optional" | "required" }; offlineForm: boolean; longestMessage: number; isOpen: boolean; opensAt: string | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/frame": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: { cookie?: string; "sec-fetch-site"?: string }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/html": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/demo": {
  parameters?: never;
  get: {
    parameters: { query?: { lang?: "vi" | "en" }; header?: { host?: string }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/html": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/conversation": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { visitor: { name: string | null; email: string | null; phone: string | null; isVouched: boolean }; token: string | null; items: ({ number: number; at: string; from: "visitor" | "desk"; text: string; clientId: string | null; author: string | null; rating: "open" | "answered" | "gone" | null })[]; hasEarlier: boolean; seen: number; isOpen: boolean; opensAt: string | null } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { keep: "cookie" | "token"; details?: { name?: string | null; email?: string | null; phone?: string | null }; identity?: { id?: string; name?: string; email?: string; phone?: string; expires: number; hash: string } } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { visitor: { name: string | null; email: string | null; phone: string | null; isVouched: boolean }; token: string | null; items: ({ number: number; at: string; from: "visitor" | "desk"; text: string; clientId: string | null; author: string | null; rating: "open" | "answered" | "gone" | null })[]; hasEarlier: boolean; seen: number; isOpen: boolean; opensAt: string | null } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/messages": {
  parameters?: never;
  get: {
    parameters: { query: { before: number; limit?: number }; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ number: number; at: string; from: "visitor" | "desk"; text: string; clientId: string | null; author: string | null; rating: "open" | "answered" | "gone" | null })[]; hasEarlier: boolean } } };
    };
  };
  put?: never;
  post: {
    parameters: { query?: never; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { id: string; text: string } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { number: number } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/typing": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { typing: boolean } } };
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/seen": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { upTo: number } } };
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/rating": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody: { content: { "application/json": { number: number; rating: number; comment?: string } } };
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/live": {
  parameters?: never;
  get: {
    parameters: { query?: { after?: number }; header?: { "x-chat-visitor"?: string; cookie?: string; "last-event-id"?: number }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/event-stream": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/chat/{id}/poll": {
  parameters?: never;
  get: {
    parameters: { query: { after: number }; header?: { "x-chat-visitor"?: string; cookie?: string }; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ number: number; at: string; from: "visitor" | "desk"; text: string; clientId: string | null; author: string | null; rating: "open" | "answered" | "gone" | null })[]; typing: boolean | null; seen: number | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/health/live": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { status: "ok" } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/health/ready": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { ready: boolean; checks: ({ name: string; ok: boolean; required: boolean })[]; lag: { analyse: number; triage: number; index: number | null } | null } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/metrics": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "text/plain": string } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/operations/failed-jobs": {
  parameters?: never;
  get: {
    parameters: { query?: { limit?: number }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { items: ({ queue: string; id: string; name: string; error: string; failedAt: string; attempts: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/operations/failed-jobs/{queue}/{id}/retry": {
  parameters?: never;
  get?: never;
  put?: never;
  post: {
    parameters: { query?: never; header?: never; path: { queue: string; id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      202: { headers: Record<string, unknown>; content: { "application/json": { status: "requested" } } };
    };
  };
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/openapi.json": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": Record<string, unknown> } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
  "/api/operations/system": {
  parameters?: never;
  get: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { version: string; nodeVersion: string; startedAt: string; timeZone: string; publicUrl: string | null; records: { version: string; bytes: number }; mentions: number; tickets: number; webhooks: { setAside: number; waiting: number }; lag: { analyse: number; triage: number; oldestSeconds: number; index: { waiting: number; oldestSeconds: number; refused: number } | null }; queues: ({ name: string; waiting: number; active: number; delayed: number; failed: number })[] } } };
    };
  };
  put?: never;
  post?: never;
  delete?: never;
  patch?: never;
  options?: never;
  head?: never;
  trace?: never;
  };
}
