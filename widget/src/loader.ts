import { createBox } from './loader/box.ts';
import type { Identity, Language, ToFrame, ToPage, Words } from './protocol.ts';

/** Put before this script for each channel. */
declare const LANGNGHE_CHAT: { id: string; title: Words; colour: string };

type Command = ['open'] | ['close'] | ['identify', Identity | null];
type Api = ((...command: Command) => void) & { q?: ArrayLike<unknown>[]; isLoaded?: true };
declare global {
  interface Window {
    langnghe?: Api;
  }
}

/** Phones: the box covers the page. */
const PHONE = '(max-width: 480px), (max-height: 420px)';

function start(src: string): void {
  const base = src.replace(/widget\.js.*$/, '');
  const { origin } = new URL(base);
  const language: Language = /^en\b/i.test(document.documentElement.lang) ? 'en' : 'vi';
  const box = createBox(LANGNGHE_CHAT.colour, LANGNGHE_CHAT.title, language);
  const phone = matchMedia(PHONE);
  let frame: HTMLIFrameElement | undefined;
  let isReady = false;
  let isOpen = false;
  let identity: Identity | undefined;
  let scrolling = '';

  const tell = (message: ToFrame) => {
    if (isReady && frame?.contentWindow) frame.contentWindow.postMessage(message, origin);
  };

  /** Made once: when the page is idle, or as soon as somebody comes near the button. */
  const load = () => {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.src = `${base}frame`;
    frame.title = LANGNGHE_CHAT.title[language];
    frame.style.cssText =
      'position:absolute;left:0;top:0;width:100%;height:100%;border:0;opacity:0;color-scheme:light dark;background:transparent';
    box.add(frame);
  };

  const refit = () => {
    const view = window.visualViewport;
    if (isOpen && phone.matches && view) box.fit(view.offsetTop, view.height);
  };

  const show = (wanted: boolean) => {
    if (wanted === isOpen) return;
    load();
    isOpen = wanted;
    const { style } = document.documentElement;
    if (isOpen && phone.matches) {
      scrolling = style.overflow;
      style.overflow = 'hidden';
    } else style.overflow = scrolling;
    box.show(isOpen, phone.matches);
    refit();
    tell(isOpen ? { chat: 'open', isFull: phone.matches } : { chat: 'closed' });
    if (isOpen && isReady && frame) frame.focus();
    if (!isOpen) box.button.focus({ preventScroll: true });
  };

  window.addEventListener('message', ({ data, origin: from, source }: MessageEvent<ToPage>) => {
    if (!frame || source !== frame.contentWindow || from !== origin || typeof data !== 'object' || !data) return;
    if (data.chat === 'ready') {
      isReady = true;
      box.reveal(frame);
      tell({ chat: 'init', language, isOpen, isFull: phone.matches, identity });
      if (isOpen) frame.focus();
    } else if (data.chat === 'close') show(false);
    else if (data.chat === 'unread') box.badge(data.count);
    else if (data.chat === 'refused') console.warn(`Lắng nghe: ${data.reason}`);
  });
  box.button.addEventListener('click', () => show(!isOpen));
  for (const near of ['pointerenter', 'touchstart', 'focus'])
    box.button.addEventListener(near, load, { passive: true });
  const turned = () => {
    if (!isOpen) return;
    box.show(true, phone.matches);
    refit();
    tell({ chat: 'open', isFull: phone.matches });
  };
  if (phone.addEventListener) phone.addEventListener('change', turned);
  if (window.visualViewport) {
    window.visualViewport.addEventListener('resize', refit);
    window.visualViewport.addEventListener('scroll', refit);
  }

  const run = (...[name, value]: Command) => {
    if (name === 'open' || name === 'close') show(name === 'open');
    else if (name === 'identify') {
      identity = value || undefined;
      tell({ chat: 'identify', identity: value || null });
    }
  };
  const earlier = window.langnghe?.q ? window.langnghe.q : [];
  window.langnghe = Object.assign((...command: Command) => run(...command), { isLoaded: true as const });
  for (const command of earlier) run(...(Array.from(command) as Command));

  const whenIdle = () =>
    'requestIdleCallback' in window ? requestIdleCallback(load, { timeout: 4000 }) : setTimeout(load, 1500);
  if (document.readyState === 'complete') whenIdle();
  else window.addEventListener('load', whenIdle);
}

const script = document.currentScript as HTMLScriptElement | null;
if (script && !window.langnghe?.isLoaded) {
  const begin = () => start(script.src);
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
}
