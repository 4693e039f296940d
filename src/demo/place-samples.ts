import type { StoreReview, StoreState } from './stand-ins/app-store.ts';
import type { PlayReview, PlayState } from './stand-ins/google-play.ts';
import type { GraphState } from './stand-ins/graph-api.ts';
import type { TubeState, TubeThread } from './stand-ins/youtube.ts';

/** What customers of “Mạng Sao” say in other places than the forum, written for the demo like the rest of its content. */

type Review = readonly [stars: number, title: string, text: string];

const playReviews: readonly Review[] = [
  [1, '', 'Cập nhật xong mở ứng dụng là văng ra ngoài, không tra được cước.'],
  [5, '', 'Giao diện mới đẹp, đổi gói chỉ hai chạm là xong.'],
  [2, '', 'Nạp tiền qua app bị trừ hai lần, nhắn hỗ trợ ba ngày chưa ai trả lời!'],
  [4, '', 'Dung tot nhung thinh thoang bao loi dang nhap'],
];
const storeReviews: readonly Review[] = [
  [1, 'Không nhận được mã OTP', 'Chờ nửa tiếng không có mã, gọi tổng đài thì bận suốt.'],
  [5, 'Tiện', 'Xem được dung lượng còn lại ngay trên màn hình khóa.'],
  [3, 'Tạm được', 'Nên thêm giao diện tối và đăng nhập bằng vân tay.'],
];
const comments: readonly (readonly [author: string, text: string])[] = [
  ['Minh Quân', 'Gói này đăng ký xong tốc độ vẫn như cũ, quảng cáo nói quá rồi.'],
  ['Hà My', 'video hay, ad cho hỏi gói này có dùng được khi ra nước ngoài không ạ'],
  ['Bảo Trâm', 'Nhà mình mất internet hai ngày, gọi kỹ thuật hẹn rồi không tới!!!'],
];
const pagePosts: readonly (readonly [author: string, text: string])[] = [
  ['Ngọc Diệp', 'Mạng Sao ơi sao tài khoản mình tự nhiên mất 50 nghìn vậy, mình không đăng ký gì hết.'],
  ['Văn Hậu', 'Nhân viên cửa hàng đường Lê Lợi hỗ trợ rất nhiệt tình, cảm ơn Mạng Sao.'],
];

const HOUR = 3600;
const seconds = (now: Date) => Math.floor(now.getTime() / 1000);

export function samplePlay(now: Date): PlayState {
  const reviews = playReviews.map(
    ([stars, , text], at): PlayReview => ({
      id: `danh-gia-${at}`,
      author: `Người dùng ${at + 1}`,
      text,
      stars,
      at: seconds(now) - (at + 1) * HOUR,
    }),
  );
  return { package: 'vn.mangsao.app', reviews, now: seconds(now), readsAllowed: 1e6, mostPerPage: 100 };
}

export function sampleStore(now: Date): StoreState {
  const reviews = storeReviews.map(
    ([stars, title, text], at): StoreReview => ({
      id: String(9001 + at),
      author: `nguoi.dung.${at + 1}`,
      authorId: String(7001 + at),
      title,
      text,
      stars,
      version: '3.2.0',
      at: seconds(now) - (at + 2) * HOUR,
    }),
  );
  return { appId: '1500000001', reviews: { vn: reviews }, perPage: 50 };
}

export function sampleTube(now: Date): TubeState {
  const channelId = 'UCmangsao0000000000000ab';
  const video = { id: 'mangsao0001', title: 'Gói cước mới của Mạng Sao', description: '', channelId };
  const threads = comments.map(
    ([author, text], at): TubeThread => ({
      id: `binh-luan-${at}`,
      videoId: video.id,
      author,
      authorChannel: `UCkhach0000000000000000${at}`,
      text,
      at: seconds(now) - (at + 1) * HOUR,
      replies: [],
    }),
  );
  const videos = [{ ...video, at: seconds(now) - 24 * HOUR }];
  return { key: 'demo-key', channelId, threads, videos, closed: [], unitsLeft: 1e6, mostPerPage: 100 };
}

export function samplePage(now: Date): GraphState {
  const page = { id: '101', name: 'Mạng Sao' };
  const at = seconds(now) - 6 * HOUR;
  const replies = pagePosts.map(([name, message], index) => ({
    id: `101_1_${index}`,
    from: { id: `20${index}`, name },
    message,
    at: at + (index + 1) * HOUR,
  }));
  const post = { id: '101_1', from: page, message: 'Mạng Sao ra mắt gói cước mới.', at, comments: replies };
  return {
    pageId: page.id,
    token: 'demo-token',
    appId: '1',
    appSecret: 'demo-secret',
    proofRequired: false,
    feed: [post],
    tagged: [],
    tokenEnds: 0,
    tokenValid: true,
    usage: {},
    mostPerPage: 100,
  };
}
