import { ActionIcon, Anchor, Group, Text } from '@mantine/core';
import { Cross2Icon, FileIcon } from '@radix-ui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './files.module.css';

/** Pictures that every browser shows. */
const SHOWN = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

interface FilesProps {
  files: readonly Attachment[];
  /** They stand where our own messages do. */
  isOurs?: boolean;
  /** For files that are not sent yet. */
  onRemove?: (id: string) => void;
}

/** Files of a message: pictures to look at, others to load down, and what became of those that are neither. */
export function Files({ files, isOurs = false, onRemove }: FilesProps) {
  const { t } = useTranslation('inbox');
  if (files.length === 0) return null;
  return (
    <Group component="ul" gap={8} mt={8} className={classes.files} mod={{ ours: isOurs }} aria-label={t('files.label')}>
      {files.map((file) => (
        <li key={file.id} className={classes.file}>
          <OneFile file={file} />
          {onRemove && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('files.remove', { name: file.name })}
              onClick={() => onRemove(file.id)}
            >
              <Cross2Icon />
            </ActionIcon>
          )}
        </li>
      ))}
    </Group>
  );
}

function OneFile({ file: { id, name, mediaType, size, state, problem } }: { file: Attachment }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const address = `/api/attachments/${id}`;
  if (state !== 'ready')
    return (
      <Text size="xs" c="dimmed" title={problem ?? undefined}>
        {`${name}: ${t(`files.${state}`)}`}
      </Text>
    );
  if (mediaType !== null && SHOWN.includes(mediaType))
    return (
      <a href={address} target="_blank" rel="noopener noreferrer">
        <img className={classes.picture} src={address} alt={name} loading="lazy" />
      </a>
    );
  return (
    <Anchor href={address} size="sm" download={name}>
      <FileIcon aria-hidden /> {t('files.sized', { name, size: format.number(Math.ceil((size ?? 0) / 1000)) })}
    </Anchor>
  );
}
