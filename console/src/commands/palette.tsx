import { Kbd } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import { type Command, useAllCommands } from './commands.ts';
import { spell } from './keys.ts';

export const openPalette = () => spotlight.open();

export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as keys. */
export function Keys({ of }: { of: string }) {
  return (
    <span>
      {spell(of, IS_MAC).map((key) => (
        <Kbd key={key} size="xs" ml={2}>
          {key}
        </Kbd>
      ))}
    </span>
  );
}

function grouped(commands: readonly Command[]): SpotlightActionGroupData[] {
  const groups = new Map<string, Command[]>();
  for (const each of commands) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return [...groups].map(([group, members]) => ({
    group,
    actions: members.map(({ id, label, keys, run }) => ({
      id,
      label,
      // After the palette has given the focus back.
      onClick: () => void setTimeout(run),
      ...(keys === undefined ? {} : { rightSection: <Keys of={keys} /> }),
    })),
  }));
}

/** Everything one can do here, found by a few letters: ⌘K. */
export function Palette() {
  const { t } = useTranslation();
  const commands = useAllCommands().filter(({ isHidden }) => !isHidden);
  return (
    <Spotlight
      shortcut={null}
      actions={grouped(commands)}
      nothingFound={t('palette.nothing')}
      highlightQuery
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.title') }}
    />
  );
}
