import { Button, Tabs } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Loading } from '../../ui/states.tsx';
import type { Article, CannedReply, Macro } from '../inbox/help/help-queries.ts';
import { ArticleTable } from './article-table.tsx';
import { CannedTable } from './canned-table.tsx';
import { MacroTable } from './macro-table.tsx';

// Forms come when they are opened.
const CannedForm = lazy(async () => ({ default: (await import('./canned-form.tsx')).CannedForm }));
const ArticleForm = lazy(async () => ({ default: (await import('./article-form.tsx')).ArticleForm }));
const MacroForm = lazy(async () => ({ default: (await import('./macro-form.tsx')).MacroForm }));
const FirstAnswerForm = lazy(async () => ({ default: (await import('./first-answer-form.tsx')).FirstAnswerForm }));

type Tab = 'replies' | 'articles' | 'macros' | 'firstAnswer';

/** What is written anew or changed; null stands for a new one. */
type Edited = { replies: CannedReply | null } | { articles: Article | null } | { macros: Macro | null };

/** What agents answer with, and what customers are told by itself. */
export function HelpPage() {
  const { t } = useTranslation('answers');
  const [tab, setTab] = useState<Tab>('replies');
  const [edited, setEdited] = useState<Edited>();
  const close = () => setEdited(undefined);
  const seesSettings = useMay('settings:read');
  const add = tab !== 'firstAnswer' && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited({ [tab]: null } as Edited)}>
      {t(`new.${tab}`)}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={add}>
      <Tabs value={tab} onChange={(picked) => setTab((picked ?? 'replies') as Tab)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="replies">{t('tabs.replies')}</Tabs.Tab>
          <Tabs.Tab value="articles">{t('tabs.articles')}</Tabs.Tab>
          <Tabs.Tab value="macros">{t('tabs.macros')}</Tabs.Tab>
          {seesSettings && <Tabs.Tab value="firstAnswer">{t('tabs.firstAnswer')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="replies">
          <CannedTable onEdit={(reply) => setEdited({ replies: reply })} />
        </Tabs.Panel>
        <Tabs.Panel value="articles">
          <ArticleTable onEdit={(article) => setEdited({ articles: article })} />
        </Tabs.Panel>
        <Tabs.Panel value="macros">
          <MacroTable onEdit={(macro) => setEdited({ macros: macro })} />
        </Tabs.Panel>
        <Tabs.Panel value="firstAnswer">
          <Suspense fallback={<Loading />}>
            <FirstAnswerForm />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <SideSheet title={edited === undefined ? '' : t(titleOf(edited))} onClose={close} size="lg">
        {edited && (
          <Suspense fallback={<Loading />}>
            <Form edited={edited} onDone={close} />
          </Suspense>
        )}
      </SideSheet>
    </Page>
  );
}

function Form({ edited, onDone }: { edited: Edited; onDone: () => void }) {
  if ('replies' in edited) return <CannedForm reply={edited.replies ?? undefined} onDone={onDone} />;
  if ('articles' in edited) return <ArticleForm article={edited.articles ?? undefined} onDone={onDone} />;
  return <MacroForm macro={edited.macros ?? undefined} onDone={onDone} />;
}

function titleOf(edited: Edited) {
  if ('replies' in edited) return edited.replies === null ? 'new.replies' : 'edit.replies';
  if ('articles' in edited) return edited.articles === null ? 'new.articles' : 'edit.articles';
  return edited.macros === null ? 'new.macros' : 'edit.macros';
}
