import type { Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import type { Delivery } from '../channel.ts'
import type { SlackApi } from './api.ts'
import type { View } from './modal.ts'
import { plainText } from './plain-text.ts'
import { homeParts } from './references.ts'
import type { HomePart } from './references.ts'
import { partBlocks } from './render.ts'
import type { Block } from './render.ts'
import { verdictOn } from './verdict.ts'

/** What a home page offers: a press is the command in the person's own chat, where its answer comes. */
const offered = ['lapor', 'tugas', 'capaian', 'target', 'bantuan'] as const

/** Slack takes a hundred blocks; each part gets its share. */
const blocksOfPart = 40

/** What was last said in the parts of a home page. */
export type HomePage = Partial<Record<HomePart, Part[]>>

/** The home page of a person: my tasks and my agency's figures, as the house answers the commands of these names, and buttons for more. */
export function homeView(page: HomePage, texts: Texts): View {
  const known = homeParts.flatMap((part) => (page[part] ? [{ part, parts: page[part] }] : []))
  return {
    type: 'home',
    blocks: [
      { type: 'actions', block_id: 'commands', elements: offered.map((name) => commandButton(name, texts)) },
      ...known.flatMap(({ part, parts }): Block[] => [
        { type: 'divider' },
        { type: 'header', text: plainText(texts.plain(`slack.home.${part}`), 150) },
        ...partBlocks(parts, blocksOfPart),
      ]),
    ],
  }
}

const commandButton = (name: (typeof offered)[number], texts: Texts) => ({
  type: 'button',
  text: plainText(texts.plain(`slack.home.button.${name}`), 75),
  action_id: `command:${name}`,
  ...(name === 'lapor' && { style: 'primary' }),
})

/** The pages that were shown a moment ago: both parts of a page come one after the other and stand on it together. */
export type HomePages = {
  put: (user: string, part: HomePart, parts: Part[]) => HomePage
  newest: (user: string) => HomePage | undefined
}

/** Remembers as many pages as people are likely to have open; a forgotten one is filled again when it is opened. */
export function createHomePages(most = 500): HomePages {
  const pages = new Map<string, HomePage>()
  return {
    put: (user, part, parts) => {
      const page = { ...pages.get(user), [part]: parts }
      pages.delete(user)
      pages.set(user, page)
      const [oldest] = pages.keys()
      if (pages.size > most && oldest !== undefined) pages.delete(oldest)
      return page
    },
    newest: (user) => pages.get(user),
  }
}

/** Shows a home page. It is written over each time, so a repeat does no harm. */
export async function publishHome(api: SlackApi, user: string, view: View): Promise<Delivery> {
  const answer = await api.call('views.publish', { user_id: user, view })
  return answer.ok ? { kind: 'sent', id: `home:${user}` } : verdictOn(answer.failure)
}
