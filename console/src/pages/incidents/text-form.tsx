import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { INCIDENT_CHANGES } from './incident-queries.ts';

interface TextFormProps {
  label: string;
  hint: string;
  submit: string;
  done: string;
  send: (body: { text: string }) => Parameters<typeof take>[0];
}

/** A text that is said once; the field is empty again when it has been. */
export function TextForm({ label, hint, submit, done, send }: TextFormProps) {
  const { t } = useTranslation('incidents');
  const [text, setText] = useState('');
  const say = useAct(() => take(send({ text: text.trim() })), {
    done: () => done,
    changes: INCIDENT_CHANGES,
    after: () => setText(''),
  });
  return (
    <ActForm act={say} label={submit} disabled={text.trim() === ''} variant="default">
      <Textarea
        label={label}
        description={hint}
        placeholder={t('textPlaceholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
      />
    </ActForm>
  );
}
