import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import type { Topic } from '../../api/types.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import type { CannedReply } from '../inbox/help/help-queries.ts';
import { plain } from '../inbox/help/insert.ts';
import { ForWhom } from './shared-fields.tsx';
import { VARIABLES } from './variables.ts';
import { Variants } from './variants.tsx';

/** "Xin lỗi vì mạng chậm" is typed as "xin-loi-vi-mang-cham" unless one says otherwise. */
const shortcutOf = (title: string) =>
  plain(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);

/** A text for replies, with other words for some channels. */
export function CannedForm({ reply, onDone }: { reply: CannedReply | undefined; onDone: () => void }) {
  const { t } = useTranslation('answers');
  const [title, setTitle] = useState(reply?.title ?? '');
  const [own, setOwn] = useState(reply?.shortcut);
  const [text, setText] = useState(reply?.text ?? '');
  const [variants, setVariants] = useState<Record<string, string>>(reply?.variants ?? {});
  const [topics, setTopics] = useState<Topic[]>(reply?.topics ?? []);
  const [team, setTeam] = useState(reply?.team ?? null);
  const shortcut = own ?? shortcutOf(title);
  const save = useAct(
    () => {
      const body = { title, shortcut, text, variants, topics, team, language: reply?.language ?? ('vi' as const) };
      if (reply === undefined) return take(api.POST('/api/canned-replies', { body }));
      return take(api.PUT('/api/canned-replies/{id}', { params: { path: { id: reply.id } }, body }));
    },
    { done: () => t('saved', { name: title }), changes: ['canned-replies'], after: onDone },
  );
  const errors = refusedFields(save.error);
  return (
    <ActForm act={save} onCancel={onDone}>
      <TextInput
        label={t('name')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={errors.title}
        maxLength={120}
        data-autofocus
        required
      />
      <TextInput
        label={t('shortcut')}
        description={t('shortcutHint')}
        leftSection="/"
        value={shortcut}
        onChange={(event) => setOwn(event.currentTarget.value)}
        error={errors.shortcut}
        maxLength={30}
        required
      />
      <Textarea
        label={t('text')}
        description={t('variablesHint', { variables: VARIABLES })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={errors.text}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={5000}
        required
      />
      <Variants variants={variants} onChange={setVariants} errors={errors} />
      <ForWhom topics={topics} onTopics={setTopics} team={team} onTeam={setTeam} />
    </ActForm>
  );
}
