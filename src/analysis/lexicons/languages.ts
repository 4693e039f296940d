/** Frequent small words of languages, by which a text without Vietnamese letters is told apart. Own lists. */
export const functionWords: Record<'vi' | 'en' | 'other', string> = {
  vi: `la va cua co cho khong ko k duoc dc minh toi em anh chi ban bac thi ma cung nhu nay kia do day voi vs tu den ra vao len xuong di ve lai roi r cai con nhung cac mot hai ba
    nguoi nha mang sim goi tong dai khach hang tien cuoc bi tru mat nhan tin dang ky dk dung xai sao gi j nao dau ai bao nhieu hoi qua rat lam nhe nha a oi u uh vay z the
    chua chi gio h nam thang ngay tuan hom qua nay mai sang toi trua chieu khi luc neu vi nen boi tai do con nua deu van cu hay dung sai tot xau te kem nhanh cham lag vl vcl
    thay biet muon can phai hon nhat het moi cu nhieu it tren duoi trong ngoai truoc sau ban mua ok ngon re dat on cam xin loi giup ho tro nv cskh dt sdt`,
  en: `the and is are was were be been to of in on at for with from by it its this that these those i you he she we they my your our their me him us them not no don't can't won't
    do does did have has had will would can could should what which who when where why how there here so but or if as about just all any some more very too still again please
    thanks thank hi hello get got need want know like good bad new now out up down off over after before never always because work works working
    it's i'm i've you're that's didn't doesn't isn't let's than then only really every time day week month year phone service network internet help am an a`,
  other: `el la los las un una que y en es por para con no se lo su como pero muy gracias hola esta este del al le les des et est pas pour dans vous nous avec sur mais je tu il elle
    merci bonjour ce cette qui une der die das und ist nicht ein eine ich sie wir mit auf fur von zu den dem bitte danke yang dan di ini itu dengan untuk tidak saya kamu ada dari ke
    akan bisa sudah tapi juga terima kasih apa kami ang ng sa mga ko mo ako ikaw siya hindi ito po naman lang kung para salamat o e os as um uma nao com mas obrigado voce isso
    il che di non per sono grazie ciao anche questo bir ve bu icin ile cok degil`,
};
