/** Words that say nothing of what a text is about, without marks, in Vietnamese and English: left out where texts are compared by their words. */
export const commonWords: ReadonlySet<string> = new Set(
  `a ad ai anh ba bac ban bao bi boi cac cai can chac chang chi cho chua chung chu co con cua cung da dang day de dem den deu di do du
  duoc e em gi giup ha hay hoi hom hon khi khong la lai lam len luc luon ma may minh moi mot muon nao nay neu ngay nhe nhieu nhu nhung
  nua o oi qua ra rang rat roi sao se shop tai the theo thi thoi toi tren trong tu tung vao van vay ve vi viec voi vua xin xuong
  the an and are be but by can do for from have i in is it me my no not of on or so that this to was we what when with you your`
    .trim()
    .split(/\s+/),
);
