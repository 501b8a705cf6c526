import { z } from 'zod'
import type { Texts } from '../../text/texts.ts'
import type { Answer, SlackApi } from './api.ts'
import type { SlashCommand } from './payload.ts'
import type { Bot } from './receive.ts'
import { isDirect } from './references.ts'

const Info = z.object({ channel: z.object({ is_member: z.boolean() }) })

/**
 * Commands may be typed in every channel, and what the house answers is refused where the app is no member. There the one who typed it
 * is told so, and nobody else: at the address that comes with a command, which needs no membership.
 */
export async function tellWhereUninvited(api: SlackApi, command: SlashCommand, { user }: Bot, texts: Texts): Promise<void> {
  const { channel_id: channel, response_url: address } = command
  // In a direct channel, whoever it is with, a command is answered in the person's own chat.
  if (address === undefined || isDirect(channel) || !isNoMember(await api.call('conversations.info', { channel }))) return
  // A mention, which Slack shows by the name that the app has in this workspace.
  await api.respond(address, texts.plain('slack.uninvited', { command: `/invite ${user === undefined ? '@Capaian' : `<@${user}>`}` }))
}

/** Of a private channel where the app is not, Slack says that there is none. */
function isNoMember(answer: Answer): boolean {
  if (!answer.ok) return answer.failure.kind === 'said-no' && answer.failure.code === 'channel_not_found'
  const read = Info.safeParse(answer.result)
  return read.success && !read.data.channel.is_member
}
