import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the pane beside the conversation. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="xs" c="dimmed" fw={600} mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}
