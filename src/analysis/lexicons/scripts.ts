/** Scripts that one language alone writes (on the web of Vietnam's neighbours), by ISO 639-1 code; tried in this order. */
export const scripts: readonly (readonly [code: string, letters: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['th', /\p{Script=Thai}/u],
  ['lo', /\p{Script=Lao}/u],
  ['km', /\p{Script=Khmer}/u],
  ['my', /\p{Script=Myanmar}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['ta', /\p{Script=Tamil}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['el', /\p{Script=Greek}/u],
  ['uk', /[іїєґІЇЄҐ]/u],
  ['ru', /\p{Script=Cyrillic}/u],
];

/** Small words of languages in Latin letters, without marks; own lists. */
export const smallWords: Readonly<Record<string, string>> = {
  fr: `le la les des est et pas pour dans vous nous avec sur mais je il elle une un ce cette qui que du au aux ne sont tres bonjour merci quelle quel comment depuis votre mon ma plus ici quelqu`,
  es: `el los las una que en es por para con no se lo su como pero muy gracias hola esta este del al y mi mejor cual donde puedo hay si cuando mas tarjeta`,
  de: `der die das und ist nicht ein eine ich sie wir mit auf fur von zu den dem bitte danke wie viel fur nach kostet welche es im sehr aber auch`,
  pt: `o os as um uma nao com mas obrigado voce isso em do da para que por mais muito bom ola qual melhor esta`,
  it: `il che di non per sono grazie ciao anche questo una del della qual migliore con molto ho come dove`,
  id: `yang dan di ini itu dengan untuk tidak saya kamu ada dari ke akan bisa sudah tapi juga terima kasih apa kami paling bagus berapa harganya sangat liburan`,
  tl: `ang ng sa mga ko mo ako ikaw siya hindi ito po naman lang kung para salamat ba na at`,
  tr: `bir ve bu icin ile cok degil var mi ne daha gibi`,
  nl: `de het een en van ik niet is op te dat voor met zijn maar wat welke beste`,
  pl: `nie to jest na sie i w z do jak co dla czy ale bardzo karta`,
};
