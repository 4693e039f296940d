import analytics from './vi/analytics.json' with { type: 'json' };
import answers from './vi/answers.json' with { type: 'json' };
import approvals from './vi/approvals.json' with { type: 'json' };
import audit from './vi/audit.json' with { type: 'json' };
import board from './vi/board.json' with { type: 'json' };
import channels from './vi/channels.json' with { type: 'json' };
import common from './vi/common.json' with { type: 'json' };
import guideEmail from './vi/guide-email.json' with { type: 'json' };
import guideFacebookComment from './vi/guide-facebook-comment.json' with { type: 'json' };
import guideMessenger from './vi/guide-messenger.json' with { type: 'json' };
import guideOtt from './vi/guide-ott.json' with { type: 'json' };
import guideSelfcare from './vi/guide-selfcare.json' with { type: 'json' };
import guideSms from './vi/guide-sms.json' with { type: 'json' };
import guideTelegram from './vi/guide-telegram.json' with { type: 'json' };
import guideWebChat from './vi/guide-web-chat.json' with { type: 'json' };
import guideZalo from './vi/guide-zalo.json' with { type: 'json' };
import inbox from './vi/inbox.json' with { type: 'json' };
import incidents from './vi/incidents.json' with { type: 'json' };
import labels from './vi/labels.json' with { type: 'json' };
import mentions from './vi/mentions.json' with { type: 'json' };
import notifications from './vi/notifications.json' with { type: 'json' };
import people from './vi/people.json' with { type: 'json' };
import queries from './vi/queries.json' with { type: 'json' };
import serviceLevels from './vi/service-levels.json' with { type: 'json' };
import sources from './vi/sources.json' with { type: 'json' };
import start from './vi/start.json' with { type: 'json' };
import system from './vi/system.json' with { type: 'json' };

/** Every area's texts, by which keys are checked; a new area is its file and a line here, in both languages. */
export default {
  analytics,
  answers,
  approvals,
  audit,
  board,
  channels,
  common,
  'guide-email': guideEmail,
  'guide-facebook-comment': guideFacebookComment,
  'guide-messenger': guideMessenger,
  'guide-ott': guideOtt,
  'guide-selfcare': guideSelfcare,
  'guide-sms': guideSms,
  'guide-telegram': guideTelegram,
  'guide-web-chat': guideWebChat,
  'guide-zalo': guideZalo,
  inbox,
  incidents,
  labels,
  mentions,
  notifications,
  people,
  queries,
  'service-levels': serviceLevels,
  sources,
  start,
  system,
};
