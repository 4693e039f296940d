/** Which files customers and agents may send each other, and how many. */

/** Of one file; also what is fetched from a channel at most. */
export const MAX_FILE_BYTES = 10_000_000;
export const MAX_MESSAGE_FILES = 10;
export const MAX_MESSAGE_BYTES = 25_000_000;
/** From one customer within 24 hours. */
export const MAX_DAY_FILES = 50;
export const MAX_DAY_BYTES = 100_000_000;
/** Files that one agent has chosen and not sent yet. */
export const MAX_UNSENT_FILES = 30;

/** Everything that is taken, with the endings that its names may have; the first is the usual one. */
const ENDINGS = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log'],
  'video/mp4': ['mp4', 'm4v'],
  'video/quicktime': ['mov'],
  'video/3gpp': ['3gp'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/amr': ['amr'],
  'audio/aac': ['aac'],
  'audio/wav': ['wav'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type MediaType = keyof typeof ENDINGS;

export const MEDIA_TYPES = Object.keys(ENDINGS) as readonly MediaType[];

export const endingsOf = (type: MediaType): readonly [string, ...string[]] => ENDINGS[type];

/** Other names of the same types, as the file-type library gives them. */
const ALIASES: Readonly<Record<string, MediaType>> = {
  'image/apng': 'image/png',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'video/x-m4v': 'video/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
};

/** The type by the name that it has with us; undefined for one that is not taken. */
export function knownType(found: string): MediaType | undefined {
  const bare = found.split(';')[0]?.trim().toLowerCase() ?? '';
  return ALIASES[bare] ?? MEDIA_TYPES.find((type) => type === bare);
}

/** Pictures that every browser shows. */
export const isShownInline = (type: string | null): boolean =>
  type !== null && ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].includes(type);
