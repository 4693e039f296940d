import { Button, Code, Collapse, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** Each form of a rule by an example; its meaning stands under `syntax` in the language files. */
const FORMS = [
  ['word', 'mạng'],
  ['exact', '=mạng'],
  ['phrase', '"mạng chậm"'],
  ['and', 'mạng AND chậm'],
  ['or', 'mạng OR wifi'],
  ['not', 'mạng NOT tuyển dụng'],
  ['brackets', '(mạng OR wifi) chậm'],
  ['prefix', 'viet*'],
  ['near', 'mạng near/5 chậm'],
  ['author', 'author:"CSKH"'],
  ['source', 'source:tinhte'],
] as const;

export function SyntaxHelp() {
  const { t } = useTranslation('queries');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
        {t('help')}
      </Button>
      <Collapse expanded={isOpen}>
        <Table verticalSpacing={4} mt="xs">
          <Table.Tbody>
            {FORMS.map(([form, example]) => (
              <Table.Tr key={form}>
                <Table.Td w={200}>
                  <Code>{example}</Code>
                </Table.Td>
                <Table.Td>{t(`syntax.${form}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}
