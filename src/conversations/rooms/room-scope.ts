import type { AgencyName } from '../../domain/requests/requests.ts'
import type { Button } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { namesOf } from '../ask/lines/agency-names.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'
import { line, message } from '../say.ts'
import { button, onceButton, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { choicesMessage, refusal } from './room-choices.ts'

/** Agencies on one page of the choice. */
const perPage = 8

/** What is chosen so far, on which page, and whether an approved room is changed by it or a new one asked for. */
type Choosing = { chosen: number[]; page: number; change: boolean }

/** The agencies that a room shall cover: ticked one by one, in one message. */
export function* chooseScope(setting: Setting, { chosen, page, change }: Choosing): Talk<Turn> {
  const { texts, pressed } = setting
  const { whole, governmentName, agencies } = yield* know({ ask: 'room-scopes' })
  if (agencies.length === 0) return says(message([line(texts, 'room.not-allowed')]))
  const ticked = agencies.filter(({ id }) => chosen.includes(id))
  const pages = Math.ceil(agencies.length / perPage)
  const shown = agencies.slice(page * perPage, (page + 1) * perPage)
  const names = ticked.length === 0 ? texts.plain('room.nothing-chosen') : namesOf(ticked, texts, ticked.length)
  const government = { shortName: '', governmentName }
  const buttons: Button[][] = [
    ...inRows(shown.map((agency) => tick(agency, { chosen: ticked.map(({ id }) => id), page, change }, texts))),
    [
      ...(page > 0 ? [turn(texts.plain('common.previous-page'), page - 1)] : []),
      ...(page < pages - 1 ? [turn(texts.plain('common.next-page'), page + 1)] : []),
    ],
    ...(whole ? [[done(texts.plain('room.government', { government: agencyTitle(government) }), 'all')]] : []),
    ticked.length === 0
      ? []
      : [
          done(
            texts.plain('room.button.cover', { count: ticked.length }),
            ticked.map(({ id }) => id),
            'primary',
          ),
        ],
  ]
  return says({
    ...message([line(texts, 'room.choose-several', { names })], { buttons: buttons.filter((row) => row.length > 0) }),
    ...(pressed && { replaces: pressed.outboxId }),
  })

  function turn(label: string, to: number): Button {
    return button(label, { kind: 'choose-scope', chosen: ticked.map(({ id }) => id), page: to, change })
  }
  function done(label: string, covers: 'all' | number[], style?: Button['style']): Button {
    return onceButton(label, change ? { kind: 'cover-room', covers } : { kind: 'ask-room', covers }, style)
  }
}

const tick = ({ id, shortName }: AgencyName, { chosen, page, change }: Choosing, texts: Texts): Button => {
  const on = chosen.includes(id)
  const then = on ? chosen.filter((other) => other !== id) : [...chosen, id]
  return button(texts.plain(on ? 'room.button.on' : 'room.button.off', { what: shortName }), {
    kind: 'choose-scope',
    chosen: then,
    page,
    change,
  })
}

const inRows = (buttons: Button[]): Button[][] => buttons.flatMap((_, at) => (at % 2 === 0 ? [buttons.slice(at, at + 2)] : []))

/** What a registered room covers from now on. */
export function* coverRoom(setting: Setting, covers: 'all' | number[]): Talk<Turn> {
  const { texts } = setting
  const room = yield* know({ ask: 'room' })
  if (room?.approvedAt === undefined) return says(message([line(texts, 'room.unregistered')]))
  const { id: roomId, settings, locale } = room
  const outcome = yield* have({ do: 'set-room', roomId, settings, locale, covers })
  if (outcome.kind === 'refused') return says(refusal(outcome.why, texts))
  return says(choicesMessage(outcome.room, 'all', texts))
}
