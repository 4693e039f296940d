import { Combobox, type ComboboxStore, Group, ScrollArea, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../ui/notify.ts';
import { agentsQuery } from '../ticket-queries.ts';
import classes from './asked-options.module.css';
import { articlesQuery, cannedRepliesQuery, renderReply, takeArticle } from './help-queries.ts';
import { type Asked, matching, withoutVariables } from './insert.ts';

const MOST = 8;
const PAUSE_MS = 200;

interface Option {
  id: string;
  /** What is typed for it, if anything. */
  short: string | null;
  title: string;
  text: string;
  pick: () => void;
}

interface AskedOptionsProps {
  asked: Asked;
  ticket: number;
  list: ComboboxStore;
  onText: (text: string) => void;
  onColleague: (person: { id: string; name: string }) => void;
}

/** What fits what was typed behind “/” or “@”. */
export function AskedOptions({ asked, ticket, list, onText, onColleague }: AskedOptionsProps) {
  if (asked.sign === '@') return <Colleagues words={asked.words} list={list} onPick={onColleague} />;
  return <Answers words={asked.words} ticket={ticket} list={list} onPick={onText} />;
}

interface ChoiceProps<Picked> {
  words: string;
  list: ComboboxStore;
  onPick: (picked: Picked) => void;
}

function Answers({ words, ticket, list, onPick }: ChoiceProps<string> & { ticket: number }) {
  const { t } = useTranslation('answers');
  const replies = useQuery(cannedRepliesQuery).data?.items ?? [];
  const [q] = useDebouncedValue(words.replaceAll('-', ' '), PAUSE_MS);
  const approved = useQuery(articlesQuery({ status: 'approved' })).data?.items ?? [];
  const found = useQuery({ ...articlesQuery({ status: 'approved', q }), enabled: q.length > 2 }).data?.items ?? [];
  const insert = (text: Promise<string>) => void text.then(onPick, notifyProblem);
  const canned = matching(replies, words, ({ shortcut, title, text }) => [shortcut, title, text], MOST);
  const near = matching(approved, words, ({ question }) => [question], MOST);
  const articles = [...new Map([...near, ...found].map((each) => [each.id, each])).values()].slice(0, MOST);
  const options: Option[] = [
    ...canned.map(({ id, shortcut, title, text }) => {
      return {
        id,
        short: `/${shortcut}`,
        title,
        text: withoutVariables(text),
        pick: () => insert(renderReply(id, ticket)),
      };
    }),
    ...articles.map((article) => {
      const { id, question, answer } = article;
      return { id, short: null, title: question, text: answer, pick: () => insert(takeArticle(article)) };
    }),
  ];
  return <Options options={options} list={list} nothing={t('noneFits')} />;
}

function Colleagues({ words, list, onPick }: ChoiceProps<{ id: string; name: string }>) {
  const { t } = useTranslation('answers');
  const agents = (useQuery(agentsQuery).data?.items ?? []).filter(({ disabled }) => !disabled);
  const options = matching(agents, words, ({ name, email }) => [name, email], MOST).map(({ id, name }) => {
    return { id, short: null, title: name, text: '', pick: () => onPick({ id, name }) };
  });
  return <Options options={options} list={list} nothing={t('nobodyFits')} />;
}

interface OptionsProps {
  options: readonly Option[];
  list: ComboboxStore;
  nothing: string;
}

function Options({ options, list, nothing }: OptionsProps) {
  const ids = options.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: Enter takes the best of what is offered now
  useEffect(() => void list.selectFirstOption(), [ids]);
  if (options.length === 0) return <Combobox.Empty>{nothing}</Combobox.Empty>;
  return (
    <Combobox.Options>
      <ScrollArea.Autosize mah={260} type="scroll">
        {options.map(({ id, short, title, text, pick }) => (
          <Combobox.Option key={id} value={id} onClick={pick} className={classes.option}>
            <Group gap={8} wrap="nowrap" justify="space-between">
              <Text size="sm" fw={500} lineClamp={1}>
                {title}
              </Text>
              {short !== null && (
                <Text size="xs" className={classes.about} flex="none">
                  {short}
                </Text>
              )}
            </Group>
            {text !== '' && (
              <Text size="xs" className={classes.about} lineClamp={1}>
                {text}
              </Text>
            )}
          </Combobox.Option>
        ))}
      </ScrollArea.Autosize>
    </Combobox.Options>
  );
}
