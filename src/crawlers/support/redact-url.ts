/**
 * An address fit for messages and logs: without user info and fragment, and with the values of its query cut
 * unless they are plain numbers, because feed addresses often carry a token there. A bot's token in the path is cut too.
 */
export function redactUrl(url: string | URL): string {
  if (!URL.canParse(String(url))) return '(an address that cannot be read)';
  const { protocol, host, pathname, searchParams } = new URL(String(url));
  const query = [...searchParams]
    .slice(0, 10)
    .map(([name, value]) => `${name.slice(0, 40)}=${/^\d{0,12}$/.test(value) ? value : '…'}`)
    .join('&');
  return `${protocol}//${host}${pathname.replace(/\/bot\d+:[^/]+/gi, '/bot…').slice(0, 200)}${query && `?${query}`}`;
}
