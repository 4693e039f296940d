import analytics from './en/analytics.json' with { type: 'json' };
import answers from './en/answers.json' with { type: 'json' };
import approvals from './en/approvals.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import board from './en/board.json' with { type: 'json' };
import channels from './en/channels.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import guideEmail from './en/guide-email.json' with { type: 'json' };
import guideFacebookComment from './en/guide-facebook-comment.json' with { type: 'json' };
import guideMessenger from './en/guide-messenger.json' with { type: 'json' };
import guideOtt from './en/guide-ott.json' with { type: 'json' };
import guideSelfcare from './en/guide-selfcare.json' with { type: 'json' };
import guideSms from './en/guide-sms.json' with { type: 'json' };
import guideTelegram from './en/guide-telegram.json' with { type: 'json' };
import guideWebChat from './en/guide-web-chat.json' with { type: 'json' };
import guideZalo from './en/guide-zalo.json' with { type: 'json' };
import inbox from './en/inbox.json' with { type: 'json' };
import incidents from './en/incidents.json' with { type: 'json' };
import labels from './en/labels.json' with { type: 'json' };
import mentions from './en/mentions.json' with { type: 'json' };
import notifications from './en/notifications.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import queries from './en/queries.json' with { type: 'json' };
import serviceLevels from './en/service-levels.json' with { type: 'json' };
import sources from './en/sources.json' with { type: 'json' };
import start from './en/start.json' with { type: 'json' };
import system from './en/system.json' with { type: 'json' };

/** Every area's texts; a new area is its file and a line here, in both languages. */
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
