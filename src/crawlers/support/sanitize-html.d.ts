/** The part of "sanitize-html" that is used here; its own types bring another version of its parser with them. */
declare module 'sanitize-html' {
  interface Options {
    allowedTags: readonly string[];
    allowedAttributes: Readonly<Record<string, readonly string[]>>;
    allowedSchemes: readonly string[];
    allowProtocolRelative: boolean;
    nestingLimit: number;
  }
  export default function sanitizeHtml(html: string, options: Options): string;
}
