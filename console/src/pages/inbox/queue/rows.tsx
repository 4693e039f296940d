import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../api/types.ts';
import classes from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import type { Selection } from './use-selection.ts';

/** As high as a row is, so that ten thousand need no measuring. */
const ROW_PX = 76;
const rowHeight = () => ROW_PX;

interface RowsProps {
  tickets: readonly Ticket[];
  current: number | null;
  selection: Selection;
  /** Called when the end comes near. */
  onEnd: () => void;
}

/** Only the rows in sight are drawn. */
export const Rows = memo(function Rows({ tickets, current, selection, onEnd }: RowsProps) {
  const { t } = useTranslation('inbox');
  const scroller = useRef<HTMLDivElement>(null);
  // The same function as long as the tickets are: else every row would be placed anew at each drawing.
  const keyOf = useCallback((index: number) => tickets[index]?.number ?? index, [tickets]);
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 6,
    getItemKey: keyOf,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= tickets.length - 20) onEnd();
  }, [last, tickets.length, onEnd]);
  // Only when another ticket is opened: one that is answered moves down the queue, and the agent's eyes stay here.
  const shown = useRef<number | null>(null);
  useEffect(() => {
    if (shown.current === current) return;
    const place = tickets.findIndex(({ number }) => number === current);
    if (place < 0) return;
    shown.current = current;
    rows.scrollToIndex(place, { align: 'auto' });
  }, [current, tickets, rows]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('list')}>
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const ticket = tickets[index];
          if (ticket === undefined) return null;
          return (
            <li
              key={key}
              aria-setsize={tickets.length}
              aria-posinset={index + 1}
              className={classes.item}
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              <QueueRow
                ticket={ticket}
                isCurrent={ticket.number === current}
                isSelected={selection.numbers.has(ticket.number)}
                onToggle={selection.toggle}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
});
