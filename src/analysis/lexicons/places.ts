/**
 * Vietnam's provinces and what people call them: a line is `province since July 2025 | province before (63) | names of the province | towns,
 * districts and resorts`. Own list after the administrative map; names that several provinces share are left out. `?` marks a name that is also
 * a common word or a person's: it counts only with capitals or after a word of place. Abbreviations only where they mean one place.
 */
export const places = `
Hà Nội|Hà Nội|hà nội, hanoi, thủ đô|ba đình, hoàn kiếm, tây hồ, long biên, cầu giấy, đống đa, hai bà trưng, hoàng mai, thanh xuân?, hà đông, nam từ liêm, bắc từ liêm, từ liêm, sóc sơn, đông anh, gia lâm, thanh trì, mê linh, sơn tây, ba vì, phúc thọ?, đan phượng, hoài đức, quốc oai, thạch thất, chương mỹ, thanh oai, thường tín, phú xuyên, ứng hoà, mỹ đức, mỹ đình, linh đàm, xuân mai, hoà lạc, times city, royal city, định công, trung hoà nhân chính, nội bài, phố cổ
Hồ Chí Minh|Hồ Chí Minh|hồ chí minh, tp hồ chí minh, thành phố hồ chí minh, tphcm, tp hcm, tp . hcm, hcm, hcmc, sài gòn, saigon, sg, sài thành, ho chi minh city|quận 1, quận 2, quận 3, quận 4, quận 5, quận 6, quận 7, quận 8, quận 9, quận 10, quận 11, quận 12, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q . 1, q . 2, q . 3, q . 4, q . 5, q . 6, q . 7, q . 8, q . 9, q . 10, q . 11, q . 12, district 1, district 2, district 3, district 7, district 9, thủ đức, gò vấp, bình thạnh, phú nhuận, tân bình?, tân phú?, bình tân, củ chi, hóc môn, nhà bè, bình chánh, cần giờ, phú mỹ hưng, thảo điền, chợ lớn, an phú đông, tân sơn nhất
Đà Nẵng|Đà Nẵng|đà nẵng, danang|hải châu, sơn trà, thanh khê, ngũ hành sơn, liên chiểu, cẩm lệ, hoà vang, bà nà
Đà Nẵng|Quảng Nam|quảng nam|tam kỳ, hội an, điện bàn, duy xuyên, đại lộc?, thăng bình, núi thành, tiên phước, trà my, phước sơn, nam giang, đông giang, tây giang, quế sơn, hiệp đức, cù lao chàm
Hải Phòng|Hải Phòng|hải phòng, haiphong, đất cảng|lê chân, ngô quyền, hồng bàng, hải an?, kiến an, đồ sơn, thuỷ nguyên, an dương?, an lão?, kiến thuỵ, tiên lãng, vĩnh bảo, cát hải, cát bà, bạch long vĩ
Hải Phòng|Hải Dương|hải dương|chí linh, kinh môn, nam sách, thanh hà?, cẩm giàng, bình giang, gia lộc, tứ kỳ, ninh giang, thanh miện, kim thành
Cần Thơ|Cần Thơ|cần thơ, tây đô|ninh kiều, bình thuỷ, cái răng, ô môn, thốt nốt, phong điền, cờ đỏ!, thới lai
Cần Thơ|Sóc Trăng|sóc trăng|vĩnh châu, ngã năm, kế sách, long phú, mỹ tú, mỹ xuyên, trần đề, cù lao dung
Cần Thơ|Hậu Giang|hậu giang|vị thanh, ngã bảy, long mỹ, phụng hiệp, vị thuỷ
Huế|Thừa Thiên Huế|huế, thừa thiên huế, thừa thiên, tt huế, cố đô|hương thuỷ, hương trà, phú vang, phú lộc?, nam đông, a lưới, phong điền huế, lăng cô
Lai Châu|Lai Châu|lai châu|tam đường?, sìn hồ, mường tè, than uyên, tân uyên lai châu, nậm nhùn, phong thổ
Điện Biên|Điện Biên|điện biên, điện biên phủ|mường nhé, mường chà, mường lay, tủa chùa, tuần giáo, nậm pồ, mường ảng
Sơn La|Sơn La|sơn la?|mộc châu, mai sơn, thuận châu, mường la, sông mã?, yên châu, vân hồ, sốp cộp, phù yên, bắc yên, quỳnh nhai
Lạng Sơn|Lạng Sơn|lạng sơn, xứ lạng|cao lộc, lộc bình, hữu lũng, chi lăng, bắc sơn, bình gia, tràng định, đình lập, đồng đăng
Quảng Ninh|Quảng Ninh|quảng ninh|hạ long, cẩm phả, uông bí, móng cái, đông triều, quảng yên, cô tô, vân đồn, tiên yên, bình liêu, ba chẽ, đầm hà, bãi cháy
Thanh Hóa|Thanh Hóa|thanh hoá, xứ thanh|sầm sơn, bỉm sơn, nghi sơn, tĩnh gia, hoằng hoá, quảng xương, nông cống, triệu sơn, thọ xuân, ngọc lặc, hậu lộc, hà trung, nga sơn, yên định, thạch thành, cẩm thuỷ, bá thước, quan hoá, mường lát, thường xuân, như xuân
Nghệ An|Nghệ An|nghệ an, xứ nghệ|tp vinh, thành phố vinh, tp . vinh, vinh?, cửa lò, thái hoà?, hoàng mai nghệ an, diễn châu, quỳnh lưu, yên thành, đô lương, nam đàn, nghi lộc, hưng nguyên, thanh chương, tân kỳ, nghĩa đàn, anh sơn, con cuông, tương dương, kỳ sơn, quế phong, quỳ châu, quỳ hợp
Hà Tĩnh|Hà Tĩnh|hà tĩnh|kỳ anh, hồng lĩnh, cẩm xuyên, can lộc, đức thọ, hương khê, hương sơn?, nghi xuân, thạch hà, vũ quang, lộc hà
Cao Bằng|Cao Bằng|cao bằng?|trùng khánh, hà quảng, bảo lâm?, bảo lạc, nguyên bình, thạch an, quảng hoà, bản giốc
Tuyên Quang|Tuyên Quang|tuyên quang|na hang, chiêm hoá, hàm yên, yên sơn?, sơn dương?, lâm bình
Tuyên Quang|Hà Giang|hà giang, hagiang, ha giang loop|đồng văn?, mèo vạc, yên minh?, quản bạ, hoàng su phì, xín mần, vị xuyên, bắc mê, bắc quang, lũng cú
Lào Cai|Lào Cai|lào cai|sa pa, sapa, bắc hà?, bát xát, mường khương, si ma cai, bảo thắng, bảo yên?, văn bàn, fansipan
Lào Cai|Yên Bái|yên bái|nghĩa lộ, mù cang chải, trạm tấu, văn chấn, trấn yên, lục yên, yên bình?, văn yên
Thái Nguyên|Thái Nguyên|thái nguyên|sông công, phổ yên, đồng hỷ, phú bình?, đại từ?, định hoá, võ nhai, phú lương?
Thái Nguyên|Bắc Kạn|bắc kạn, bắc cạn|ba bể, ngân sơn, chợ đồn, chợ mới bắc kạn, na rì, pác nặm, bạch thông
Phú Thọ|Phú Thọ|phú thọ|việt trì, lâm thao, thanh sơn?, thanh thuỷ?, tam nông, đoan hùng, hạ hoà, cẩm khê, yên lập, tân sơn?, phù ninh, thanh ba, đền hùng
Phú Thọ|Vĩnh Phúc|vĩnh phúc|vĩnh yên, phúc yên, bình xuyên, tam đảo, vĩnh tường, yên lạc, lập thạch, sông lô, tam dương
Phú Thọ|Hòa Bình|hoà bình?, tp hoà bình, tỉnh hoà bình|lương sơn?, mai châu, lạc sơn, lạc thuỷ, tân lạc, đà bắc, kim bôi, cao phong, yên thuỷ
Bắc Ninh|Bắc Ninh|bắc ninh|từ sơn, quế võ, yên phong, thuận thành, tiên du, gia bình, lương tài
Bắc Ninh|Bắc Giang|bắc giang|việt yên, hiệp hoà?, lục ngạn, lục nam, sơn động, yên dũng, yên thế, lạng giang, tân yên, quang châu
Hưng Yên|Hưng Yên|hưng yên, phố hiến|mỹ hào, văn lâm, văn giang, yên mỹ, khoái châu, ân thi, kim động, phù cừ, tiên lữ, ecopark
Hưng Yên|Thái Bình|thái bình?, tp thái bình, tỉnh thái bình|đông hưng, hưng hà, kiến xương, quỳnh phụ, thái thuỵ, tiền hải, vũ thư
Ninh Bình|Ninh Bình|ninh bình|tam điệp, hoa lư, nho quan, gia viễn, yên khánh, kim sơn, yên mô, tràng an?, tam cốc, phát diệm
Ninh Bình|Nam Định|nam định|mỹ lộc, vụ bản, ý yên, nghĩa hưng, nam trực, trực ninh, xuân trường, giao thuỷ, hải hậu
Ninh Bình|Hà Nam|hà nam?, tỉnh hà nam|phủ lý, duy tiên, kim bảng, thanh liêm?, lý nhân, bình lục, đồng văn hà nam
Quảng Trị|Quảng Trị|quảng trị|đông hà, vĩnh linh, gio linh, cam lộ, triệu phong, hải lăng, hướng hoá, đakrông, lao bảo
Quảng Trị|Quảng Bình|quảng bình|đồng hới, ba đồn, lệ thuỷ, bố trạch, quảng trạch, tuyên hoá, minh hoá, phong nha
Quảng Ngãi|Quảng Ngãi|quảng ngãi|bình sơn?, sơn tịnh, tư nghĩa, mộ đức, đức phổ, ba tơ, trà bồng, lý sơn, dung quất
Quảng Ngãi|Kon Tum|kon tum, kontum|măng đen, ngọc hồi, đắk tô, đăk tô, đắk glei, kon plông, kon rẫy, sa thầy, ia h'drai
Gia Lai|Gia Lai|gia lai|pleiku, plei ku, an khê, ayun pa, chư sê, chư prông, chư păh, đức cơ, ia grai, mang yang, krông pa, kbang, đak đoa
Gia Lai|Bình Định|bình định|quy nhơn, qui nhơn, an nhơn, hoài nhơn, phù cát, phù mỹ, tuy phước, tây sơn?, vân canh, hoài ân
Khánh Hòa|Khánh Hòa|khánh hoà|nha trang, cam ranh, ninh hoà, vạn ninh, diên khánh, cam lâm, khánh vĩnh, khánh sơn, trường sa
Khánh Hòa|Ninh Thuận|ninh thuận|phan rang, tháp chàm, ninh hải, ninh phước, thuận bắc, thuận nam, bác ái?, vĩnh hy
Lâm Đồng|Lâm Đồng|lâm đồng|đà lạt, dalat, đức trọng, đơn dương, di linh, lạc dương, lâm hà, đạ huoai, đạ tẻh, cát tiên, bảo lộc
Lâm Đồng|Bình Thuận|bình thuận|phan thiết, mũi né, la gi, lagi, tuy phong, bắc bình?, hàm thuận, hàm tân, tánh linh, đức linh, phú quý?
Lâm Đồng|Đắk Nông|đắk nông, đăk nông, đắc nông, daknong|gia nghĩa, đắk mil, cư jút, krông nô, đắk r'lấp, tuy đức, đắk song
Đắk Lắk|Đắk Lắk|đắk lắk, đăk lăk, đắc lắc, daklak|buôn ma thuột, ban mê thuột, buôn mê thuột, bmt, buôn hồ, krông pắc, ea h'leo, cư m'gar, ea kar, buôn đôn, lắk, krông ana, krông bông
Đắk Lắk|Phú Yên|phú yên|tuy hoà, sông cầu, đồng xuân, sơn hoà, sông hinh, tuy an, gành đá đĩa
Đồng Nai|Đồng Nai|đồng nai|biên hoà, long khánh, long thành, nhơn trạch, trảng bom, thống nhất đồng nai, vĩnh cửu, định quán, tân phú đồng nai, xuân lộc, cẩm mỹ
Đồng Nai|Bình Phước|bình phước|đồng xoài, phước long, bình long, chơn thành, bù đăng, bù đốp, bù gia mập, lộc ninh, hớn quản, đồng phú?
Hồ Chí Minh|Bình Dương|bình dương|thủ dầu một, dĩ an, thuận an?, tân uyên, bến cát, bàu bàng, dầu tiếng, phú giáo
Hồ Chí Minh|Bà Rịa - Vũng Tàu|bà rịa vũng tàu, bà rịa - vũng tàu, bà rịa, brvt, br-vt|vũng tàu, phú mỹ?, long điền, đất đỏ!, xuyên mộc, châu đức, côn đảo, hồ tràm
Tây Ninh|Tây Ninh|tây ninh|gò dầu, trảng bàng, hoà thành, tân châu tây ninh, dương minh châu, bến cầu, núi bà đen
Tây Ninh|Long An|long an?|tân an?, bến lức, đức hoà, đức huệ, cần giuộc, cần đước, tân trụ, thủ thừa, kiến tường, mộc hoá, tân hưng, vĩnh hưng
Vĩnh Long|Vĩnh Long|vĩnh long|bình minh?, long hồ, mang thít, tam bình?, trà ôn, vũng liêm
Vĩnh Long|Bến Tre|bến tre, xứ dừa|ba tri, bình đại, giồng trôm, mỏ cày, chợ lách, thạnh phú
Vĩnh Long|Trà Vinh|trà vinh|càng long, cầu kè, tiểu cần, trà cú, cầu ngang, duyên hải?
Đồng Tháp|Đồng Tháp|đồng tháp|cao lãnh, sa đéc, hồng ngự, tháp mười, lấp vò, lai vung, thanh bình đồng tháp
Đồng Tháp|Tiền Giang|tiền giang|mỹ tho, gò công, cai lậy, cái bè, chợ gạo, tân phước
Cà Mau|Cà Mau|cà mau, đất mũi|năm căn, ngọc hiển, đầm dơi, cái nước, u minh, thới bình, trần văn thời
Cà Mau|Bạc Liêu|bạc liêu|giá rai, hồng dân, phước long bạc liêu, vĩnh lợi, đông hải
An Giang|An Giang|an giang|long xuyên, châu đốc, tân châu, tịnh biên, tri tôn, chợ mới an giang, thoại sơn, núi cấm, châu phú
An Giang|Kiên Giang|kiên giang|rạch giá, hà tiên, phú quốc, kiên lương, hòn đất, giồng riềng, gò quao, an minh?, an biên, u minh thượng, nam du
`;

/** Words after which a name is surely of a place. */
export const placeCues = `ở, tại, về, lên, xuống, ra, vào, quê, tỉnh, huyện, quận, thị xã, thành phố, tp, tp ., tx, khu, khu vực, bên, dưới, trên, ngoài, từ, qua, chợ, phường, xã, in, at, near, from, to`;
