import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { refresh } from '../../../api/refresh.ts';
import { useCommands } from '../../../commands/commands.ts';
import { notifyDone } from '../../../ui/notify.ts';
import type { PickerProps } from '../ticket/pickers.tsx';
import { putTicket } from '../ticket-queries.ts';
import { ifMatch, tellRefusal } from '../use-ticket-acts.ts';
import { type Macro, macrosQuery } from './help-queries.ts';

/** Acts that are done together; each is in the palette as well. */
export function MacroPicker({ ticket, opened, onChange }: PickerProps) {
  const { t } = useTranslation('inbox');
  const macros = useQuery(macrosQuery).data?.items ?? [];
  const run = useRun(ticket);
  useCommands(
    macros.map((macro) => {
      const label = t('macro.named', { name: macro.name });
      return { id: `macro ${macro.id}`, label, group: t('ticket', { number: ticket.number }), run: () => run(macro) };
    }),
  );
  if (macros.length === 0) return null;
  return (
    <Menu opened={opened} onChange={onChange} shadow="md" trapFocus returnFocus>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('macro.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {macros.map((macro) => (
          <Menu.Item key={macro.id} onClick={() => run(macro)}>
            {macro.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Runs a macro on the version of the ticket that one sees. */
function useRun({ number, version }: PickerProps['ticket']): (macro: Macro) => void {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ id }: Macro) => {
      const params = { path: { id }, header: ifMatch(version) };
      return take(api.POST('/api/macros/{id}/run', { params, body: { ticket: number } }));
    },
    onSuccess(after, { name }) {
      putTicket(queryClient, after);
      notifyDone(t('macro.done', { name }));
      void refresh(queryClient, ['tickets']);
      void queryClient.invalidateQueries({ queryKey: ['ticket', number, 'history'] });
    },
    onError: (error) => tellRefusal(queryClient, number, error),
  });
  return mutate;
}
