// @ts-check
import { element, sign } from './element.js'
import { messageView } from './message-view.js'
import { dateText, text } from './texts.js'

/** @typedef {import('./shapes').Message} Message */
/** @typedef {import('./shapes').Seat} Seat */

/** As near to the end as counts as being there, in pixels. */
const nearEnd = 80

/**
 * The messages of a chat, in the order in which they were said.
 * @param {Seat} seat
 * @param {{ seats: Seat[], zone: string, visible: () => boolean, unread: (count: number) => void, speaker: () => string | null, reply: (message: Message) => void, refocus: () => void, press: (message: Message, token: string) => Promise<void>, earlier: () => Promise<void> }} panel
 */
export function messageList(seat, panel) {
  /** @type {Map<string, { message: Message, view: HTMLElement }>} */
  const messages = new Map()
  /** Ids of what is on its way: shown as such until the bot has confirmed it, also when the chat already has it. @type {Set<string>} */
  const onTheWay = new Set()
  let unread = 0

  const earlier = element(
    'button',
    { type: 'button', class: 'earlier', hidden: true, onclick: () => void panel.earlier() },
    text('chat.earlier'),
  )
  const empty = element('p', { class: 'empty' }, text('chat.empty'))
  const pending = element('div', { class: 'pending' })
  const log = element(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': text('chat.log', { name: seat.name }), tabindex: '0' },
    earlier,
    empty,
    pending,
  )
  const count = element('span', { class: 'badge', hidden: true })
  const newest = element(
    'button',
    { type: 'button', class: 'round newest', 'aria-label': text('chat.newest'), hidden: true, onclick: () => toEnd(true) },
    sign('down'),
    count,
  )

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd
  const seen = () => panel.visible() && atEnd()
  const toEnd = (smooth = false) => log.scrollTo({ top: log.scrollHeight, behavior: smooth ? 'smooth' : 'instant' })
  /** @param {number} value */
  const setUnread = (value) => {
    unread = value
    count.hidden = value === 0
    count.textContent = value === 0 ? '' : String(value)
    panel.unread(value)
  }
  // Who was at the end stays there when a picture arrives late or the chat gets narrower: only scrolling by hand leaves it, and
  // that changes no size.
  let end = true
  let size = ''
  log.addEventListener('scroll', () => {
    const before = size
    size = `${log.scrollHeight} ${log.clientHeight} ${log.clientWidth}`
    if (size === before) end = atEnd()
    else if (end) toEnd()
    newest.hidden = atEnd()
    if (seen()) setUnread(0)
  })
  new ResizeObserver(() => end && toEnd()).observe(log)
  log.addEventListener('load', () => end && toEnd(), true)

  /** @type {import('./message-view.js').Around} */
  const around = {
    mine: (author) => author === (seat.kind === 'room' ? panel.speaker() : seat.id),
    nameOf: (author) => (author === null ? text('chat.bot') : (panel.seats.find(({ id }) => id === author)?.name ?? author)),
    showNames: seat.kind === 'room',
    zone: panel.zone,
    find: (id) => messages.get(id)?.message,
    press: panel.press,
    reply: panel.reply,
  }

  /** @param {Message} message @returns {boolean} whether it is new here */
  function place(message) {
    const there = messages.get(message.id)
    if (there && there.message.revision >= message.revision) return false
    const view = messageView(message, around)
    if (there) {
      const focused = there.view.contains(document.activeElement)
        ? /** @type {HTMLElement} */ (document.activeElement).dataset['token']
        : null
      there.view.replaceWith(view)
      // Whoever works by keyboard stays at the button, or goes on to the typing field when it is gone.
      const again = focused && /** @type {HTMLElement | null} */ (view.querySelector(`[data-token="${CSS.escape(focused)}"]`))
      if (again) again.focus()
      else if (focused !== null) panel.refocus()
    } else {
      const follower = [...messages.values()]
        .filter((one) => Number(one.message.id) > Number(message.id))
        .sort((a, b) => Number(a.message.id) - Number(b.message.id))[0]
      log.insertBefore(view, follower?.view ?? pending)
    }
    messages.set(message.id, { message, view })
    return !there
  }
  /** A line with the date before the first message of each day. */
  function markDays() {
    log.querySelectorAll('.day').forEach((line) => line.remove())
    let last = ''
    for (const view of log.querySelectorAll('.message[data-id]')) {
      const message = messages.get(/** @type {HTMLElement} */ (view).dataset['id'] ?? '')?.message
      const day = message ? dateText(new Date(message.at), panel.zone) : last
      if (day !== last) view.before(element('p', { class: 'day' }, element('span', {}, day)))
      last = day
    }
    empty.hidden = messages.size > 0 || pending.childElementCount > 0
  }

  return {
    element: element('div', { class: 'log-frame' }, log, newest),
    /** @param {Message[]} news */
    put: (news) => {
      const stay = end
      const added = news.filter(({ clientId }) => clientId === null || !onTheWay.has(clientId)).filter(place)
      markDays()
      if (stay) toEnd()
      else newest.hidden = atEnd()
      const foreign = added.filter(({ author }) => author === null || !around.mine(author)).length
      if (foreign > 0 && !(panel.visible() && stay)) setUnread(unread + foreign)
    },
    /** Older ones, above what is there; the reader stays where they are. @param {Message[]} older @param {boolean} more */
    putEarlier: (older, more) => {
      const first = messages.size === 0
      const height = log.scrollHeight
      const live = log.getAttribute('aria-live') ?? 'polite'
      log.setAttribute('aria-live', 'off')
      older.forEach(place)
      markDays()
      earlier.hidden = !more
      if (first) toEnd()
      else log.scrollTop += log.scrollHeight - height
      setTimeout(() => log.setAttribute('aria-live', live), 500)
    },
    /** Shows a message that is on its way. @param {import('./shapes').Draft} draft @param {() => void} again */
    pend: (draft, again) => {
      const state = element('p', { class: 'when' }, text('chat.sending'))
      const files = draft.files.map((file) => element('p', { class: 'words' }, file.name))
      const view = element(
        'article',
        { class: 'message mine', 'data-client': draft.id },
        element('div', { class: 'bubble' }, ...files, draft.text && element('p', { class: 'words' }, draft.text), state),
      )
      pending.querySelector(`[data-client="${CSS.escape(draft.id)}"]`)?.remove()
      pending.append(view)
      onTheWay.add(draft.id)
      empty.hidden = true
      toEnd()
      return {
        remove: () => {
          onTheWay.delete(draft.id)
          view.remove()
        },
        fail: () => {
          view.classList.add('failed')
          state.replaceChildren(
            `${text('chat.failed')} · `,
            element('button', { type: 'button', class: 'again', onclick: again }, text('chat.retry')),
          )
        },
      }
    },
    /** Who speaks has changed, and with it whose messages are one's own. */
    redraw: () => {
      for (const one of messages.values()) {
        const view = messageView(one.message, around)
        one.view.replaceWith(view)
        one.view = view
      }
    },
    /** The panel came into view. */
    shown: () => {
      if (end) toEnd()
      setUnread(0)
    },
  }
}
