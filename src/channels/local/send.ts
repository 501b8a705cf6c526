import type { Delivery, Outgoing } from '../channel.ts'
import { LocalBody } from './body.ts'
import type { LocalFile } from './body.ts'
import type { LocalPorts, LocalRow } from './ports.ts'
import { render } from './render.ts'

/**
 * Puts a message into the chat, or a new body in the place of one. Sending the same outbox row again gives the message that is
 * there. What is to be replaced and is gone is sent as a new message.
 */
export async function send(
  { platform, files, clock }: Pick<LocalPorts, 'platform' | 'files' | 'clock'>,
  outgoing: Outgoing,
): Promise<Delivery> {
  const chatId = outgoing.chat.id
  const governmentId = await platform.governmentOf(chatId)
  if (governmentId === undefined) return { kind: 'refused', why: 'no such seat or room', unreachable: true }
  const before = await platform.sentBefore(outgoing.outboxId)
  if (before) return { kind: 'sent', id: String(before.id) }

  const kept: LocalFile[] = []
  if (outgoing.file) {
    const { name, type, bytes } = outgoing.file
    kept.push({ id: await files.put(outgoing.file, { governmentId, at: clock.now() }), name, type, size: bytes.byteLength })
  }
  const replaced = await rowToReplace(platform, outgoing)
  if (replaced) {
    const before = LocalBody.parse(replaced.body)
    const edited = await platform.edit(chatId, replaced.id, render(outgoing, kept, before))
    if (edited) return { kind: 'sent', id: String(edited.id) }
  }
  const row = await platform.addSent({
    chatId,
    outboxId: outgoing.outboxId,
    body: render(outgoing, kept),
    at: clock.now(),
    replyTo: messageNumber(outgoing.replyTo) ?? null,
  })
  return { kind: 'sent', id: String(row.id) }
}

async function rowToReplace(platform: LocalPorts['platform'], { chat, replaces }: Outgoing): Promise<LocalRow | undefined> {
  const id = messageNumber(replaces)
  const row = id === undefined ? undefined : await platform.find(chat.id, id)
  return row?.author === null ? row : undefined
}

/** The number of a message of ours; nothing for any other text. */
export const messageNumber = (id: string | null | undefined): number | undefined => (id && /^\d{1,9}$/.test(id) ? Number(id) : undefined)
