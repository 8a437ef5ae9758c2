import { NativeSelect, PasswordInput, TextInput, Textarea } from '@mantine/core';
import { useId } from 'react';
import { useLanguage, useWords } from '@/lib/language';
import { fieldWords } from '../field-words';
import type { Connector, Endpoint, Entered, Field, Finding } from '../setup-api';
import styles from '../setup.module.css';
import { words } from '../words';
import { FieldFinding } from './findings';

export interface FormState {
  entered: Entered;
  /** What is wrong, by the field's name. */
  problems: Record<string, string>;
  findings: Finding[];
}

interface Shown extends FormState {
  connector: Connector;
  /** The saved endpoint, when it is changed. */
  saved?: Endpoint | undefined;
  onChange: (name: string, value: string) => void;
  onLeave: (name: string) => void;
}

/** What every administrator fills in comes first; the rest is folded. */
function isMain(field: Field, connector: Connector): boolean {
  if (field.operatorOnly || field.generated) return false;
  return (field.required && field.defaultValue === undefined) || (field.type === 'REGION' && field.defaultValue === undefined && connector.side === 'desks');
}

/** The form of a connector, rendered from its own description. */
export function ConnectorForm(shown: Shown) {
  const said = useWords(words);
  const { connector, problems } = shown;
  const main = connector.fields.filter((field) => isMain(field, connector));
  const more = connector.fields.filter((field) => !isMain(field, connector));
  const open = more.some((field) => problems[field.name]);
  return (
    <>
      {main.map((field) => (
        <OneField key={field.name} field={field} {...shown} />
      ))}
      {more.length > 0 && (
        <details className={styles.more} open={open || undefined}>
          <summary>{said.more}</summary>
          <div className={styles.form}>
            {more.map((field) => (
              <OneField key={field.name} field={field} {...shown} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function OneField({ field, connector, entered, saved, problems, findings, onChange, onLeave }: Shown & { field: Field }) {
  const said = useWords(words);
  const language = useLanguage();
  const id = useId();
  const translated = fieldWords(language, connector.kind, field.name);
  const label = translated?.label ?? field.label;
  const isSaved = saved?.secrets.includes(field.name) === true;
  const about = findings.filter((finding) => finding.field === field.name);
  const hints = [
    translated?.help ?? field.help,
    field.type === 'SECRET' && isSaved ? said.kept : undefined,
    field.generated && !isSaved ? said.generated : undefined,
  ].filter(Boolean);
  const optional = !field.required || field.defaultValue !== undefined || field.generated;
  const common = {
    id,
    name: field.name,
    label: (
      <>
        {label}
        {optional && <span className={styles.optional}> ({said.optional})</span>}
      </>
    ),
    description: (
      <>
        {hints.join(' ')}{' '}
        {field.findIt && (
          <a href={field.findIt} target="_blank" rel="noreferrer">
            {said.findIt}
          </a>
        )}
      </>
    ),
    error: problems[field.name] ? `${label} ${problems[field.name]}` : undefined,
    value: entered[field.name] ?? '',
    onBlur: () => onLeave(field.name),
    size: 'md' as const,
  };
  const change = (event: { currentTarget: { value: string } }) => onChange(field.name, event.currentTarget.value);
  return (
    <div className={styles.field}>
      {field.type === 'SECRET' ? (
        <PasswordInput {...common} onChange={change} placeholder={isSaved ? '••••••••••••' : undefined} autoComplete="new-password" />
      ) : field.type === 'CHOICE' || field.type === 'REGION' ? (
        <NativeSelect {...common} onChange={change} data={[...(field.defaultValue === undefined ? [{ value: '', label: said.noChoice }] : []), ...field.options]} value={entered[field.name] ?? field.defaultValue ?? ''} />
      ) : field.type === 'LIST' ? (
        <Textarea {...common} onChange={change} rows={3} />
      ) : (
        <TextInput {...common} onChange={change} type={field.type === 'URL' ? 'url' : 'text'} placeholder={field.defaultValue} autoComplete="off" spellCheck={false} />
      )}
      {about.map((finding) => (
        <FieldFinding key={finding.check} finding={finding} later={!finding.ok && finding.reconnect && !saved} />
      ))}
    </div>
  );
}
