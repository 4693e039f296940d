import { Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import type { Topic } from '../../api/types.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import type { Article } from '../inbox/help/help-queries.ts';
import { ForWhom } from './shared-fields.tsx';

/** A question and its answer; other words have to be approved anew. */
export function ArticleForm({ article, onDone }: { article: Article | undefined; onDone: () => void }) {
  const { t } = useTranslation('answers');
  const [question, setQuestion] = useState(article?.question ?? '');
  const [answer, setAnswer] = useState(article?.answer ?? '');
  const [topics, setTopics] = useState<Topic[]>(article?.topics ?? []);
  const [team, setTeam] = useState(article?.team ?? null);
  const save = useAct(
    () => {
      const body = { question, answer, topics, team };
      if (article === undefined) return take(api.POST('/api/articles', { body }));
      return take(api.PUT('/api/articles/{id}', { params: { path: { id: article.id } }, body }));
    },
    { done: () => t('saved', { name: question }), changes: ['articles'], after: onDone },
  );
  const errors = refusedFields(save.error);
  return (
    <ActForm act={save} onCancel={onDone}>
      {article?.status === 'approved' && (
        <Text size="sm" c="dimmed">
          {t('rewordedHint')}
        </Text>
      )}
      <TextInput
        label={t('question')}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
        error={errors.question}
        maxLength={300}
        data-autofocus
        required
      />
      <Textarea
        label={t('answer')}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        error={errors.answer}
        autosize
        minRows={5}
        maxRows={16}
        maxLength={5000}
        required
      />
      <ForWhom topics={topics} onTopics={setTopics} team={team} onTeam={setTeam} />
    </ActForm>
  );
}
