import type { StoreReview, StoreState } from '../../../src/demo/stand-ins/app-store.ts';
import type { PlayReview, PlayState } from '../../../src/demo/stand-ins/google-play.ts';
import type { TubeComment, TubeState } from '../../../src/demo/stand-ins/youtube.ts';
import type { BotUpdate, TelegramState } from './telegram.ts';

const second = (time: string) => Date.parse(time) / 1000;
/** When the samples are read. */
export const SAMPLE_NOW = second('2026-11-23T00:00:00Z');
const hoursAgo = (hours: number) => SAMPLE_NOW - hours * 3600;

const playReview = (id: string, hours: number, stars: number, text: string): PlayReview => ({
  id,
  author: `Người dùng ${id}`,
  text,
  stars,
  at: hoursAgo(hours),
  version: '2.14.0',
  device: 'SM-A125F',
});

/** Five reviews on Google Play, one answered. */
export const samplePlay = (): PlayState => ({
  package: 'vn.mangxanh.app',
  now: SAMPLE_NOW,
  readsAllowed: 200,
  mostPerPage: 2,
  reviews: [
    playReview('r1', 5, 1, 'Cập nhật xong không đăng nhập được'),
    {
      ...playReview('r2', 20, 2, 'Nạp tiền\tBị trừ tiền mà không có data'),
      answer: 'Bạn gửi số điện thoại giúp bên mình nhé',
    },
    playReview('r3', 40, 5, 'Ứng dụng dễ dùng'),
    playReview('r4', 90, 3, 'Hơi chậm'),
    playReview('r5', 150, 1, 'Treo máy liên tục'),
  ],
});

const storeReview = (id: string, hours: number, stars: number, title: string, text: string): StoreReview => ({
  id,
  author: `nguoi.${id}`,
  authorId: `7${id}`,
  title,
  text,
  stars,
  version: '5.1.0',
  at: hoursAgo(hours),
});

/** Reviews in two countries' App Stores; one country has a single one. */
export const sampleStore = (): StoreState => ({
  appId: '1234567890',
  perPage: 2,
  reviews: {
    vn: [
      storeReview('101', 3, 1, 'Không vào được', 'Cứ mở lên là văng ra'),
      storeReview('102', 30, 5, 'Tốt', 'Nạp thẻ nhanh'),
      storeReview('103', 500, 2, 'Chậm', 'Load mãi không xong'),
    ],
    us: [storeReview('201', 60, 2, 'Roaming', 'Cannot buy a roaming pack from abroad')],
    jp: [],
  },
});

const comment = (id: string, hours: number, text: string, author = 'Trần An'): TubeComment => ({
  id,
  author,
  authorChannel: `UC${author.length}`,
  text,
  at: hoursAgo(hours),
});
export const TUBE_CHANNEL = 'UCmangxanhmangxanhmangxa';

/** A channel whose videos have threads, one with more replies than come along with it. */
export const sampleTube = (): TubeState => ({
  key: 'AIza-your-key',
  channelId: TUBE_CHANNEL,
  closed: [],
  unitsLeft: 10_000,
  mostPerPage: 2,
  videos: [
    {
      id: 'videoAAAAA1',
      title: 'Giới thiệu "Mạng Xanh" 5G',
      description: 'Phủ sóng toàn quốc',
      channelId: TUBE_CHANNEL,
      at: hoursAgo(100),
    },
    {
      id: 'videoBBBBB2',
      title: 'Đánh giá Mạng Xanh sau một tháng',
      description: '',
      channelId: 'UCreviewer',
      at: hoursAgo(50),
    },
  ],
  threads: [
    {
      ...comment('t1', 4, 'Sóng yếu quá'),
      videoId: 'videoAAAAA1',
      replies: Array.from({ length: 7 }, (_, index) =>
        comment(`t1.r${index}`, 3 - index / 4, `Đồng ý ${index}`, 'Lê Bình'),
      ),
    },
    {
      ...comment('t2', 30, 'Giá bao nhiêu vậy?', 'Phạm Chi'),
      videoId: 'videoAAAAA1',
      replies: [{ ...comment('t2.r0', 29, 'Dạ 90 nghìn ạ', 'Mạng Xanh'), authorChannel: TUBE_CHANNEL }],
    },
    { ...comment('t3', 48, 'Video hay', 'Vũ Dung'), videoId: 'videoBBBBB2', replies: [] },
  ],
});

const group = { id: -1001234567890, type: 'supergroup', title: 'Hỗ trợ', username: 'hotro_mangxanh' };
const binh = { id: 52, is_bot: false, first_name: 'Bình', last_name: 'Lê' };
const said = (id: number, hours: number, text: string, more = {}) => ({
  message_id: id,
  date: hoursAgo(hours),
  chat: group,
  from: binh,
  text,
  ...more,
});
const botUpdates = (): BotUpdate[] => [
  { update_id: 900, message: said(11, 5, 'Mạng khu Thủ Đức chậm quá') },
  {
    update_id: 901,
    message: said(12, 4, 'có ai bị giống mình không', { message_thread_id: 7, is_topic_message: true }),
  },
  {
    update_id: 902,
    channel_post: {
      message_id: 3,
      date: hoursAgo(3),
      chat: { id: -1009876543210, type: 'channel', title: 'Tin Mạng Xanh', username: 'tin_mangxanh' },
      sender_chat: { id: -1009876543210, title: 'Tin Mạng Xanh' },
      caption: 'Bảo trì đêm nay từ 0h đến 4h',
    },
  },
  { update_id: 903, message: { ...said(13, 2, 'riêng tư'), chat: { id: 52, type: 'private' } } },
  { update_id: 904, message: { ...said(14, 2, 'tôi là máy'), from: { id: 9, is_bot: true, first_name: 'Bot' } } },
  { update_id: 905, message: { ...said(15, 1, ''), text: undefined, new_chat_members: [] } },
];

/** A bot in a group and a channel, and a public channel with 45 posts. */
export const sampleTelegram = (): TelegramState => ({
  token: '123456789:AAExample-Token-From-BotFather-0000',
  updates: botUpdates(),
  forgets: true,
  readsGroups: true,
  webhook: false,
  channel: 'TinMangXanh',
  posts: Array.from({ length: 45 }, (_, index) => ({
    number: 100 + index,
    html: `Thông báo số <b>${index}</b><br/>Xin cảm ơn`,
    at: hoursAgo(300 - index * 6),
  })),
});
