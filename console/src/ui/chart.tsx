import { Box, Button, Skeleton, useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { EChartsOption } from 'echarts';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from './data-table.tsx';
import { notifyProblem } from './notify.ts';

/** A point of a chart that was picked. */
export interface Picked {
  seriesIndex: number;
  dataIndex: number;
}

interface ChartProps<Row> {
  /** What it shows, in a sentence: its name for who hears it. */
  title: string;
  option: EChartsOption;
  height?: number;
  /** The same figures as a table, for who does not see the picture. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  onPick?: (picked: Picked) => void;
}

/** What every chart has; tooltips are drawn into the picture, because the page's policy lets nothing style itself. */
function dressed(option: EChartsOption, isDark: boolean, isStill: boolean): EChartsOption {
  const ink = isDark ? '#c9c9c9' : '#495057';
  const axis = { splitLine: { lineStyle: { color: isDark ? '#3b3b3b' : '#e9ecef' } } };
  return {
    animation: !isStill,
    textStyle: { fontFamily: 'inherit', color: ink },
    color: isDark
      ? ['#4fb3ab', '#e8a54b', '#8fa8f0', '#e58585', '#a3c76d']
      : ['#0b6e69', '#b8650a', '#4263eb', '#c92a2a', '#5c940d'],
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    legend: { top: 0, textStyle: { color: ink } },
    ...option,
    xAxis: { ...option.xAxis, ...axis },
    yAxis: { ...option.yAxis, ...axis },
    tooltip: { trigger: 'axis', ...(option.tooltip as object), renderMode: 'richText' },
  };
}

/** A picture of figures, and the same figures as a table at the press of a button. */
export function Chart<Row>({ title, option, height = 280, columns, rows, rowKey, onPick }: ChartProps<Row>) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  return (
    <Box>
      <Button size="compact-xs" variant="subtle" mb={4} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {t(asTable ? 'chart.asChart' : 'chart.asTable')}
      </Button>
      {asTable ? (
        <DataTable caption={title} columns={columns} rows={rows} rowKey={rowKey} />
      ) : (
        <Canvas title={title} option={option} height={height} onPick={onPick} />
      )}
    </Box>
  );
}

type CanvasProps = {
  title: string;
  option: EChartsOption;
  height: number;
  onPick: ((picked: Picked) => void) | undefined;
};

function Canvas({ title, option, height, onPick }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useChart(place);
  const isDark = useComputedColorScheme('light') === 'dark';
  const isStill = useReducedMotion();
  useEffect(() => {
    chart?.setOption(dressed(option, isDark, isStill), { notMerge: true });
  }, [chart, option, isDark, isStill]);
  useEffect(() => {
    if (chart === null || onPick === undefined) return;
    chart.on('click', ({ seriesIndex = 0, dataIndex = 0 }) => onPick({ seriesIndex, dataIndex }));
    return () => void chart.off('click');
  }, [chart, onPick]);
  return (
    <Box pos="relative" h={height}>
      {chart === null && <Skeleton h={height} />}
      <Box ref={place} h={height} role="img" aria-label={title} pos="absolute" inset={0} />
    </Box>
  );
}

/** ECharts in an element, of the element's size, once its code has come. */
function useChart(place: React.RefObject<HTMLDivElement | null>): EChartsType | null {
  const [chart, setChart] = useState<EChartsType | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let made: EChartsType | undefined;
    let gone = false;
    const observer = new ResizeObserver(() => made?.resize());
    import('./echarts.ts').then(({ init }) => {
      if (gone) return;
      made = init(element);
      observer.observe(element);
      setChart(made);
    }, notifyProblem);
    return () => {
      gone = true;
      observer.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, [place]);
  return chart;
}
