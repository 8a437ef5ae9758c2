import { codeWords } from '@/lib/codes';
import type { Language } from '@/lib/session-state';
import { instant, text, type Json } from '@/lib/json';
import { words } from './words';

/** A message as the API reports it: its status, never its content. */
export interface Message {
  id: string;
  direction: string | undefined;
  kind: string | undefined;
  status: string | undefined;
  conversationId: string | undefined;
  tenantId: string | undefined;
  channelMessageId: string | undefined;
  deskMessageId: string | undefined;
  mediaType: string | undefined;
  reason: string | undefined;
  detail: string | undefined;
  acceptedAt: Date | undefined;
  /** The stage where it waits, if it was not assigned to a conversation yet; then it has no trace. */
  stage: string | undefined;
}

export function readMessage(it: Json): Message {
  return {
    id: text(it, 'id') ?? '',
    direction: text(it, 'direction'),
    kind: text(it, 'kind'),
    status: text(it, 'status'),
    conversationId: text(it, 'conversationId'),
    tenantId: text(it, 'tenantId'),
    channelMessageId: text(it, 'channelMessageId'),
    deskMessageId: text(it, 'deskMessageId'),
    mediaType: text(it, 'mediaType'),
    reason: text(it, 'reason'),
    detail: text(it, 'detail'),
    acceptedAt: instant(it, 'acceptedAt'),
    stage: text(it, 'stage'),
  };
}

/** "Text from the person to the desk". */
export function titleOf({ kind, direction }: Message, language: Language): string {
  const said = words[language];
  const way = (direction ?? '').toLowerCase();
  return `${codeWords(kind ?? 'message', language)} ${way.startsWith('in') ? said.toDesk : way.startsWith('out') ? said.toPerson : said.noWay}`;
}
