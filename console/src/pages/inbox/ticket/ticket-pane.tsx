import { ActionIcon, Drawer, Tooltip } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { PersonIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, memo, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/session.ts';
import type { TicketDetail } from '../../../api/types.ts';
import { Loaded, Loading } from '../../../ui/states.tsx';
import { ticketDetailQuery } from '../ticket-queries.ts';
import { Conversation } from './conversation.tsx';
import { CustomerTyping } from './customer-typing.tsx';
import classes from './ticket.module.css';
import { TicketHeader } from './ticket-header.tsx';
import { useOnlookers } from './use-onlookers.ts';
import { useReveal } from './use-reveal.ts';

// What is beside and below the conversation comes after it.
const ReplyBox = lazy(async () => ({ default: (await import('./reply-box.tsx')).ReplyBox }));
const SidePane = lazy(async () => ({ default: (await import('./side-pane.tsx')).SidePane }));

/** One ticket: what was said, a box to answer in, and the customer beside it. */
export const TicketPane = memo(function TicketPane({ number }: { number: number }) {
  const query = useQuery(ticketDetailQuery(number));
  return <Loaded query={query}>{(ticket) => <OpenTicket ticket={ticket} />}</Loaded>;
});

function OpenTicket({ ticket: read }: { ticket: TicketDetail }) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const [isSideOpen, side] = useDisclosure(false);
  const isWide = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const mayWrite = useMay('tickets:write');
  const { ticket, ...reveal } = useReveal(read);
  const onlookers = useOnlookers(ticket.number);
  const pane = (
    <Suspense fallback={<Loading />}>
      <SidePane ticket={ticket} />
    </Suspense>
  );
  return (
    <div className={classes.pane} data-wide={isWide || undefined}>
      <article className={classes.middle} aria-label={t('ticket', { number: ticket.number })}>
        <TicketHeader ticket={read} reveal={reveal}>
          {!isWide && (
            <Tooltip label={t('side.title')}>
              <ActionIcon variant="default" size="md" aria-label={t('side.title')} onClick={side.open}>
                <PersonIcon />
              </ActionIcon>
            </Tooltip>
          )}
        </TicketHeader>
        <Conversation ticket={ticket} />
        {ticket.channel === 'web-chat' && <CustomerTyping ticket={ticket.number} />}
        {mayWrite && (
          <Suspense fallback={<Loading />}>
            <ReplyBox ticket={read} onlookers={onlookers.others} onDoing={onlookers.say} />
          </Suspense>
        )}
      </article>
      {isWide ? (
        <aside className={classes.side} aria-label={t('side.title')}>
          {pane}
        </aside>
      ) : (
        <Drawer
          opened={isSideOpen}
          onClose={side.close}
          position="right"
          title={t('side.title')}
          closeButtonProps={{ 'aria-label': common('close') }}
        >
          {pane}
        </Drawer>
      )}
    </div>
  );
}
