import type { Endpoint } from '../endpoint.ts';
import { agentHelpEndpoints } from './agent-help.ts';
import { analyticsEndpoints } from './analytics.ts';
import { approvalEndpoints } from './approvals.ts';
import { articleEndpoints } from './articles.ts';
import { assignmentEndpoints } from './assignment.ts';
import { attachmentEndpoints } from './attachments.ts';
import { auditEndpoints } from './audit.ts';
import { auditChainEndpoints } from './audit-chain.ts';
import { boardEndpoints } from './board.ts';
import { broadcastEndpoints } from './broadcasts.ts';
import { cannedReplyEndpoints } from './canned-replies.ts';
import { captureEndpoints } from './captures.ts';
import { causeEndpoints } from './causes.ts';
import { channelWebhookEndpoints } from './channel-webhooks.ts';
import { channelEndpoints } from './channels.ts';
import { chatEndpoints } from './chat.ts';
import { chatLiveEndpoints } from './chat-live.ts';
import { chatWidgetEndpoints } from './chat-widget.ts';
import { correctionEndpoints } from './corrections.ts';
import { coverageEndpoints } from './coverage.ts';
import { csatEndpoints } from './csat.ts';
import { customerErasureEndpoints } from './customer-erasure.ts';
import { customerMatchEndpoints } from './customer-matches.ts';
import { customerEndpoints } from './customers.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { erasureRequestEndpoints } from './erasure-requests.ts';
import { importEndpoints } from './imports.ts';
import { incidentEndpoints } from './incidents.ts';
import { intakeEndpoints } from './intake.ts';
import { learningEndpoints } from './learning.ts';
import { liveEndpoints } from './live.ts';
import { macroEndpoints } from './macros.ts';
import { mentionEndpoints } from './mentions.ts';
import { notificationEndpoints } from './notifications.ts';
import { onlookerEndpoints } from './onlookers.ts';
import { operationsEndpoints } from './operations.ts';
import { agentEndpoints, teamEndpoints } from './people.ts';
import { presenceEndpoints } from './presence.ts';
import { qualityFigureEndpoints } from './quality-figures.ts';
import { qualityReviewEndpoints } from './quality-reviews.ts';
import { queryEndpoints } from './queries.ts';
import { reportMailEndpoints } from './report-mails.ts';
import { reportEndpoints } from './reports.ts';
import { roleEndpoints } from './roles.ts';
import { scorecardEndpoints } from './scorecards.ts';
import { serviceLevelEndpoints } from './service-level.ts';
import { sessionEndpoints } from './session.ts';
import { settingsEndpoints } from './settings.ts';
import { slaPreviewEndpoints } from './sla-preview.ts';
import { sourceKindEndpoints } from './source-kinds.ts';
import { sourceEndpoints } from './sources.ts';
import { systemEndpoints } from './system.ts';
import { ticketTieEndpoints } from './ticket-ties.ts';
import { ticketEndpoints } from './tickets.ts';
import { webhookDeliveryEndpoints } from './webhook-deliveries.ts';
import { webhookEndpoints } from './webhooks.ts';
import { webhookOutEndpoints } from './webhooks-out.ts';

/** Every endpoint that there is, in the order of the documentation; a new one is its file and a line here. */
export const endpoints: readonly Endpoint[] = [
  ...sessionEndpoints,
  ...sourceEndpoints,
  ...coverageEndpoints,
  ...sourceKindEndpoints,
  ...queryEndpoints,
  ...mentionEndpoints,
  ...correctionEndpoints,
  ...intakeEndpoints,
  ...importEndpoints,
  ...captureEndpoints,
  ...ticketEndpoints,
  ...attachmentEndpoints,
  ...ticketTieEndpoints,
  ...causeEndpoints,
  ...cannedReplyEndpoints,
  ...macroEndpoints,
  ...articleEndpoints,
  ...agentHelpEndpoints,
  ...notificationEndpoints,
  ...customerEndpoints,
  ...customerMatchEndpoints,
  ...customerErasureEndpoints,
  ...erasureRequestEndpoints,
  ...incidentEndpoints,
  ...broadcastEndpoints,
  ...presenceEndpoints,
  ...assignmentEndpoints,
  ...boardEndpoints,
  ...approvalEndpoints,
  ...onlookerEndpoints,
  ...liveEndpoints,
  ...teamEndpoints,
  ...agentEndpoints,
  ...roleEndpoints,
  ...reportEndpoints,
  ...reportMailEndpoints,
  ...analyticsEndpoints,
  ...scorecardEndpoints,
  ...qualityReviewEndpoints,
  ...qualityFigureEndpoints,
  ...csatEndpoints,
  ...settingsEndpoints,
  ...learningEndpoints,
  ...serviceLevelEndpoints,
  ...slaPreviewEndpoints,
  ...auditEndpoints,
  ...auditChainEndpoints,
  ...webhookEndpoints,
  ...webhookOutEndpoints,
  ...webhookDeliveryEndpoints,
  ...channelEndpoints,
  ...deliveryEndpoints,
  ...channelWebhookEndpoints,
  ...chatWidgetEndpoints,
  ...chatEndpoints,
  ...chatLiveEndpoints,
  ...operationsEndpoints,
  ...systemEndpoints,
];
