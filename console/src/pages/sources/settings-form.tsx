import { JsonInput, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SettingsField, Written } from './settings-fields.ts';

interface SettingsFormProps {
  fields: readonly SettingsField[];
  written: Written;
  /** What the API says of a field, by its path ("settings.url"). */
  errors: Readonly<Record<string, string>>;
  onWrite: (name: string, text: string) => void;
  /** What a field is called; its name in the documentation where nothing is given. */
  labelOf?: (name: string) => string;
  /** Secrets that are kept already: they may be left empty. */
  kept?: readonly string[];
}

/** One field for each of a kind's settings; those that are seldom used go by the names of the documentation. */
export function SettingsForm({ fields, written, errors, onWrite, labelOf, kept = [] }: SettingsFormProps) {
  const { t } = useTranslation('sources');
  return fields.map((field) => (
    <Field
      key={field.name}
      label={labelOf?.(field.name) ?? t(`fields.${field.name}`, { defaultValue: field.name })}
      isKept={kept.includes(field.name)}
      field={field}
      text={written[field.name] ?? ''}
      error={errors[`settings.${field.name}`] ?? errors[field.name]}
      onWrite={(text) => onWrite(field.name, text)}
    />
  ));
}

interface FieldProps {
  field: SettingsField;
  label: string;
  isKept: boolean;
  text: string;
  error: string | undefined;
  onWrite: (text: string) => void;
}

function Field({ field, label, isKept, text, error, onWrite }: FieldProps) {
  const { t } = useTranslation('sources');
  const { shape, choices, preset } = field;
  const common = { label, required: field.required && !isKept, error, placeholder: isKept ? t('secretKept') : preset };
  switch (shape) {
    case 'secret':
      return (
        <PasswordInput
          {...common}
          autoComplete="off"
          value={text}
          onChange={(event) => onWrite(event.currentTarget.value)}
        />
      );
    case 'number':
      return <NumberInput {...common} value={text} onChange={(value) => onWrite(String(value))} />;
    case 'switch':
      return (
        <Switch
          label={label}
          checked={(text || preset) === 'true'}
          onChange={(event) => onWrite(String(event.currentTarget.checked))}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={[...choices]}
          value={text || null}
          onChange={(value) => onWrite(value ?? '')}
          clearable
        />
      );
    case 'lines':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => onWrite(event.currentTarget.value)}
        />
      );
    case 'json':
      return <JsonInput {...common} autosize minRows={3} value={text} onChange={onWrite} />;
    default:
      return <TextInput {...common} value={text} onChange={(event) => onWrite(event.currentTarget.value)} />;
  }
}
