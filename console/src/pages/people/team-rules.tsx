import { NumberInput, Select, Stack, Switch, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, type Team, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { Loaded } from '../../ui/states.tsx';

type Assignment = Answer<'/api/teams/{id}/assignment', 'get'>;
const STRATEGIES = ['manual', 'round-robin', 'least-loaded'] as const satisfies readonly Assignment['strategy'][];

/** How a team's tickets find their agents, and how many yes its replies need; each change counts at once. */
export function TeamRules({ team: { id, name } }: { team: Team }) {
  const { t } = useTranslation('people');
  const params = { path: { id } };
  const rules = useQuery({
    queryKey: ['team-rules', id],
    queryFn: async ({ signal }) => {
      const [assignment, approval] = await Promise.all([
        take(api.GET('/api/teams/{id}/assignment', { params, signal })),
        take(api.GET('/api/teams/{id}/approval', { params, signal })),
      ]);
      return { assignment, approval };
    },
  });
  const outcome = { done: () => t('saved', { name }), changes: ['team-rules'] };
  const assign = useAct((body: Assignment) => take(api.PUT('/api/teams/{id}/assignment', { params, body })), outcome);
  const approve = useAct(
    (levels: number) => take(api.PUT('/api/teams/{id}/approval', { params, body: { levels } })),
    outcome,
  );
  return (
    <Loaded query={rules}>
      {({ assignment, approval }) => (
        <Stack gap="sm">
          <Title order={3} size="h5">
            {t('assignment')}
          </Title>
          <Select
            label={t('strategy')}
            data={STRATEGIES.map((value) => ({ value, label: t(`strategies.${value}`) }))}
            value={assignment.strategy}
            onChange={(value) => {
              const strategy = STRATEGIES.find((each) => each === value);
              if (strategy !== undefined) assign.mutate({ ...assignment, strategy });
            }}
            allowDeselect={false}
          />
          {(['sticky', 'skills'] as const).map((rule) => (
            <Switch
              key={rule}
              label={t(`rules.${rule}`)}
              checked={assignment[rule]}
              onChange={(event) => assign.mutate({ ...assignment, [rule]: event.currentTarget.checked })}
            />
          ))}
          <NumberInput
            label={t('approvals')}
            description={t('approvalsHint')}
            value={approval.levels}
            onChange={(value) => {
              if (typeof value === 'number' && value !== approval.levels) approve.mutate(value);
            }}
            min={0}
            max={3}
            clampBehavior="strict"
          />
        </Stack>
      )}
    </Loaded>
  );
}
