/** Kinds of channels on which customers are answered from here. */
export const REPLY_KINDS = [
  'web-chat',
  'email',
  'messenger',
  'facebook-comment',
  'zalo',
  'sms',
  'telegram',
  'ott',
  'selfcare',
] as const;
