import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, role } from '../../src/domain/person.ts';
import { type Answer, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

const all: readonly Role[] = role.options;
const desk: readonly Role[] = ['administrator', 'manager', 'agent'];
const watchers: readonly Role[] = ['administrator', 'manager', 'marketing'];
const administrator: readonly Role[] = ['administrator'];

/** Who may do what, written down a second time: a route that is not here, or opens up, fails the test. */
const ACCESS: Record<string, 'everybody' | readonly Role[]> = {
  signIn: 'everybody',
  chatWidget: 'everybody',
  chatAsset: 'everybody',
  chatConfig: 'everybody',
  chatFrame: 'everybody',
  chatDemo: 'everybody',
  resumeChat: 'everybody',
  beginChat: 'everybody',
  listChatMessages: 'everybody',
  sendChatMessage: 'everybody',
  chatTyping: 'everybody',
  chatSeen: 'everybody',
  rateChat: 'everybody',
  followChat: 'everybody',
  pollChat: 'everybody',
  whoAmI: all,
  signOut: all,
  listSources: watchers,
  createSource: administrator,
  getSource: watchers,
  changeSource: administrator,
  deleteSource: administrator,
  collectSource: administrator,
  listRuns: watchers,
  getCoverage: watchers,
  listSourceKinds: watchers,
  previewSource: administrator,
  listQueries: watchers,
  createQuery: ['administrator', 'marketing'],
  changeQuery: ['administrator', 'marketing'],
  deleteQuery: ['administrator', 'marketing'],
  testQuery: watchers,
  listMentions: all,
  getMention: all,
  revealMention: desk,
  openTicket: desk,
  correctMention: all,
  undoCorrection: all,
  listCorrections: all,
  exportGold: administrator,
  getThresholdCurve: administrator,
  listRereadings: administrator,
  startRereading: administrator,
  stopRereading: administrator,
  listCannedReplies: desk,
  createCannedReply: ['administrator', 'manager'],
  putCannedReply: ['administrator', 'manager'],
  deleteCannedReply: ['administrator', 'manager'],
  renderCannedReply: desk,
  listMacros: desk,
  createMacro: ['administrator', 'manager'],
  putMacro: ['administrator', 'manager'],
  deleteMacro: ['administrator', 'manager'],
  runMacro: desk,
  listArticles: desk,
  createArticle: desk,
  putArticle: ['administrator', 'manager'],
  approveArticle: ['administrator', 'manager'],
  archiveArticle: ['administrator', 'manager'],
  useArticle: desk,
  voteOnArticle: desk,
  suggestForTicket: desk,
  readPlainly: all,
  getFirstAnswer: ['administrator', 'manager'],
  putFirstAnswer: administrator,
  listNotifications: all,
  readNotifications: all,
  handIn: administrator,
  capturePost: desk,
  listCaptures: desk,
  getCapture: desk,
  getScreenshot: desk,
  importFile: administrator,
  listRejects: administrator,
  listTickets: desk,
  getTicket: desk,
  revealTicket: desk,
  changeTicket: desk,
  assignTicket: desk,
  addMessage: desk,
  uploadAttachment: desk,
  getAttachment: desk,
  mergeTicket: desk,
  ticketHistory: desk,
  unmergeTicket: desk,
  splitTicket: desk,
  ticketLinks: desk,
  linkTicket: desk,
  unlinkTicket: desk,
  searchCustomers: desk,
  getCustomer: desk,
  revealCustomer: desk,
  customerHistory: desk,
  addCustomerNote: desk,
  listCustomerMatches: desk,
  makeCustomerMatch: desk,
  refuseCustomerMatch: desk,
  undoCustomerMatch: desk,
  exportCustomer: ['administrator', 'manager'],
  eraseCustomer: ['administrator', 'manager'],
  listErasureRequests: ['administrator', 'manager'],
  carryOutErasure: ['administrator', 'manager'],
  refuseErasure: ['administrator', 'manager'],
  listIncidents: desk,
  createIncident: desk,
  getIncident: desk,
  listIncidentTickets: desk,
  acceptIncident: ['administrator', 'manager'],
  dismissIncident: ['administrator', 'manager'],
  closeIncident: ['administrator', 'manager'],
  changeIncidentTickets: desk,
  addIncidentUpdate: desk,
  broadcastAnswer: ['administrator', 'manager'],
  approveBroadcast: ['administrator', 'manager'],
  refuseBroadcast: ['administrator', 'manager'],
  listScorecards: desk,
  createScorecard: administrator,
  putScorecard: administrator,
  retireScorecard: administrator,
  getQualitySettings: ['administrator', 'manager'],
  putQualitySettings: administrator,
  listQualityReviews: desk,
  createQualityReview: ['administrator', 'manager'],
  getQualityReview: desk,
  takeQualityReview: ['administrator', 'manager'],
  submitQualityReview: ['administrator', 'manager'],
  appealQualityReview: desk,
  decideQualityAppeal: ['administrator', 'manager'],
  addCoachingNote: ['administrator', 'manager'],
  qualityFigures: ['administrator', 'manager'],
  qualityByCriterion: ['administrator', 'manager'],
  csatFigures: watchers,
  csatStyle: 'everybody',
  csatPage: 'everybody',
  rateTicket: 'everybody',
  listCauses: desk,
  createCause: administrator,
  changeCause: administrator,
  ticketsByCause: watchers,
  listPresence: desk,
  getBoard: desk,
  putPresence: desk,
  takeNextTicket: desk,
  getAssignmentRules: desk,
  putAssignmentRules: ['administrator', 'manager'],
  getAgentProfile: desk,
  putAgentProfile: ['administrator', 'manager'],
  handOver: desk,
  listChannelKinds: administrator,
  listChannels: administrator,
  createChannel: administrator,
  getChannel: administrator,
  changeChannel: administrator,
  deleteChannel: administrator,
  listChannelInbox: administrator,
  retryChannelInbox: administrator,
  checkWebhook: 'everybody',
  receiveWebhook: 'everybody',
  listReplyRoutes: desk,
  listSetAsideMessages: desk,
  resendMessage: desk,
  takeMessageAsSent: desk,
  listHeldReplies: desk,
  approveReply: ['administrator', 'manager'],
  refuseReply: ['administrator', 'manager'],
  withdrawReply: desk,
  getApprovalRules: desk,
  putApprovalRules: administrator,
  listOnlookers: desk,
  lookAtTicket: desk,
  followLive: desk,
  listTeams: desk,
  createTeam: administrator,
  changeTeam: administrator,
  listAgents: desk,
  createAgent: administrator,
  listRoles: administrator,
  changeAgent: administrator,
  getDeskSettings: ['administrator', 'manager'],
  putDeskSettings: administrator,
  getSlaSettings: ['administrator', 'manager'],
  previewSla: administrator,
  putSlaSettings: administrator,
  getTeamHours: ['administrator', 'manager'],
  putTeamHours: administrator,
  deleteTeamHours: administrator,
  getDailyReport: watchers,
  getReportMailSettings: administrator,
  putReportMailSettings: administrator,
  listReportMails: administrator,
  resendReportMail: administrator,
  sentimentOverTime: watchers,
  mentionsByTopic: watchers,
  mentionsByIntent: watchers,
  mentionsByProduct: watchers,
  mentionsByProvince: watchers,
  mentionsBySource: watchers,
  shareOfVoice: watchers,
  serviceOverTime: watchers,
  listWebhooks: administrator,
  createWebhook: administrator,
  getWebhook: administrator,
  changeWebhook: administrator,
  deleteWebhook: administrator,
  changeWebhookSecret: administrator,
  pingWebhook: administrator,
  listWebhookDeliveries: administrator,
  getWebhookDelivery: administrator,
  redeliver: administrator,
  redeliverFailed: administrator,
  listAudit: administrator,
  exportAudit: administrator,
  verifyAudit: administrator,
  getSourceWebhook: administrator,
  verifyPageWebhook: 'everybody',
  receivePageWebhook: 'everybody',
  live: 'everybody',
  ready: 'everybody',
  metrics: administrator,
  listFailedJobs: administrator,
  getSystem: administrator,
  retryJob: administrator,
  openapi: 'everybody',
};

interface Operation {
  id: string;
  method: string;
  path: string;
}

describe('access', () => {
  let records: TestRecords;
  let api: TestApi;
  let operations: Operation[];

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    const { paths } = (await api.ask('GET', '/api/openapi.json')).body;
    operations = Object.entries(paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => ({
          id: operationId,
          method: method.toUpperCase(),
          path: path
            .replace('{number}', '999')
            .replace('{queue}', 'collect')
            .replace(/\{\w+\}/g, NOBODY),
        })),
    );
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const NOBODY = '00000000-0000-4000-8000-000000000000';

  /** With a body that passes no schema, so that nothing happens where there is a right to it. */
  const attempt = ({ method, path }: Operation, as: string): Promise<Answer> =>
    api.ask(method, path, { as, ...(method === 'GET' || method === 'DELETE' ? {} : { body: { nothing: true } }) });

  it('is written down for every operation of the document', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(ACCESS).sort());
  });

  it('is refused to whoever is not signed in, and to unknown tokens and sessions', async () => {
    for (const operation of operations) {
      if (ACCESS[operation.id] === 'everybody') continue;
      for (const as of ['nobody', 'a-session-that-is-none']) {
        const { status, headers } = await attempt(operation, as);
        expect([operation.id, as, status, headers.get('www-authenticate')]).toEqual([operation.id, as, 401, 'Bearer']);
      }
      const { status } = await api.ask(operation.method, operation.path, { headers: { authorization: 'Bearer none' } });
      expect([operation.id, status]).toEqual([operation.id, 401]);
    }
  });

  it.each(all)('is what the table says for the role %s', async (each) => {
    for (const operation of operations) {
      const { status } = await attempt(operation, each);
      const allowed = ACCESS[operation.id] ?? [];
      if (allowed === 'everybody' || allowed.includes(each)) {
        // Forms of pages and files are no JSON.
        expect([200, 204, 404, 415, 422], `${operation.id}: ${status}`).toContain(status);
      } else expect([operation.id, status]).toEqual([operation.id, 403]);
    }
  });
});
