/** Products with a name, as people write them; the name before `=` is how it is shown. Own list. */
export const products = `
My Viettel = my viettel, myviettel
My VNPT = my vnpt, myvnpt
My MobiFone = my mobifone, mymobifone, my mobi
My VinaPhone = my vinaphone
Hi FPT = hi fpt, hifpt
Viettel Money = viettel money, viettelmoney
ViettelPay = viettelpay, viettel pay
VNPT Money = vnpt money, vnptmoney
MobiFone Money = mobifone money
Viettel++ = viettel++, viettel + +, viettel ++
TV360 = tv360, tv 360
MyTV = mytv, my tv
FPT Play = fpt play, fptplay
K+ = k+, k +
ClipTV = cliptv, clip tv
VTVcab = vtvcab, vtv cab
SCTV Online = sctv online
VTVGo = vtvgo, vtv go
Mocha = mocha app, app mocha
Imuzik = imuzik
Funring = funring
RingTunes = ringtunes
MobiTV = mobitv
`;

/** The letters before the figure in names of data and call packages of Vietnam's operators ("ST120K", "MXH100", "C90N", "5G150"). */
export const packagePrefixes = `st sd mxh vd ct cs kc max umax mimax big tg hd hdt hdp dt yt 5g na nh rh ra rc cb tk ntc dip ds mfy agg
  dtn dthn mt umt gx kt fg dk ws`;

/** Words before the name of a package that make sure of it. */
export const packageCues = `gói, gói cước, gói data, gói mạng, đăng ký, đăng kí, huỷ, gia hạn, dùng gói, package, plan`;
