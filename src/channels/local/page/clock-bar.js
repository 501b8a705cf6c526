// @ts-check
import { element, sign } from './element.js'
import { get, post, Refused } from './http.js'
import { dateText, text, timeText, zoneText } from './texts.js'

/** The bot's date and time, and what moves it. @param {(words: string) => void} say */
export function clockBar(say) {
  let offset = 0
  let zone = 'Asia/Jakarta'
  const date = element('span', { class: 'clock-date' })
  const time = element('span', { class: 'clock-time' })
  const moves = element('div', { class: 'clock-moves', role: 'group', 'aria-label': text('clock.title'), hidden: true })
  const now = () => new Date(Date.now() + offset)
  const show = () => {
    date.textContent = dateText(now(), zone)
    time.textContent = `${timeText(now(), zone)} ${zoneText(zone)}`
  }
  /** @param {import('./shapes').ClockShown} shown */
  const take = (shown) => {
    offset = Date.parse(shown.now) - Date.now()
    zone = shown.zone ?? zone
    moves.hidden = !shown.movable
    show()
  }
  /** @param {'hour' | 'day' | 'next'} by */
  const move = async (by) => {
    const buttons = [...moves.querySelectorAll('button')]
    buttons.forEach((one) => one.setAttribute('aria-disabled', 'true'))
    try {
      /** @type {import('./shapes').ClockShown} */
      const shown = await post('/local/clock', { by })
      take(shown)
      say(shown.moved ? text('clock.moved', { time: `${date.textContent}, ${time.textContent}` }) : text('clock.nothing-next'))
    } catch (error) {
      say(text(`error.${error instanceof Refused ? error.code : 'internal'}`))
    }
    buttons.forEach((one) => one.removeAttribute('aria-disabled'))
  }
  for (const by of /** @type {const} */ (['hour', 'day', 'next'])) {
    moves.append(
      element(
        'button',
        { type: 'button', class: 'move', 'data-by': by, title: text(`clock.${by}-hint`), onclick: () => void move(by) },
        text(`clock.${by}`),
      ),
    )
  }
  const tick = setInterval(show, 1000)
  return {
    element: element(
      'div',
      { class: 'clock' },
      element(
        'p',
        { class: 'clock-now' },
        sign('clock'),
        element('span', { class: 'unseen' }, `${text('clock.title')}: `),
        date,
        ' ',
        time,
      ),
      moves,
    ),
    refresh: async () => take(await get('/local/clock')),
    zone: () => zone,
    movable: () => !moves.hidden,
    stop: () => clearInterval(tick),
  }
}
