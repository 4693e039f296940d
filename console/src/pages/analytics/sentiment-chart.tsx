import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { SENTIMENTS } from '../../mention/labels.ts';
import { Chart } from '../../ui/chart.tsx';
import type { Column } from '../../ui/data-table.tsx';
import type { Asked, Group } from './analytics-queries.ts';
import { noonOf, stepSpan } from './analytics-search.ts';
import { SENTIMENT_COLOURS } from './colours.ts';
import { useOpenMentions } from './open-mentions.ts';

/** Sentiment step by step, stacked; a part of a bar opens the mentions that it counts. */
export function SentimentChart({ steps, asked }: { steps: readonly Group[]; asked: Asked }) {
  const { t } = useTranslation('analytics');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const open = useOpenMentions(asked);
  const option = useMemo<EChartsOption>(
    () => ({
      xAxis: { type: 'category', data: steps.map(({ key }) => format.date(noonOf(key))) },
      yAxis: { type: 'value', minInterval: 1 },
      series: SENTIMENTS.map((sentiment) => ({
        type: 'bar',
        stack: 'all',
        name: label(`sentiment.${sentiment}`),
        color: SENTIMENT_COLOURS[sentiment],
        barMaxWidth: 48,
        data: steps.map((step) => step[sentiment]),
      })),
    }),
    [steps, format, label],
  );
  const columns: Column<Group>[] = [
    { id: 'step', title: t('step'), cell: ({ key }) => format.date(noonOf(key)) },
    ...SENTIMENTS.map((sentiment) => ({
      id: sentiment,
      title: label(`sentiment.${sentiment}`),
      cell: (step: Group) => format.number(step[sentiment]),
      isNumber: true,
    })),
    {
      id: 'complaints',
      title: t('counted.complaints'),
      cell: (step) => format.number(step.complaints),
      isNumber: true,
    },
  ];
  const keys = steps.map(({ key }) => key);
  return (
    <Chart
      title={t('overTime')}
      option={option}
      columns={columns}
      rows={steps}
      rowKey={({ key }) => key}
      onPick={({ seriesIndex, dataIndex }) =>
        open({ ...stepSpan(keys, dataIndex, asked.spans.shown), sentiment: SENTIMENTS[seriesIndex] })
      }
    />
  );
}
