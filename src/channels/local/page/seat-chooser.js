// @ts-check
import { describe } from './chat-panel.js'
import { element, sign } from './element.js'
import { text } from './texts.js'

/** @typedef {import('./shapes').Seat} Seat */

/**
 * The list from which seats are opened and closed.
 * @param {Seat[]} seats @param {(id: string) => boolean} isOpen @param {(id: string, open: boolean) => void} toggle @param {Set<string>} news
 */
export function chooseSeats(seats, isOpen, toggle, news) {
  const search = element('input', { type: 'search', placeholder: text('seats.search'), 'aria-label': text('seats.search') })
  const none = element('p', { class: 'empty', hidden: true }, text('seats.none'))
  /** @type {Map<string, Seat[]>} */
  const groups = new Map()
  for (const seat of seats) groups.set(groupName(seat), [...(groups.get(groupName(seat)) ?? []), seat])
  /** @type {{ words: string, line: HTMLElement }[]} */
  const lines = []
  const lists = [...groups].map(([name, members]) => {
    const boxes = members.map((seat) => {
      const box = element('input', { type: 'checkbox', checked: isOpen(seat.id) })
      box.addEventListener('change', () => toggle(seat.id, box.checked))
      const line = element(
        'label',
        { class: 'seat-line' },
        box,
        element('span', { class: 'seat-name' }, seat.name, element('small', {}, describe(seat))),
        news.has(seat.id) && element('span', { class: 'dot', role: 'img', 'aria-label': text('chat.unread', { count: '' }).trim() }),
      )
      lines.push({ words: `${seat.name} ${describe(seat)}`.toLowerCase(), line })
      return line
    })
    return element('fieldset', {}, element('legend', {}, name), ...boxes)
  })
  search.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\s+/)
    for (const { words: of, line } of lines) line.hidden = !words.every((word) => of.includes(word))
    for (const list of lists) list.hidden = [...list.querySelectorAll('label')].every((line) => line.hidden)
    none.hidden = lists.some((list) => !list.hidden)
  })
  const dialog = element(
    'dialog',
    { class: 'seats-dialog', 'aria-labelledby': 'seats-title' },
    element(
      'div',
      { class: 'dialog-head' },
      element('div', {}, element('h2', { id: 'seats-title' }, text('seats.title')), element('p', {}, text('seats.hint'))),
      element(
        'button',
        { type: 'button', class: 'round quiet', 'aria-label': text('seats.done'), onclick: () => dialog.close() },
        sign('close'),
      ),
    ),
    search,
    element('div', { class: 'dialog-lists' }, ...lists, none),
    element('button', { type: 'button', class: 'done', onclick: () => dialog.close() }, text('seats.done')),
  )
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  document.body.append(dialog)
  dialog.showModal()
}

/** @param {Seat} seat */
const groupName = (seat) =>
  `${seat.government.name} · ${seat.kind === 'room' ? text('seats.rooms') : (seat.agency?.name ?? text('seats.government'))}`
