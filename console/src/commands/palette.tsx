import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useAllCommands } from './commands.ts';
import { Keys } from './shortcut-keys.tsx';

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
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  useEffect(() => spotlight.open(), []);
  const commands = useAllCommands().filter(({ isHidden }) => !isHidden);
  return (
    <Spotlight
      shortcut={null}
      onSpotlightClose={onClose}
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
