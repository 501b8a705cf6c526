import type { Keep } from '../channel.ts'
import type { Bell } from './bell.ts'
import { LocalBody, tokensOf } from './body.ts'
import type { LocalFile } from './body.ts'
import type { LocalPorts, LocalRow } from './ports.ts'
import { Problem } from './problem.ts'
import { receive } from './receive.ts'
import type { Deed } from './receive.ts'
import { renderSaid } from './render.ts'
import type { Place } from './seats.ts'
import { messageNumber } from './send.ts'

/** What seats do: each is stored in the chat and kept by the house before it is acknowledged. */
export type Deeds = {
  say: (
    place: Place,
    said: { id: string; text: string; replyTo?: string; files?: LocalFile[] },
  ) => Promise<{ row: LocalRow; repeated: boolean }>
  press: (place: Place, press: { id: string; message?: string; token?: string; label?: string }) => Promise<LocalRow>
}

/** As many of the newest messages as are searched for a button that is named by its label. */
const searched = 50

/**
 * What people do on the local chat. First the chat, then the house: if the house fails to keep it, the sender hears so and sends it
 * again with the same id, and the chat still has it once and before its answer.
 */
export function createDeeds({ platform, clock }: Pick<LocalPorts, 'platform' | 'clock'>, bell: Bell, keep: Keep): Deeds {
  const hand = async (deed: Deed) => {
    await keep(receive(deed)).catch((cause: unknown) => {
      throw Object.assign(new Problem('not-stored'), { cause })
    })
  }

  return {
    say: async (place, { id, text, replyTo, files = [] }) => {
      const answered = replyTo === undefined ? null : (await messageOf(platform, place, replyTo)).id
      const at = clock.now()
      const body = renderSaid(id, text, files)
      const added = await platform.addSaid({ chatId: place.chat.id, author: place.by, clientId: id, body, at, replyTo: answered })
      bell.ring()
      const what: Deed['what'] = files.length > 0 ? { kind: 'sent-files', files, caption: text } : { kind: 'said', text }
      await hand({ id, ...place, at: added.row.at, replyTo: answered === null ? null : String(answered), what })
      return added
    },
    press: async (place, { id, message, token, label }) => {
      const row = message === undefined ? await newestWith(platform, place, token, label) : await messageOf(platform, place, message)
      const body = LocalBody.parse(row.body)
      const pressed = token ?? body.buttons.flat().find((button) => button.label === label)?.token
      if (pressed === undefined || !tokensOf(body).includes(pressed)) throw new Problem('unknown-button')
      // Marked only while the message stands as it was read: what the house has put in its place meanwhile is not undone.
      const marked = await platform.edit(place.chat.id, row.id, { ...body, pressed: { token: pressed, by: place.by } }, row.revision)
      bell.ring()
      await hand({ id, ...place, at: clock.now(), replyTo: null, what: { kind: 'pressed', token: pressed } })
      return marked ?? row
    },
  }
}

async function messageOf(platform: LocalPorts['platform'], place: Place, id: string): Promise<LocalRow> {
  const number = messageNumber(id)
  const row = number === undefined ? undefined : await platform.find(place.chat.id, number)
  if (!row) throw new Problem('unknown-message')
  return row
}

async function newestWith(platform: LocalPorts['platform'], place: Place, token?: string, label?: string): Promise<LocalRow> {
  const rows = await platform.newest(place.chat.id, searched)
  const carries = (row: LocalRow) =>
    LocalBody.parse(row.body)
      .buttons.flat()
      .some((button) => (token === undefined ? button.label === label : button.token === token))
  const found = rows.findLast(carries)
  if (!found) throw new Problem('unknown-button')
  return found
}
