// @ts-check
import { composer } from './composer.js'
import { element, sign } from './element.js'
import { get, post, postForm, Refused, seatUrl } from './http.js'
import { messageList } from './message-list.js'
import { text } from './texts.js'

/** @typedef {import('./shapes').Seat} Seat */

/** How long the bot is shown as typing when it then says nothing, in milliseconds. */
const typingFor = 6000

/**
 * The chat of one seat, as on a phone.
 * @param {Seat} seat
 * @param {{ seats: Seat[], commands: string[], zone: string, visible: () => boolean, close: () => void, unread: (count: number) => void, say: (words: string) => void }} house
 */
export function chatPanel(seat, house) {
  const url = seatUrl(seat.id)
  let revision = 0
  let before = Number.POSITIVE_INFINITY
  /** @type {Promise<void>} */
  let loading = Promise.resolve()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let quiet

  const typing = element(
    'p',
    { class: 'typing', hidden: true },
    element('span', { class: 'unseen' }, text('chat.typing')),
    ...[1, 2, 3].map(() => element('i', {})),
  )
  const write = composer(seat, house.seats, house.commands, (draft) => void deliver(draft))
  const list = messageList(seat, {
    seats: house.seats,
    zone: house.zone,
    visible: house.visible,
    unread: house.unread,
    speaker: write.speaker,
    reply: write.answer,
    refocus: write.focus,
    press: async (message, token) => {
      const as = write.speaker()
      try {
        const answer = await post(`${url}/presses`, { id: crypto.randomUUID(), message: message.id, token, ...(as && { as }) })
        list.put([answer.message])
        showTyping()
      } catch (error) {
        tell(error)
      }
    },
    earlier: async () => {
      const older = await get(`${url}/messages?before=${before}`)
      list.putEarlier(older.messages, older.more)
      before = Math.min(before, ...older.messages.map(numberOf))
    },
  })

  write.element.addEventListener('change', (event) => event.target instanceof HTMLSelectElement && list.redraw())

  const showTyping = () => {
    typing.hidden = false
    clearTimeout(quiet)
    quiet = setTimeout(() => (typing.hidden = true), typingFor)
  }
  /** @param {unknown} error */
  const tell = (error) => house.say(text(`error.${error instanceof Refused ? error.code : 'internal'}`))

  /** @param {import('./shapes').Draft} draft */
  async function deliver(draft) {
    const pending = list.pend(draft, () => void deliver(draft))
    try {
      const answer = await (draft.files.length > 0 ? sendFiles(draft) : sendText(draft))
      pending.remove()
      list.put([answer.message])
      showTyping()
    } catch (error) {
      pending.fail()
      tell(error)
    }
  }
  /** @param {import('./shapes').Draft} draft */
  const sendText = ({ id, text: said, replyTo, as }) =>
    post(`${url}/messages`, { id, text: said, ...(replyTo && { replyTo }), ...(as && { as }) })
  /** @param {import('./shapes').Draft} draft */
  const sendFiles = ({ id, text: caption, files, replyTo, as }) => {
    const form = new FormData()
    form.set('id', id)
    if (caption) form.set('caption', caption)
    if (replyTo) form.set('replyTo', replyTo)
    if (as) form.set('as', as)
    files.forEach((file) => form.append('file', file))
    return postForm(`${url}/files`, form)
  }

  /** Asks for what is new, one question after the other. */
  const load = () => {
    loading = loading
      .catch(() => undefined)
      .then(async () => {
        const first = revision === 0
        const news = await get(`${url}/messages${first ? '' : `?after=${revision}`}`)
        if (first) {
          before = Math.min(before, ...news.messages.map(numberOf))
          list.putEarlier(news.messages, news.more)
        } else {
          list.put(news.messages)
          if (news.messages.some(fromBot)) typing.hidden = true
        }
        revision = news.revision
        if (!first && news.more) void load()
      })
    return loading
  }

  const titleId = `seat-${seat.id.replace(/\W/g, '-')}`
  const panel = element(
    'section',
    { class: 'chat', 'aria-labelledby': titleId, id: `${titleId}-panel` },
    element(
      'header',
      { class: 'chat-head' },
      element('span', { class: `avatar ${seat.kind}`, 'aria-hidden': 'true' }, seat.kind === 'room' ? sign('room') : initials(seat.name)),
      element('div', { class: 'chat-names' }, element('h2', { id: titleId }, seat.name), element('p', {}, describe(seat))),
      element(
        'button',
        {
          type: 'button',
          class: 'round quiet',
          'aria-label': text('seats.close', { name: seat.name }),
          title: text('seats.close', { name: seat.name }),
          onclick: house.close,
        },
        sign('close'),
      ),
    ),
    list.element,
    typing,
    write.element,
  )
  panel.addEventListener('dragover', (event) => event.preventDefault())
  panel.addEventListener('drop', (event) => {
    event.preventDefault()
    write.add(event.dataTransfer?.files ?? null)
  })
  return { id: seat.id, seat, element: panel, load, focus: write.focus, shown: list.shown, titleId }
}

/** @param {import('./shapes').Message} message */
const numberOf = ({ id }) => Number(id)
/** @param {import('./shapes').Message} message */
const fromBot = ({ author }) => author === null

/** `SETDA · Bagian Hukum · penanggung jawab` @param {Seat} seat */
export function describe(seat) {
  if (seat.kind === 'room') return [seat.agency?.name ?? seat.government.name, text('room', { count: seat.members.length })].join(' · ')
  const units = [...new Set(seat.roles.map(({ unit }) => unit).filter(Boolean))]
  const roles = [...new Set(seat.roles.map(({ role }) => text(`role.${role}`)))]
  return [seat.agency?.name ?? seat.government.name, units.length === 1 ? units[0] : null, roles.join(', ')].filter(Boolean).join(' · ')
}

/** @param {string} name */
const initials = (name) =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .slice(-2)
    .map((word) => word[0])
    .join('')
