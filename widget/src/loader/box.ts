import type { Language, Words } from '../protocol.ts';
import { inkOn } from './ink.ts';

/**
 * What stands on the host's page: a round button, and the box with the frame. Styles are set by script, which a strict
 * content policy allows, in a shadow tree that the page's styles don't reach; everything is fixed, so nothing moves.
 */

const TEXTS = {
  vi: { open: 'Mở hộp chat', close: 'Đóng hộp chat', unread: 'tin chưa đọc' },
  en: { open: 'Open the chat', close: 'Close the chat', unread: 'unread' },
} as const;

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE =
  'M12 3C6.5 3 2 6.8 2 11.4c0 2.6 1.4 4.9 3.7 6.5L5 21.5l4.4-2.1c.8.2 1.7.3 2.6.3 5.5 0 10-3.8 10-8.3S17.5 3 12 3z';
const CHEVRON = 'M5 9l7 7 7-7';
const Z = '2147483000';
const EASE = 'cubic-bezier(.2,.8,.2,1)';

export interface Box {
  button: HTMLButtonElement;
  /** Shows the box or hides it; full: it covers the whole page. */
  show(isOpen: boolean, isFull: boolean): void;
  /** Fits a box that covers the page to what the keyboard leaves of it. */
  fit(top: number, height: number): void;
  add(frame: HTMLIFrameElement): void;
  reveal(frame: HTMLIFrameElement): void;
  badge(count: number): void;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, style: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.style.cssText = style;
  return made;
}

function icon(path: string, isFilled: boolean): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.style.cssText =
    'width:28px;height:28px;display:block;position:absolute;left:16px;top:16px;transition:opacity .15s,transform .2s';
  line.setAttribute('d', path);
  line.setAttribute('fill', isFilled ? 'currentColor' : 'none');
  line.setAttribute('stroke', 'currentColor');
  line.setAttribute('stroke-width', isFilled ? '0' : '2.5');
  line.setAttribute('stroke-linecap', 'round');
  line.setAttribute('stroke-linejoin', 'round');
  svg.appendChild(line);
  return svg;
}

export function createBox(colour: string, title: Words, language: Language): Box {
  const texts = TEXTS[language];
  const ink = inkOn(colour);
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const host = element('div', `all:initial;position:fixed;right:0;bottom:0;width:0;height:0;z-index:${Z}`);
  host.id = 'langnghe-chat';
  const root = host.attachShadow ? host.attachShadow({ mode: 'open' }) : host;
  const box = element(
    'div',
    `position:fixed;box-sizing:border-box;overflow:hidden;visibility:hidden;opacity:0;transform:translateY(16px) scale(.98);transform-origin:bottom right;
    background:${isDark ? '#16181d' : '#ffffff'};box-shadow:0 12px 48px rgba(15,20,30,.28),0 2px 8px rgba(15,20,30,.16);`,
  );
  const bar = element(
    'div',
    `position:absolute;left:0;right:0;top:0;height:68px;box-sizing:border-box;padding:22px 20px;background:${colour};color:${ink};font:600 17px/24px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif`,
  );
  bar.textContent = title[language];
  bar.setAttribute('aria-hidden', 'true');
  const button = element(
    'button',
    `position:fixed;right:20px;bottom:20px;width:60px;height:60px;padding:0;border:0;border-radius:50%;cursor:pointer;background:${colour};color:${ink};
    box-shadow:0 4px 16px rgba(15,20,30,.3);transition:transform .2s ${EASE};outline-offset:3px;-webkit-tap-highlight-color:transparent`,
  );
  button.type = 'button';
  const [bubble, chevron] = [icon(BUBBLE, true), icon(CHEVRON, false)];
  const mark = element(
    'span',
    'position:absolute;right:-2px;top:-2px;min-width:22px;height:22px;box-sizing:border-box;padding:0 6px;border-radius:11px;border:2px solid #fff;background:#c81e1e;color:#fff;font:700 12px/18px system-ui,sans-serif;text-align:center;display:none',
  );
  button.append(bubble, chevron, mark);
  box.append(bar);
  root.append(box, button);
  document.body.appendChild(host);

  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let unread = 0;
  let isShown = false;
  const label = () => {
    const count = !isShown && unread > 0 ? ` (${unread} ${texts.unread})` : '';
    button.setAttribute('aria-label', (isShown ? texts.close : texts.open) + count);
    button.setAttribute('aria-expanded', String(isShown));
  };
  const drawButton = () => {
    bubble.style.opacity = isShown ? '0' : '1';
    chevron.style.opacity = isShown ? '1' : '0';
    chevron.style.transform = isShown ? 'none' : 'rotate(-40deg) scale(.7)';
    mark.style.display = !isShown && unread > 0 ? 'block' : 'none';
    label();
  };
  button.addEventListener('pointerenter', () => {
    button.style.transform = 'scale(1.06)';
  });
  button.addEventListener('pointerleave', () => {
    button.style.transform = 'none';
  });
  drawButton();
  return {
    button,
    show(isOpen, isFull) {
      isShown = isOpen;
      const { style } = box;
      const place = isFull
        ? { left: '0', right: '0', top: '0', bottom: 'auto', width: '100%', height: '100%', borderRadius: '0' }
        : {
            left: 'auto',
            right: '20px',
            top: 'auto',
            bottom: '92px',
            width: '392px',
            height: 'min(680px, calc(100vh - 112px))',
            borderRadius: '16px',
          };
      for (const [name, value] of Object.entries(place)) style[name as 'left'] = value;
      // Coming it is there at once, and only moves; going it fades.
      style.transition = isCalm ? 'none' : isOpen ? `transform .18s ${EASE}` : 'opacity .12s, visibility 0s .12s';
      style.visibility = isOpen ? 'visible' : 'hidden';
      style.opacity = isOpen ? '1' : '0';
      style.transform = isOpen ? 'none' : 'translateY(16px) scale(.98)';
      button.style.display = isOpen && isFull ? 'none' : 'block';
      drawButton();
    },
    fit(top, height) {
      box.style.top = `${top}px`;
      box.style.height = `${height}px`;
    },
    add: (frame) => void box.appendChild(frame),
    reveal(frame) {
      frame.style.opacity = '1';
    },
    badge(count) {
      unread = count;
      mark.textContent = count > 9 ? '9+' : String(count);
      drawButton();
    },
  };
}
