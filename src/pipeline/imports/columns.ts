import { fold } from '../../analysis/fold.ts';
import { InvalidInput } from '../../errors.ts';

/** What a column can hold of a post. */
export const FIELDS = [
  'externalId',
  'kind',
  'url',
  'author',
  'authorId',
  'title',
  'text',
  'publishedAt',
  'threadId',
  'rating',
] as const;
export type Field = (typeof FIELDS)[number];

/** Headings by what they mean, folded, in Vietnamese and English; of a file's columns the one named first here is taken. */
const HEADINGS: Record<Field, string> = {
  externalId:
    'externalid|external id|ma bai viet|ma bai|ma phan hoi|ma gop y|ma phieu|ma binh luan|ma danh gia|ma|id|post id|comment id|review id|message id|ticket id|stt',
  kind: 'kind|loai|loai bai|loai tin|type',
  url: 'url|link|lien ket|duong dan|duong link|dia chi|permalink|address|review link',
  author:
    'author|author.name|tac gia|nguoi viet|nguoi dang|nguoi gui|nguoi gop y|ten khach hang|khach hang|ho ten|ho va ten|ten|ten nguoi dung|username|user name|user|name|author name|reviewer|reviewer name|customer|customer name',
  authorId: 'authorid|author.id|author id|user id|ma khach hang|so dien thoai|sdt|dien thoai|phone|phone number|email',
  title: 'title|tieu de|tua de|chu de|subject|review title',
  text: 'text|noi dung|noi dung gop y|noi dung phan hoi|noi dung binh luan|y kien|y kien khach hang|gop y|phan hoi|binh luan|nhan xet|mo ta|content|message|comment|body|review|review text|feedback|description|post',
  publishedAt:
    'publishedat|published at|ngay dang|ngay gui|ngay gio|ngay viet|ngay|thoi gian|thoi diem|thoi gian dang|ngay tao|date|time|datetime|timestamp|created at|created|date created|posted at|review submit date and time|review date|submitted at',
  threadId: 'threadid|thread id|thread|luong|ma chu de|ma luong|conversation id|topic id',
  rating: 'rating|so sao|sao|danh gia|diem|diem danh gia|xep hang|stars|star rating|score',
};

/** Column headings and the field that each was taken for; null for one that is passed over. */
export type Columns = { heading: string; field: Field | null }[];
/** Headings that whoever imports explains; null passes one over. */
export type Mapping = Readonly<Record<string, Field | null>>;

const plain = (heading: string) =>
  fold(heading)
    .replace(/[_-]+/g, ' ')
    .replace(/[:*]+$/, '')
    .trim();

/** What the columns of a file hold: as the mapping says, the rest by their headings. Throws InvalidInput if none is the text. */
export function readColumns(headings: readonly string[], mapping: Mapping): Columns {
  refuseUnknown(headings, mapping);
  const given = new Map(headings.map((heading) => [heading, mapping[heading]]));
  const taken = new Set([...given.values()].filter((field) => field != null));
  const found = new Map<string, Field>();
  for (const field of FIELDS) {
    if (taken.has(field)) continue;
    const names = HEADINGS[field].split('|');
    const free = headings.filter((heading) => given.get(heading) === undefined && !found.has(heading));
    const best = names.flatMap((name) => free.filter((heading) => plain(heading) === name))[0];
    if (best !== undefined) found.set(best, field);
  }
  const columns = headings.map((heading) => ({ heading, field: given.get(heading) ?? found.get(heading) ?? null }));
  if (!columns.some(({ field }) => field === 'text' || field === 'title')) throw noText(headings);
  return columns;
}

function refuseUnknown(headings: readonly string[], mapping: Mapping): void {
  const unknown = Object.keys(mapping).filter((heading) => !headings.includes(heading));
  if (unknown.length > 0) {
    throw new InvalidInput(
      `The file has no column “${unknown[0]?.slice(0, 100)}”.`,
      unknown
        .slice(0, 20)
        .map((heading) => ({ path: `mapping.${heading.slice(0, 100)}`, message: 'is no column of the file' })),
    );
  }
  const fields = Object.values(mapping).filter((field) => field !== null);
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  if (twice !== undefined) throw new InvalidInput(`Two columns are mapped to ${twice}: take one.`);
}

function noText(headings: readonly string[]): InvalidInput {
  const names = headings
    .map((heading) => `“${heading}”`)
    .join(', ')
    .slice(0, 500);
  return new InvalidInput(
    `No column holds the text. The first line must name the columns (such as “Nội dung” or “text”); here it has ${names}. Give a mapping.`,
  );
}
