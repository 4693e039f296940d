import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { useMay } from '../../../api/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { notifyDone, notifyProblem } from '../../../ui/notify.ts';
import { customerMatchesQuery } from '../customer-queries.ts';

/** What of a proposal is shown. */
interface Match {
  id: string;
  confidence: number;
  customers: readonly { id: string; name: string | null }[];
}

/** Other customers that may be the same person: somebody who knows says so. */
export function CustomerMatches({ id }: { id: string }) {
  const { data } = useQuery(customerMatchesQuery(id));
  return data?.items.slice(0, 3).map((match) => <Proposal key={match.id} match={match} customer={id} />);
}

function Proposal({ match, customer }: { match: Match; customer: string }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const mayWrite = useMay('tickets:write');
  const decide = useDecision(match.id);
  const name = match.customers.find(({ id }) => id !== customer)?.name ?? t('noCustomer');
  return (
    <Alert variant="light" p="xs" mt={8} color="brand">
      <Text size="xs">{t('match.maybe', { name, share: format.percent(match.confidence) })}</Text>
      {mayWrite && (
        <Group gap={6} mt={6}>
          <Button size="compact-xs" loading={decide.isPending} onClick={() => decide.mutate('make')}>
            {t('match.yes')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={decide.isPending}
            onClick={() => decide.mutate('refuse')}
          >
            {t('match.no')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function useDecision(id: string) {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['customers'] });
    void queryClient.invalidateQueries({ queryKey: ['ticket'] });
  };
  const undo = () =>
    take(api.POST('/api/customer-matches/{id}/undo', { params: { path: { id } } })).then(refresh, notifyProblem);
  return useMutation({
    mutationFn: (decision: 'make' | 'refuse'): Promise<unknown> =>
      decision === 'make'
        ? take(api.POST('/api/customer-matches/{id}/make', { params: { path: { id } } }))
        : take(api.POST('/api/customer-matches/{id}/refuse', { params: { path: { id } } })),
    onSuccess(_match, decision) {
      refresh();
      if (decision === 'make') notifyDone(t('match.made'), () => void undo());
    },
    onError: notifyProblem,
  });
}
