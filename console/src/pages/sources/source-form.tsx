import { Button, Collapse, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { notifyDone, notifyProblem } from '../../ui/notify.ts';
import { Loaded } from '../../ui/states.tsx';
import { type Preview, PreviewList } from './preview-list.tsx';
import { QueryChoice } from './query-choice.tsx';
import { fieldsOf, settingsOf, type Written } from './settings-fields.ts';
import { SettingsForm } from './settings-form.tsx';

interface Kind {
  kind: string;
  summary: string;
  settings: unknown;
}

/** A new source, shown what it would yield before it is made. */
export function SourceForm({ onDone }: { onDone: () => void }) {
  const kinds = useQuery({
    queryKey: ['source-kinds'],
    queryFn: ({ signal }) => take(api.GET('/api/source-kinds', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Loaded query={kinds}>{({ items }) => <Form kinds={items} onDone={onDone} />}</Loaded>;
}

function Form({ kinds, onDone }: { kinds: readonly Kind[]; onDone: () => void }) {
  const { t } = useTranslation('sources');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [kind, setKind] = useState('forum');
  const [name, setName] = useState('');
  const [everyMinutes, setEveryMinutes] = useState<number | string>(15);
  const [written, setWritten] = useState<Written>({});
  const [queryIds, setQueryIds] = useState<string[]>([]);
  const [more, setMore] = useState(false);
  const chosen = kinds.find((each) => each.kind === kind);
  const fields = fieldsOf(chosen?.settings);
  const isHandedIn = kind === 'import';
  const preview = useMutation({
    mutationFn: () => {
      const body = { kind, settings: settingsOf(fields, written), limit: 5 };
      return take(api.POST('/api/sources/preview', { body })) as Promise<Preview>;
    },
    onError: notifyProblem,
  });
  const add = useMutation({
    async mutationFn() {
      const settings = settingsOf(fields, written);
      const body = { kind, name, everyMinutes: Number(everyMinutes), settings, queries: queryIds };
      const { id } = await take(api.POST('/api/sources', { body }));
      if (!isHandedIn) await take(api.POST('/api/sources/{id}/collect', { params: { path: { id } } }));
    },
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['sources'] });
      notifyDone(t('added', { name }));
      onDone();
    },
    onError: notifyProblem,
  });
  const refused = preview.error ?? add.error;
  const form = {
    written,
    errors: refused === null ? {} : asProblem(refused).fields,
    onWrite: (field: string, text: string) => setWritten({ ...written, [field]: text }),
  };
  const optional = fields.filter(({ required }) => !required);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <Select
        label={t('kind')}
        data={kinds.map((each) => ({ value: each.kind, label: t(`kinds.${each.kind}`, { defaultValue: each.kind }) }))}
        value={kind}
        onChange={(value) => {
          setKind(value ?? kind);
          setWritten({});
          preview.reset();
        }}
        allowDeselect={false}
        searchable
      />
      <Text size="sm" c="dimmed" lang="en">
        {chosen?.summary}
      </Text>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        required
      />
      <SettingsForm fields={fields.filter(({ required }) => required)} {...form} />
      {!isHandedIn && (
        <NumberInput
          label={t('everyMinutes')}
          value={everyMinutes}
          onChange={setEveryMinutes}
          min={1}
          max={10_080}
          required
        />
      )}
      <QueryChoice value={queryIds} onChange={setQueryIds} />
      {optional.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setMore(!more)} aria-expanded={more} w="fit-content">
          {t('more', { count: optional.length })}
        </Button>
      )}
      <Collapse expanded={more}>
        <Stack gap="sm">
          <SettingsForm fields={optional} {...form} />
        </Stack>
      </Collapse>
      {preview.data !== undefined && <PreviewList preview={preview.data} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {common('cancel')}
        </Button>
        {!isHandedIn && (
          <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
            {t('preview')}
          </Button>
        )}
        <Button type="submit" loading={add.isPending}>
          {t('add')}
        </Button>
      </Group>
    </Stack>
  );
}
