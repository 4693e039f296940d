import { ActionIcon, FileButton, Tooltip } from '@mantine/core';
import { ImageIcon } from '@radix-ui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import type { Attachment } from '../../../api/types.ts';
import { notifyProblem } from '../../../ui/notify.ts';

/** Uploads files to the ticket, one after the other; they go out with the message that is being written. */
export function AttachButton({ number, onAdd }: { number: number; onAdd: (files: readonly Attachment[]) => void }) {
  const { t } = useTranslation('inbox');
  const upload = useMutation({
    async mutationFn(files: readonly File[]) {
      for (const file of files) onAdd([await uploadOne(number, file)]);
    },
    onError: notifyProblem,
  });
  return (
    <FileButton multiple onChange={(files) => upload.mutate(files)}>
      {(props) => (
        <Tooltip label={t('files.attach')}>
          <ActionIcon {...props} variant="default" aria-label={t('files.attach')} loading={upload.isPending}>
            <ImageIcon />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}

function uploadOne(number: number, file: File): Promise<Attachment> {
  return take(
    api.POST('/api/tickets/{number}/attachments', {
      params: { path: { number }, query: { name: file.name } },
      body: file,
      bodySerializer: (body) => body as File,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  );
}
