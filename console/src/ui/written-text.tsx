import { Text } from '@mantine/core';
import classes from './written-text.module.css';

/** What somebody wrote, as they wrote it: their lines stay, and it is never read as anything but text. */
export function WrittenText({ text }: { text: string }) {
  return (
    <Text size="sm" className={classes.text}>
      {text}
    </Text>
  );
}
