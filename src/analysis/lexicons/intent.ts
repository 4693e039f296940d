/** What a text wants, by the words that show it. Own lists; `!` as in topics.ts. */
export const intentPhrases = {
  question: `cho hỏi, cho em hỏi, cho mình hỏi, cho tôi hỏi, cho e hỏi, cho m hỏi, em hỏi, xin hỏi, muốn hỏi, hỏi chút, hỏi tí, hỏi ngu, thắc mắc, có ai biết, ai biết, không ạ, không mọi người, không vậy, không nhỉ, không ad, được không, có được không, dùng được không, phải không,
    bao nhiêu, bao lâu, khi nào, bao giờ, thế nào, như thế nào, làm sao, làm thế nào, kiểu gì ạ, là gì, là sao, ở đâu, chỗ nào, cái nào, gói nào, mạng nào, bên nào, nào ạ, gì ạ, chưa ạ, chưa mọi người, chưa nhỉ, nên dùng, nên lắp, nên mua, nên đăng ký, nên chọn, phân vân, review, xin review, cần giấy tờ gì, hay là, hay phải,
    có mất phí không, có mất tiền không, how do, how can, how much, how long, can i, can anyone, does, is there, which, what is, where can, any recommendation, should i, do they, any idea`,
  request: `nhờ, nhờ hỗ trợ, nhờ kiểm tra, nhờ ad, giúp mình, giúp em, giúp tôi, giúp với, giúp e, giúp ạ, hộ mình, hộ em, check hộ, kiểm tra hộ, kiểm tra giúp, hỗ trợ giúp, hỗ trợ em, hỗ trợ mình, tư vấn giúp, xem giúp, cho mình xin, cho em xin, cho tôi xin, xin cho, xin cấp lại, vui lòng, đề nghị, yêu cầu, mong, kính mong,
    cần lắp, cần tư vấn, cần gặp, cần hỗ trợ, cần gặp kỹ thuật, check inbox, rep inbox, trả lời inbox, gọi lại cho, đi ạ, đi ad, thêm tính năng, mở lại, đổi giúp, huỷ giúp, tắt giúp, khoá giúp, mở giúp, please, could you, could someone, can you please, i need, dm me, send me, help me`,
  statement: `tuyển dụng, thông báo, công bố, khai trương, ra mắt, theo quy định, cảnh báo, dự kiến, cho biết, mẹo, chia sẻ kinh nghiệm, cẩn thận, lưu ý, nhớ, nhé cả nhà, nha mọi người, nha bà con, nha các, nhé mọi người, đấu giá, phóng sự, doanh thu, bộ trưởng, bắt tay, phát sóng thêm, bảo trì, nâng cấp hạ tầng, has launched, announced, launches, ministry says`,
} as const;

export type IntentCue = keyof typeof intentPhrases;

/** Last words of a question without its mark ("... dc ko", "... chưa vậy", "... hả mọi người"). */
export const questionEnd = /^(?:không|khong|chưa|chua|hả|ha|nhỉ|nhi|gì|gi|sao|vậy|vay|nào|nao|đâu|dau|thế|mấy|may)$/;
/** May follow the last word of a question. */
export const politeEnd =
  /^(?:ạ|a|mọi|moi|người|nguoi|ad|các|cac|bác|bac|bạn|ban|anh|chị|chi|em|mn|nhỉ|vậy|vay|cả|ca|nhà|nha|với|voi|shop|mấy|may|z|thế|the|ta|mng|mem|\?|\?\?|\.|!|\.\.\.)$/;

/** Breaking with an operator, whatever the other one. */
export const leavingPhrases = `huỷ hợp đồng, cắt hợp đồng, chấm dứt hợp đồng, bỏ mạng, cắt mạng, bỏ sim, vứt sim, bẻ sim, huỷ thuê bao, trả đầu thu, sẽ không dùng, không dùng nữa, không bao giờ dùng, tẩy chay, thì tôi đi, cho ra đảo, cắt luôn, lắp bên khác, chuyển bên khác, qua bên khác, sang bên khác, nhà khác qua, bên khác qua, đổi nhà mạng, sang mạng khác, đổi sim, chuyển nhà mạng, qua mạng khác, chuyển mạng giữ số, bye, bye bye, tạm biệt,
  done with, cancel my contract, cancel my subscription, i'm leaving`;
