import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Chart } from '../../ui/chart.tsx';
import type { Column } from '../../ui/data-table.tsx';
import type { Asked, Group } from './analytics-queries.ts';
import { COMPLAINT_COLOURS } from './colours.ts';
import { useOpenMentions } from './open-mentions.ts';

/** What groups are made by, as the mentions' filter calls it. */
export type GroupField = 'topic' | 'brand' | 'source' | 'province';

/** More bars than this can't be read; the table has all. */
const MOST_BARS = 10;
const BAR_PX = 30;

interface GroupChartProps {
  title: string;
  items: readonly Group[];
  field: GroupField;
  asked: Asked;
  nameOf: (group: Group) => string;
}

/** Groups of mentions as bars, complaints among them apart; a part of a bar opens the mentions that it counts. */
export function GroupChart({ title, items, field, asked, nameOf }: GroupChartProps) {
  const { t } = useTranslation('analytics');
  const format = useFormat();
  const open = useOpenMentions(asked);
  const bars = useMemo(() => items.slice(0, MOST_BARS), [items]);
  const names = bars.map(nameOf).join('\n');
  const option = useMemo<EChartsOption>(() => {
    const series = (['complaints', 'others'] as const).map((part) => ({
      type: 'bar' as const,
      stack: 'all',
      name: t(`counted.${part}`),
      color: COMPLAINT_COLOURS[part],
      barMaxWidth: 18,
      data: bars.map(({ count, complaints }) => (part === 'complaints' ? complaints : count - complaints)),
    }));
    return {
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.split('\n'),
        axisLabel: { width: 130, overflow: 'truncate' },
      },
      series,
    };
  }, [bars, names, t]);
  const total = items.reduce((sum, { count }) => sum + count, 0);
  const columns: Column<Group>[] = [
    { id: 'name', title, cell: nameOf },
    { id: 'count', title: t('counted.count'), cell: ({ count }) => format.number(count), isNumber: true },
    { id: 'share', title: t('share'), cell: ({ count }) => format.percent(count / total), isNumber: true },
    {
      id: 'complaints',
      title: t('counted.complaints'),
      cell: (item) => format.number(item.complaints),
      isNumber: true,
    },
    { id: 'negative', title: t('counted.negative'), cell: ({ negative }) => format.number(negative), isNumber: true },
  ];
  return (
    <Chart
      title={title}
      option={option}
      height={64 + bars.length * BAR_PX}
      columns={columns}
      rows={items}
      rowKey={({ key }) => key}
      onPick={({ seriesIndex, dataIndex }) => {
        const complaint = seriesIndex === 0 ? 'true' : 'false';
        open({ [field]: bars[dataIndex]?.key, complaint });
      }}
    />
  );
}
