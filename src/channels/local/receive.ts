import type { Body, Incoming } from '../../message/incoming.ts'
import type { LocalFile } from './body.ts'

/** What a seat did, once it is known that the seat may do it. */
export type Deed = {
  /** The sender's own id for it: the same id again is the same deed. */
  id: string
  chat: { id: string; kind: 'private' | 'room' }
  /** The person who did it: in a private chat the seat itself. */
  by: string
  at: Date
  replyTo: string | null
  what: { kind: 'said'; text: string } | { kind: 'pressed'; token: string } | { kind: 'sent-files'; files: LocalFile[]; caption: string }
}

/** A deed as the house takes it from any channel. */
export function receive(deed: Deed): Incoming {
  return {
    // Scripts count for themselves in each chat: what is one deed is the id, in its chat, of its kind.
    id: `local:${deed.chat.id}:${deed.what.kind}:${deed.id}`,
    chat: { channel: 'local', id: deed.chat.id, kind: deed.chat.kind },
    person: { channel: 'local', id: deed.by },
    at: deed.at.toISOString(),
    body: bodyOf(deed.what),
    ...(deed.replyTo !== null && { replyTo: deed.replyTo }),
  }
}

const command = /^\/([a-z][a-z0-9_-]*)(?:@\S+)?(?:\s+([\s\S]*))?$/i

function bodyOf(what: Deed['what']): Body {
  switch (what.kind) {
    case 'pressed':
      return { kind: 'press', token: what.token }
    case 'sent-files':
      return {
        kind: 'upload',
        files: what.files.map(({ id, name, type, size }) => ({ ref: String(id), name, type, size })),
        ...(what.caption && { caption: what.caption }),
      }
    case 'said': {
      const found = command.exec(what.text)
      if (!found) return { kind: 'text', text: what.text }
      return { kind: 'command', name: (found[1] ?? '').toLowerCase(), argument: (found[2] ?? '').trim() }
    }
  }
}
