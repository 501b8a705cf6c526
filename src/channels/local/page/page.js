// @ts-check
import { chatPanel } from './chat-panel.js'
import { clockBar } from './clock-bar.js'
import { element, sign } from './element.js'
import { get } from './http.js'
import { chooseSeats } from './seat-chooser.js'
import { tabBar } from './tab-bar.js'
import { locale, rememberedLocale, text, useLocale } from './texts.js'

/** @typedef {import('./shapes').Seat} Seat */
/** @typedef {ReturnType<typeof chatPanel>} Panel */

const narrow = matchMedia('(max-width: 719px)')

/** Everything is made anew in the wanted language; drafts are short, and the language is changed rarely. @param {'id' | 'en'} wanted @param {AbortController} life */
async function show(wanted, life) {
  await useLocale(wanted)
  /** @type {{ seats: Seat[], commands: string[], revision: number }} */
  const { seats, commands, revision } = await get('/local/seats')
  document.title = text('title')
  const status = element('p', { class: 'status', role: 'status' })
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fade
  /** @param {string} words @param {boolean} [stays] */
  const say = (words, stays = false) => {
    clearTimeout(fade)
    status.textContent = words
    if (!stays) fade = setTimeout(() => (status.textContent = ''), 5000)
  }
  const clock = clockBar(say)
  await clock.refresh()

  /** @type {Map<string, Panel>} */
  const panels = new Map()
  /** @type {Set<string>} */
  const news = new Set()
  const chats = element('main', { class: 'chats', id: 'chats', tabindex: '-1' })
  const tabs = tabBar((id) => select(id))
  const seatsButton = element(
    'button',
    { type: 'button', class: 'seats-button', 'aria-haspopup': 'dialog', onclick: () => choose() },
    sign('seats'),
    element('span', {}, text('seats.button')),
  )
  let current = sessionStorage.getItem('current') ?? ''

  const choose = () =>
    chooseSeats(
      seats,
      (id) => panels.has(id),
      (id, open) => (open ? openSeat(id, true) : closeSeat(id)),
      news,
    )
  /** @param {string} id */
  function select(id) {
    current = id
    sessionStorage.setItem('current', id)
    for (const [key, panel] of panels) panel.element.classList.toggle('current', key === id)
    tabs.select(id)
    panels.get(id)?.shown()
  }
  /** @param {string} id @param {boolean} [front] */
  function openSeat(id, front = false) {
    const seat = seats.find((one) => one.id === id)
    if (!seat || panels.has(id)) return
    const panel = chatPanel(seat, {
      seats,
      commands,
      zone: clock.zone(),
      visible: () => !narrow.matches || current === id,
      close: () => closeSeat(id),
      unread: (count) => tabs.unread(id, count),
      say,
    })
    panels.set(id, panel)
    news.delete(id)
    tabs.add(id, seat.name, panel.element.id)
    chats.append(panel.element)
    void panel.load()
    if (front || !panels.has(current)) select(id)
    remember()
  }
  /** @param {string} id */
  function closeSeat(id) {
    panels.get(id)?.element.remove()
    panels.delete(id)
    tabs.remove(id)
    if (current === id) select([...panels.keys()][0] ?? '')
    remember()
  }
  const nobody = element(
    'div',
    { class: 'nobody' },
    element('p', {}, seats.length > 0 ? text('seats.empty') : text('seats.no-seats')),
    seats.length > 0 && element('button', { type: 'button', class: 'done', onclick: () => choose() }, text('seats.choose')),
  )
  const arrange = () =>
    tabs.arrange(
      narrow.matches,
      [...panels.values()].map((panel) => panel.element),
    )
  const remember = () => {
    arrange()
    localStorage.setItem('open', JSON.stringify([...panels.keys()]))
    nobody.hidden = panels.size > 0
    seatsButton.classList.toggle('has-news', news.size > 0)
  }

  /** @param {'id' | 'en'} one @param {string} name */
  const languageButton = (one, name) =>
    element(
      'button',
      {
        type: 'button',
        'aria-pressed': String(locale() === one),
        lang: one,
        title: name,
        'aria-label': name,
        onclick: () => void restart(one),
      },
      one.toUpperCase(),
    )
  chats.append(nobody)
  document.body.replaceChildren(
    element('a', { class: 'skip', href: '#chats' }, text('skip-to-chats')),
    element(
      'header',
      { class: 'top' },
      element(
        'div',
        { class: 'brand' },
        element('img', { src: '/local/page/mark.svg', alt: '', width: '36', height: '36' }),
        element('div', {}, element('h1', {}, text('title')), element('p', {}, text('tagline'))),
      ),
      clock.element,
      element(
        'div',
        { class: 'tools' },
        seatsButton,
        element(
          'div',
          { class: 'language', role: 'group', 'aria-label': text('language') },
          languageButton('id', 'Bahasa Indonesia'),
          languageButton('en', 'English'),
        ),
      ),
    ),
    tabs.element,
    chats,
    // A clock that can be moved is a demo's.
    element('p', { class: 'note', hidden: !clock.movable() }, text('demo-note')),
    status,
  )
  const opened = remembered(seats) ?? seats.filter(({ open }) => open).map(({ id }) => id)
  const wantedSeat = current
  opened.forEach((id) => openSeat(id))
  if (panels.has(wantedSeat)) select(wantedSeat)
  remember()
  narrow.addEventListener('change', arrange, { signal: life.signal })
  arrange()
  const timer = setInterval(() => void clock.refresh().catch(() => undefined), 15_000)
  life.signal.addEventListener('abort', () => {
    clearInterval(timer)
    clock.stop()
  })
  void follow(revision)

  /** Waits for news, for as long as the page is open. @param {number} seen */
  async function follow(seen) {
    let lost = false
    while (!life.signal.aborted) {
      try {
        const change = await get(`/local/changes?after=${seen}&wait=${lost ? 0 : 25}`, life.signal)
        // Fewer changes than were seen: the bot began anew with an empty house.
        if (change.revision < seen) return location.reload()
        if (lost) say(text('connection.back'))
        lost = false
        for (const id of change.seats) {
          const panel = panels.get(id)
          if (panel) void panel.load()
          else if (change.revision > seen) news.add(id)
        }
        if (change.seats.length > 0) void clock.refresh()
        seen = change.revision
        remember()
      } catch {
        if (life.signal.aborted) return
        lost = true
        say(text('connection.lost'), true)
        await new Promise((resolve) => setTimeout(resolve, 1500))
      }
    }
  }
}

/** The seats of the last visit, where they still exist. @param {Seat[]} seats */
function remembered(seats) {
  try {
    /** @type {unknown} */
    const ids = JSON.parse(localStorage.getItem('open') ?? 'null')
    if (!Array.isArray(ids)) return null
    const known = ids.filter((id) => seats.some((seat) => seat.id === id))
    return known.length > 0 ? known : null
  } catch {
    return null
  }
}

let life = new AbortController()
/** @param {'id' | 'en'} wanted */
async function restart(wanted) {
  life.abort()
  life = new AbortController()
  await show(wanted, life)
}
await restart(rememberedLocale())
