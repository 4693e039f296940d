import { Combobox, Textarea, useCombobox } from '@mantine/core';
import { lazy, type RefObject, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../ticket/drafts.ts';
import { type Asked, askedAt, replaced } from './insert.ts';
import { useInsertions } from './insertions.ts';

// Comes with the first “/”.
const AskedOptions = lazy(async () => ({ default: (await import('./asked-options.tsx')).AskedOptions }));

interface MessageInputProps {
  ticket: number;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

/** Where one writes: “/” in a reply offers answers, “@” in a note offers colleagues. */
export function MessageInput({ ticket, draft, onChange, inputRef }: MessageInputProps) {
  const { t } = useTranslation('inbox');
  const [asked, setAsked] = useState<Asked | null>(null);
  // A list that was shut stays so for that sign.
  const shutAt = useRef<number>(null);
  const list = useCombobox({ onDropdownClose: () => setAsked(null) });
  const sign = draft.kind === 'note' ? '@' : '/';
  const look = ({ value, selectionStart }: HTMLTextAreaElement) => {
    const found = askedAt(value, selectionStart);
    if (found === null) shutAt.current = null;
    const fits = found !== null && found.sign === sign && found.start !== shutAt.current;
    setAsked(fits ? found : null);
    if (fits) list.openDropdown();
    else list.closeDropdown();
  };
  const put = (part: string, at: Asked | null, more: Partial<Draft> = {}) => {
    const box = inputRef.current;
    const text = box?.value ?? draft.text;
    const caret = { start: box?.selectionStart ?? text.length, end: box?.selectionEnd ?? text.length };
    // One may have written on until the answer was there.
    const isThere = at !== null && text.slice(at.start, at.end) === at.sign + at.words;
    const after = replaced(text, isThere ? at : caret, part);
    onChange({ text: after.text, ...more });
    list.closeDropdown();
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(after.caret, after.caret);
    });
  };
  useInsertions(ticket, (part) => put(part, null, { kind: 'reply' }));
  return (
    <Combobox store={list} position="top-start" width="target" shadow="md" withinPortal>
      <Combobox.Target withKeyboardNavigation={asked !== null}>
        <Textarea
          ref={inputRef}
          aria-label={t(draft.kind)}
          placeholder={t(draft.kind === 'reply' ? 'replyPlaceholder' : 'notePlaceholder')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={10_000}
          value={draft.text}
          onChange={({ currentTarget }) => {
            onChange({ text: currentTarget.value });
            look(currentTarget);
          }}
          onBlur={() => list.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (asked === null) event.currentTarget.blur();
            else shutAt.current = asked.start;
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === null}>
        <Suspense>
          {asked !== null && (
            <AskedOptions
              asked={asked}
              ticket={ticket}
              list={list}
              onText={(part) => put(part, asked)}
              onColleague={(person) => put(`@${person.name} `, asked, { named: [...(draft.named ?? []), person] })}
            />
          )}
        </Suspense>
      </Combobox.Dropdown>
    </Combobox>
  );
}
