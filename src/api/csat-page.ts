/** The page on which customers rate: Vietnamese first, English beside it; it shows nothing of them or their ticket. */

export type CsatPage = 'form' | 'unrated' | 'thanks' | 'answered' | 'gone';

const MESSAGES: Record<CsatPage, [vi: string, en: string]> = {
  form: [
    'Quý khách hài lòng thế nào với việc xử lý yêu cầu?',
    'How satisfied are you with how we handled your request?',
  ],
  unrated: ['Xin chọn từ 1 đến 5.', 'Please choose from 1 to 5.'],
  thanks: ['Cảm ơn Quý khách đã đánh giá!', 'Thank you for your rating!'],
  answered: ['Quý khách đã đánh giá yêu cầu này. Xin cảm ơn!', 'You have rated this request already. Thank you!'],
  gone: ['Liên kết không đúng hoặc đã hết hạn.', 'This link is wrong or has expired.'],
};

const CHOICES: readonly [rating: number, vi: string, en: string][] = [
  [5, 'Rất hài lòng', 'Very satisfied'],
  [4, 'Hài lòng', 'Satisfied'],
  [3, 'Bình thường', 'Neutral'],
  [2, 'Không hài lòng', 'Dissatisfied'],
  [1, 'Rất không hài lòng', 'Very dissatisfied'],
];

/** Longer comments are cut. */
export const LONGEST_COMMENT = 2000;

const english = (text: string) => `<span lang="en">${text}</span>`;

const choice = ([rating, vi, en]: (typeof CHOICES)[number]) =>
  `<label><input type="radio" name="rating" value="${rating}" required> <b>${rating}</b> ${vi} ${english(en)}</label>`;

/** Without an address the form comes back to where it was opened. */
const FORM = `<form method="post">
<fieldset><legend>1–5</legend>
${CHOICES.map(choice).join('\n')}
</fieldset>
<label for="comment">Góp ý thêm (không bắt buộc) ${english('Anything to add (optional)')}</label>
<textarea id="comment" name="comment" rows="4" maxlength="${LONGEST_COMMENT}"></textarea>
<button>Gửi ${english('Send')}</button>
</form>`;

export function csatPage(page: CsatPage): string {
  const [vi, en] = MESSAGES[page];
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Đánh giá · Rating</title>
<link rel="stylesheet" href="/csat/style.css">
</head>
<body>
<main>
<h1>${vi}</h1>
<p lang="en">${en}</p>
${page === 'form' || page === 'unrated' ? FORM : ''}
</main>
</body>
</html>
`;
}

export const CSAT_STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 32rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.35rem; margin: 0; }
[lang="en"] { opacity: .75; font-size: .9em; }
fieldset { border: 0; padding: 0; margin: 1rem 0; }
legend { position: absolute; clip-path: inset(50%); }
fieldset label { display: block; padding: .6rem 0; }
input { width: 1.2rem; height: 1.2rem; vertical-align: text-bottom; }
textarea { box-sizing: border-box; width: 100%; font: inherit; margin: .25rem 0 1rem; }
button { font: inherit; padding: .6rem 1.5rem; }
`;
