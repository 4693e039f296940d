import { Kbd } from '@mantine/core';
import { spell } from './keys.ts';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as keys. */
export function Keys({ of }: { of: string }) {
  return (
    <span>
      {spell(of, IS_MAC).map((key) => (
        <Kbd key={key} size="xs" ml={2}>
          {key}
        </Kbd>
      ))}
    </span>
  );
}
