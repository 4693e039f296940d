import type { GraphState } from '../../../src/demo/stand-ins/graph-api.ts';
import type { InstagramState } from './instagram-api.ts';

const second = (time: string) => Date.parse(time) / 1000;
export const PAGE = { id: '1000', name: 'Mạng Xanh' };
const an = { id: '2001', name: 'Trần An' };
const binh = { id: '2002', name: 'Lê Bình' };
const chi = { id: '2003', name: 'Phạm Chi' };

/** A page as a telecom might have it in November 2026: its own posts, visitors, tags, replies three levels deep. */
export function samplePage(): GraphState {
  return {
    pageId: PAGE.id,
    token: 'EAAG-page-token',
    appId: '77',
    appSecret: 'app-secret-0123456789',
    proofRequired: false,
    tokenEnds: 0,
    tokenValid: true,
    usage: {},
    mostPerPage: 100,
    feed: [
      {
        id: '1000_501',
        from: PAGE,
        message: 'Gói cước mới cho sinh viên',
        at: second('2026-11-20T02:00:00Z'),
        comments: [
          { id: '501_11', from: an, message: 'Gói này có 5G không?', at: second('2026-11-20T03:00:00Z') },
          {
            id: '501_12',
            from: binh,
            message: 'Mạng nhà mình yếu suốt mấy hôm nay',
            at: second('2026-11-21T09:00:00Z'),
            replies: [
              {
                id: '501_13',
                from: PAGE,
                message: 'Bạn cho bên mình xin địa chỉ nhé',
                at: second('2026-11-21T09:20:00Z'),
                replies: [{ id: '501_14', from: binh, message: 'Mình ở quận 7 ạ', at: second('2026-11-21T09:40:00Z') }],
              },
            ],
          },
        ],
      },
      {
        id: '1000_502',
        from: chi,
        message: 'Tổng đài gọi mãi không ai nghe máy!',
        at: second('2026-11-19T12:00:00Z'),
        comments: [{ id: '502_21', from: an, message: 'Mình cũng vậy', at: second('2026-11-19T13:00:00Z') }],
      },
      { id: '1000_503', from: PAGE, at: second('2026-11-18T01:00:00Z'), comments: [] },
    ],
    tagged: [
      {
        id: '2003_900',
        from: chi,
        message: 'Mạng Xanh tính sai cước tháng này của mình',
        at: second('2026-11-21T15:00:00Z'),
        comments: [],
      },
    ],
  };
}

/** The page's Instagram account: two media with comments and replies, and a tag. */
export const sampleInstagram = (): InstagramState => ({
  accountId: '17841400000000000',
  mostPerPage: 100,
  media: [
    {
      id: '18001',
      at: second('2026-11-20T05:00:00Z'),
      comments: [
        {
          id: '17901',
          username: 'an.tran',
          authorId: '3001',
          text: 'Đăng ký gói này sao không được?',
          at: second('2026-11-20T08:00:00Z'),
          replies: [
            {
              id: '17902',
              username: 'mangxanh',
              authorId: '17841400000000000',
              text: 'Bạn gửi số nhé',
              at: second('2026-11-20T08:30:00Z'),
            },
            {
              id: '17903',
              username: 'an.tran',
              authorId: '3001',
              text: 'Mình gửi rồi mà chưa ai trả lời',
              at: second('2026-11-21T08:30:00Z'),
            },
          ],
        },
        { id: '17904', username: 'binh.le', authorId: '3002', text: 'Đẹp quá', at: second('2026-11-22T01:00:00Z') },
      ],
    },
    { id: '18002', at: second('2026-11-10T05:00:00Z'), comments: [] },
  ],
  tags: [
    { id: '18100', username: 'chi.pham', caption: 'Sóng @mangxanh ở đây yếu thật', at: second('2026-11-19T05:00:00Z') },
  ],
});
