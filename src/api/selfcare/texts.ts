import type { PendingOn, TicketStatus } from '../../domain/ticket.ts';

/** The words of the customers' website: Vietnamese first, English beside it. */

export type Lang = 'vi' | 'en';
export const LANGS: readonly Lang[] = ['vi', 'en'];

const TEXTS = {
  care: ['Chăm sóc khách hàng', 'Customer care'],
  skip: ['Tới nội dung chính', 'Skip to content'],
  other: ['English', 'Tiếng Việt'],
  menu: ['Mục lục', 'Menu'],
  mine: ['Phản ánh của tôi', 'My complaints'],
  data: ['Dữ liệu của tôi', 'My data'],
  menuMine: ['Phản ánh', 'Complaints'],
  menuNew: ['Gửi mới', 'New'],
  signOut: ['Đăng xuất', 'Sign out'],
  hotline: ['Gọi tổng đài', 'Call us'],
  back: ['Quay lại', 'Back'],
  welcome: ['Chúng tôi lắng nghe Quý khách', 'We are listening'],
  promise: [
    'Gửi phản ánh kèm hình ảnh, theo dõi từng bước xử lý và trao đổi trực tiếp với chúng tôi. Không cần mật khẩu.',
    'Send a complaint with pictures, follow what becomes of it and talk with us. No password needed.',
  ],
  who: ['E-mail hoặc số điện thoại', 'E-mail address or phone number'],
  whoEmail: ['Địa chỉ e-mail', 'E-mail address'],
  whoPhone: ['Số điện thoại', 'Phone number'],
  whoHint: ['Chúng tôi gửi tới đó một mã 6 số để đăng nhập.', 'We send a six-digit code there to sign in with.'],
  getCode: ['Nhận mã', 'Get a code'],
  badIdentity: [
    'Địa chỉ hoặc số này không đúng. Xin kiểm tra lại.',
    'This is no address or number we can reach: please check it.',
  ],
  codeTitle: ['Nhập mã xác nhận', 'Enter the code'],
  codeSent: ['Nếu địa chỉ đúng, mã 6 số đã được gửi tới', 'If that is right, a six-digit code was sent to'],
  code: ['Mã 6 số', 'Six-digit code'],
  codeHint: ['Mã dùng được trong 10 phút.', 'It is good for ten minutes.'],
  enter: ['Đăng nhập', 'Sign in'],
  again: ['Chưa nhận được? Lấy mã khác', 'Nothing came? Get another code'],
  wrongCode: [
    'Mã không đúng, đã hết hạn hoặc đã nhập sai quá nhiều lần.',
    'The code is wrong, over, or was tried too often.',
  ],
  signedOut: ['Quý khách đã đăng xuất.', 'You are signed out.'],
  sent: ['Đã gửi. Chúng tôi đã nhận được phản ánh của Quý khách.', 'Sent. We have your complaint.'],
  answered: ['Đã gửi trả lời của Quý khách.', 'Your answer was sent.'],
  complain: ['Gửi phản ánh', 'New complaint'],
  none: ['Quý khách chưa có phản ánh nào.', 'There are no complaints yet.'],
  noneHint: [
    'Mạng chậm, cước chưa đúng hay thái độ phục vụ chưa tốt? Hãy cho chúng tôi biết.',
    'A slow network, a wrong bill, poor service? Let us know.',
  ],
  unread: ['Có trả lời mới', 'New answer'],
  receiving: ['Đang tạo mã số…', 'Being numbered…'],
  sentAt: ['Gửi lúc', 'Sent'],
  due: ['Dự kiến xong trước', 'Expected before'],
  solvedAt: ['Giải quyết lúc', 'Solved'],
  number: ['Phản ánh số', 'Complaint no.'],
  you: ['Quý khách', 'You'],
  conversation: ['Trao đổi', 'Conversation'],
  progress: ['Tiến độ', 'Progress'],
  stepTaken: ['Tiếp nhận', 'Received'],
  stepWork: ['Xử lý', 'In work'],
  stepDone: ['Hoàn tất', 'Done'],
  answer: ['Trả lời', 'Answer'],
  answerHint: ['Viết thêm cho chúng tôi', 'Write to us'],
  byMail: [
    'Phản ánh này gửi qua e-mail hoặc tin nhắn: xin trả lời tại đó.',
    'This came by mail or message: please answer there.',
  ],
  over: [
    'Phản ánh này đã đóng. Nếu cần, Quý khách hãy gửi phản ánh mới.',
    'This complaint is closed. If need be, send a new one.',
  ],
  name: ['Tên của Quý khách (không bắt buộc)', 'Your name (optional)'],
  what: ['Nội dung phản ánh', 'What happened'],
  whatHint: [
    'Việc gì, ở đâu, từ khi nào? Không ghi mật khẩu hay mã OTP.',
    'What, where, since when? Never write passwords or codes.',
  ],
  pictures: ['Hình ảnh hoặc tệp (không bắt buộc)', 'Pictures or files (optional)'],
  picturesHint: [
    'Tối đa 10 tệp, mỗi tệp 10 MB: ảnh, PDF, âm thanh, video. Vị trí và thông tin máy trong ảnh được xoá.',
    'Up to 10 files of 10 MB: pictures, PDF, sound, video. Place and device are taken out of pictures.',
  ],
  send: ['Gửi', 'Send'],
  empty: ['Xin viết nội dung.', 'Please write something.'],
  tooLong: ['Nội dung quá dài (tối đa 5.000 ký tự).', 'That is too long (5,000 characters at most).'],
  tooLarge: ['Tệp quá lớn: tối đa 25 MB cho mỗi lần gửi.', 'The files are too large: 25 MB at most.'],
  fileWaits: ['đang kiểm tra', 'being checked'],
  fileRefused: ['không nhận được', 'was not taken'],
  rate: ['Quý khách hài lòng thế nào với việc xử lý?', 'How satisfied are you with how we handled it?'],
  rate5: ['Rất hài lòng', 'Very satisfied'],
  rate4: ['Hài lòng', 'Satisfied'],
  rate3: ['Bình thường', 'Neutral'],
  rate2: ['Không hài lòng', 'Dissatisfied'],
  rate1: ['Rất không hài lòng', 'Very dissatisfied'],
  comment: ['Góp ý thêm (không bắt buộc)', 'Anything to add (optional)'],
  rated: ['Cảm ơn Quý khách đã đánh giá!', 'Thank you for your rating!'],
  noRating: ['Xin chọn một mức đánh giá.', 'Please choose a rating.'],
  dataIntro: [
    'Đây là những gì chúng tôi lưu về Quý khách dưới địa chỉ đã xác nhận.',
    'This is what we keep of you under the address that you proved.',
  ],
  address: ['Đã xác nhận', 'Proved'],
  knownBy: ['Thông tin nhận ra Quý khách', 'What you are known by'],
  complaints: ['Phản ánh', 'Complaints'],
  download: ['Tải toàn bộ về máy (JSON)', 'Download everything (JSON)'],
  erase: ['Xoá dữ liệu của tôi', 'Erase my data'],
  eraseHint: [
    'Nội dung phản ánh, trao đổi, tệp và thông tin liên hệ sẽ bị xoá vĩnh viễn. Việc này không lấy lại được. Bản sao lưu cũ được giữ đến hết hạn.',
    'What you wrote, what was answered, files and contacts are erased for good. Backups made before are kept until they end.',
  ],
  eraseCode: ['Gửi mã xác nhận xoá', 'Send a code to confirm'],
  eraseNow: ['Xoá vĩnh viễn', 'Erase for good'],
  erased: ['Dữ liệu của Quý khách đã được xoá. Xin cảm ơn.', 'Your data was erased. Thank you.'],
  eraseOpen: [
    'Yêu cầu xoá đã được ghi nhận, người có thẩm quyền sẽ thực hiện.',
    'Your request was noted; an authorised person will carry it out.',
  ],
  eraseRefused: ['Yêu cầu xoá bị từ chối:', 'The request to erase was refused:'],
  notFound: ['Không có trang này, hoặc không phải của Quý khách.', 'There is no such page, or it is not yours.'],
  stale: ['Trang đã cũ. Xin quay lại và thử lần nữa.', 'The page was too old. Please go back and try again.'],
  tooMany: ['Quá nhiều lần thử. Xin đợi một lát.', 'Too many tries. Please wait a while.'],
  failed: ['Có lỗi xảy ra. Xin thử lại sau.', 'Something went wrong. Please try again later.'],
  closed: ['Trang này chưa mở.', 'This page is not open.'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

export type TextKey = keyof typeof TEXTS;
export type Say = (key: TextKey) => string;

export const sayIn =
  (lang: Lang): Say =>
  (key) =>
    TEXTS[key][lang === 'vi' ? 0 : 1];

const STATES: Record<TicketStatus, readonly [vi: string, en: string]> = {
  new: ['Đã tiếp nhận', 'Received'],
  open: ['Đang xử lý', 'In work'],
  pending: ['Chờ Quý khách bổ sung', 'Waiting for you'],
  resolved: ['Đã giải quyết', 'Solved'],
  closed: ['Đã đóng', 'Closed'],
};

/** The state of a complaint in plain words. */
export function stateWords(lang: Lang, status: TicketStatus, pendingOn: PendingOn | null): string {
  const at = lang === 'vi' ? 0 : 1;
  if (status === 'pending' && pendingOn === 'third-party')
    return ['Chờ đơn vị liên quan', 'Waiting for another party'][at] ?? '';
  return STATES[status][at];
}
