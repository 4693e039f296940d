import { describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/forum.ts';
import { collectOnce, createTestFetch } from '../support/collect.ts';
import { type ForumPages, startForumSite } from '../support/stand-ins/forum-site.ts';

type Row = [id: number, kind: string, author: string | null, name: string, at: string | null, text: string];

interface Software {
  software: string;
  pages: ForumPages;
  board: string;
  title: string;
  thread: string;
  /** Address of the first post. */
  permalink: string;
  rows: Row[];
}

const softwares: Software[] = [
  {
    software: 'phpbb',
    pages: {
      folder: 'forum-phpbb',
      files: {
        '/dd/viewforum.php?f=3': 'board.html',
        '/dd/viewforum.php?f=3&sid=0a1b2c&start=25': 'board.html',
        '/dd/viewtopic.php?t=40': 'announcement.html',
        '/dd/viewtopic.php?t=51': 'thread-1.html',
        '/dd/viewtopic.php?t=51&start=10': 'thread-2.html',
      },
    },
    board: '/dd/viewforum.php?f=3',
    title: 'Rớt mạng lúc 20h, ai bị giống em không?',
    thread: '51',
    permalink: '/dd/viewtopic.php?p=601#p601',
    rows: [
      [500, 'post', '2', 'Ban quản trị', '2026-11-01T01:00:00.000Z', 'Đêm 15/11 nâng cấp trạm.'],
      [601, 'post', '77', 'thu_trang', '2026-11-21T13:05:00.000Z', 'Cứ 20h là rớt mạng. :x Gọi tổng đài thì máy bận.'],
      [
        602,
        'comment',
        null,
        'Khách',
        '2026-11-21T14:40:00.000Z',
        'Khu em cũng vậy, đo thử:\n\nping 1.1.1.1 time=800ms',
      ],
      [
        604,
        'comment',
        '80',
        'hai.nguyen',
        '2026-11-22T14:30:00.000Z',
        'Kỹ thuật hẹn sáng qua sửa mà không thấy ai tới …',
      ],
    ],
  },
  {
    software: 'mybb',
    pages: {
      folder: 'forum-mybb',
      original: 'https://song-khoe.example',
      files: {
        '/forumdisplay.php?fid=4': 'board.html',
        '/forumdisplay.php?fid=4&page=2': 'board.html',
        '/showthread.php?tid=88': 'thread-1.html',
        '/showthread.php?tid=88&page=2': 'thread-2.html',
      },
    },
    board: '/forumdisplay.php?fid=4',
    title: 'Tự nhiên bị trừ 15k gói GameHay',
    thread: '88',
    permalink: '/showthread.php?tid=88&pid=901#pid901',
    rows: [
      [
        901,
        'post',
        '31',
        'Bảo Khang',
        '2026-11-22T11:10:00.000Z',
        'Em không đăng ký gì cả mà bị trừ 15.000đ/tuần. Angry',
      ],
      [903, 'comment', '40', 'mit_uot', '2026-11-22T14:45:00.000Z', 'Nhắn cú pháp này xem:\n\nHUY GAME gui 9029'],
      [905, 'comment', null, 'Khách lạ', '2026-11-22T22:20:00.000Z', 'Gọi 18001091 họ hoàn tiền đó.'],
    ],
  },
  {
    software: 'smf',
    pages: {
      folder: 'forum-smf',
      original: 'https://may-tre.example',
      files: {
        '/index.php?board=6.0': 'board.html',
        '/index.php?board=6.20': 'board.html',
        '/index.php?topic=12.0': 'thread-1.html',
        '/index.php?topic=12.15': 'thread-2.html',
      },
    },
    board: '/index.php?board=6.0',
    title: 'Modem nháy đỏ, ba ngày chưa sửa',
    thread: '12',
    permalink: '/index.php?topic=12.msg70#msg70',
    rows: [
      [
        70,
        'post',
        '15',
        'Lê Vy',
        '2026-11-20T01:15:00.000Z',
        'Modem nháy đèn LOS đỏ từ thứ sáu.\n\nBáo 3 lần, lần nào cũng "đã ghi nhận" :(',
      ],
      [72, 'comment', null, 'Khách A', '2026-11-22T15:05:30.000Z', 'Đứt cáp rồi, thử xem log:\n\nPON: down'],
      [73, 'comment', '22', 'tuan88', '2026-11-22T23:41:09.000Z', 'Sáng nay thợ tới rồi nhé.'],
    ],
  },
  {
    software: 'vbulletin3',
    pages: {
      folder: 'forum-vbulletin3',
      files: {
        '/forumdisplay.php?f=9': 'board.html',
        '/forumdisplay.php?f=9&order=desc&page=2': 'board.html',
        '/showthread.php?t=300': 'thread-1.html',
        '/showthread.php?t=300&page=2': 'thread-2.html',
      },
    },
    board: '/forumdisplay.php?f=9',
    title: 'Nạp thẻ xong không thấy tiền',
    thread: '300',
    permalink: '/showthread.php?t=300&p=7010#post7010',
    rows: [
      [
        7010,
        'post',
        '61',
        'Cô Ba',
        '2026-11-19T15:02:00.000Z',
        'Nạp thẻ 100k báo thành công mà tài khoản không lên.\n\nTổng đài trả lời 48 tiếng',
      ],
      [7011, 'comment', null, 'Khách qua đường', '2026-11-22T13:45:00.000Z', 'Mình cũng bị, bấm thử:\n\n*101#'],
      [7013, 'comment', '70', 'Tư Ếch', '2026-11-22T23:05:00.000Z', 'Ra cửa hàng họ xử lý liền.'],
    ],
  },
  {
    software: 'vbulletin4',
    pages: {
      folder: 'forum-vbulletin4',
      files: {
        '/forumdisplay.php?5-dich-vu-so': 'board.html',
        '/forumdisplay.php?5-dich-vu-so/page2': 'board.html',
        '/showthread.php?410-App-dang-nhap-khong-nhan-ma': 'thread-1.html',
        '/showthread.php?410-App-dang-nhap-khong-nhan-ma/page2': 'thread-2.html',
      },
    },
    board: '/forumdisplay.php?5-dich-vu-so',
    title: 'App đăng nhập không nhận mã',
    thread: '410',
    permalink: '/showthread.php?t=410&p=8801#post8801',
    rows: [
      [
        8801,
        'post',
        '91',
        'Hồng Nhung',
        '2026-11-21T02:12:00.000Z',
        'Mã OTP không về, thử 5 lần rồi.\n\nMáy Android đời 2020',
      ],
      [8803, 'comment', null, 'Khách 3', '2026-11-22T12:05:00.000Z', 'Gỡ app cài lại:\n\nadb uninstall app'],
      [8805, 'comment', '95', 'Phi', '2026-11-22T16:30:00.000Z', 'Bản mới nhất sửa rồi đó bạn.'],
    ],
  },
  {
    software: 'vbulletin5',
    pages: {
      folder: 'forum-vbulletin5',
      files: {
        '/forum/truyen-hinh': 'board.html',
        '/forum/truyen-hinh/510-hop-tv-treo-logo': 'thread-1.html',
        '/forum/truyen-hinh/510-hop-tv-treo-logo/page2': 'thread-2.html',
      },
    },
    board: '/forum/truyen-hinh',
    title: 'Hộp TV treo logo',
    thread: '510',
    permalink: '/forum/truyen-hinh/510-hop-tv-treo-logo?p=510#post510',
    rows: [
      [
        510,
        'post',
        '33',
        'Minh Tâm',
        '2026-11-20T00:00:00.000Z',
        'Bật hộp lên là treo logo, khởi động lại 3 lần vẫn vậy.',
      ],
      [511, 'comment', null, 'Khách 2', '2026-11-21T13:30:00.000Z', 'Rút điện 5 phút là được.'],
      [513, 'comment', '41', 'Vy', '2026-11-22T15:15:00.000Z', 'Nhà em phải đổi hộp mới.'],
    ],
  },
];

describe.each(softwares)('a board of $software', ({ software, pages, board, title, thread, permalink, rows }) => {
  const read = async <T>(use: (settings: object, origin: string, requests: string[]) => Promise<T>) => {
    const site = await startForumSite(pages);
    try {
      return await use({ url: `${site.origin}${board}`, software, delaySeconds: 0 }, site.origin, site.requests);
    } finally {
      await site.close();
    }
  };

  it('yields what was said, by whom and when, without quotations, signatures and notes', async () => {
    await read(async (settings, origin) => {
      const { posts, errors, thrown, warnings } = await collectOnce(crawler, settings);
      expect({ errors, thrown, warnings }).toEqual({ errors: [], thrown: undefined, warnings: [] });
      const host = new URL(origin).host;
      const id = (kind: string, of: string | null) => of && `${host}/${kind}/${of}`;
      const found = posts.map((post): Row => {
        const number = Number(post.externalId.replace(`${host}/posts/`, ''));
        const author = post.author.id?.replace(`${host}/users/`, '') ?? null;
        return [number, post.kind, author, post.author.name ?? '', post.publishedAt, post.text];
      });
      expect(found).toEqual(rows);
      const opening = posts.find((post) => post.title === title);
      expect(opening).toMatchObject({ url: `${origin}${permalink}`, threadId: id('threads', thread) });
    });
  });

  it('is asked for nothing but the list while nothing changes', async () => {
    await read(async (settings, _origin, requests) => {
      const { cursor } = await collectOnce(crawler, settings);
      const before = requests.length;
      const again = await collectOnce(crawler, settings, { cursor });
      expect(again).toMatchObject({ posts: [], errors: [], thrown: undefined });
      expect(requests.slice(before).filter((path) => path !== '/robots.txt')).toEqual([board]);
    });
  });
});

it.each(softwares)(
  'a page of $software is recognised, its list and its threads',
  async ({ software, pages, board }) => {
    const site = await startForumSite(pages);
    const { fetch, close } = createTestFetch();
    const tell = (path: string) =>
      crawler.recognise?.(crawler.settings.parse({ url: `${site.origin}${path}`, delaySeconds: 0 }), {
        fetch,
        signal: new AbortController().signal,
      });
    const thread = Object.keys(pages.files).find((path) => pages.files[path] === 'thread-1.html') ?? '';
    expect(await tell(board)).toMatchObject({ software, page: 'board' });
    expect(await tell(thread)).toMatchObject({ software, page: 'thread' });
    const { posts, cursor } = await collectOnce(crawler, { url: `${site.origin}${board}`, delaySeconds: 0 });
    expect(posts.length).toBeGreaterThan(2);
    expect(cursor).toMatchObject({ software });
    await close();
    await site.close();
  },
);
