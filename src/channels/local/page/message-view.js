// @ts-check
import { element, sign } from './element.js'
import { openPicture } from './picture.js'
import { sizeText, text, timeText } from './texts.js'

/** @typedef {import('./shapes').Message} Message */
/** @typedef {import('./shapes').Span} Span */
/** @typedef {{ mine: (author: string) => boolean, nameOf: (author: string | null) => string, showNames: boolean, zone: string, find: (id: string) => Message | undefined, press: (message: Message, token: string) => Promise<void>, reply: (message: Message) => void }} Around */

/** A message as it is shown. @param {Message} message @param {Around} around */
export function messageView(message, around) {
  const fromBot = message.author === null
  const mine = message.author !== null && around.mine(message.author)
  const moment = new Date(message.at)
  const about = message.text.split('\n')[0] ?? ''
  return element(
    'article',
    {
      class: `message ${fromBot ? 'from-bot' : mine ? 'mine' : 'from-other'}`,
      'data-id': message.id,
      'aria-label': around.nameOf(message.author),
    },
    element(
      'div',
      { class: 'bubble' },
      around.showNames && !mine && element('p', { class: 'author' }, around.nameOf(message.author)),
      message.replyTo !== null && answered(message.replyTo, around),
      ...message.files.map((file) => fileView(file, about)),
      ...message.parts.map(partView),
      element(
        'p',
        { class: 'when' },
        message.edited && element('span', {}, `${text('chat.edited')} · `),
        element('time', { datetime: message.at }, timeText(moment, around.zone)),
        !fromBot &&
          element(
            'span',
            { class: 'delivered', role: 'img', 'aria-label': text('chat.delivered'), title: text('chat.delivered') },
            sign('check'),
          ),
      ),
    ),
    fromBot &&
      element(
        'button',
        {
          type: 'button',
          class: 'reply quiet',
          'aria-label': text('chat.reply'),
          title: text('chat.reply'),
          onclick: () => around.reply(message),
        },
        sign('reply'),
      ),
    message.buttons.length > 0 && buttonsView(message, around),
  )
}

/** @param {string} id @param {Around} around */
function answered(id, around) {
  const original = around.find(id)
  if (!original) return null
  return element(
    'p',
    { class: 'answered' },
    element('span', { class: 'unseen' }, `${text('chat.replied')}: `),
    element('strong', {}, around.nameOf(original.author)),
    ` ${original.text.split('\n')[0] ?? ''}`,
  )
}

/** @param {import('./shapes').Part} part */
function partView(part) {
  if (part.kind === 'paragraph') return element('p', { class: 'words' }, ...part.spans.map(spanView))
  if (part.kind === 'quote') return element('blockquote', {}, ...part.spans.map(spanView))
  const numeric = new Set(part.numeric ?? [])
  /** @param {'td' | 'th'} tag @param {string} cell @param {number} column */
  const cellView = (tag, cell, column) => element(tag, { class: numeric.has(column) && 'number', scope: tag === 'th' && 'col' }, cell)
  return element(
    'div',
    { class: 'table', role: 'region', 'aria-label': text('chat.table'), tabindex: '0' },
    element(
      'table',
      {},
      part.header && element('thead', {}, element('tr', {}, ...part.header.map((cell, column) => cellView('th', cell, column)))),
      element('tbody', {}, ...part.rows.map((row) => element('tr', {}, ...row.map((cell, column) => cellView('td', cell, column))))),
    ),
  )
}

/** Always text, whatever it holds. @param {Span} span */
function spanView(span) {
  const words = span.link
    ? element('a', { href: span.link, target: '_blank', rel: 'noopener noreferrer' }, span.text)
    : document.createTextNode(span.text)
  if (span.style === 'strong') return element('strong', {}, words)
  return span.style === 'code' ? element('code', {}, words) : words
}

/** @param {import('./shapes').FileShown} file @param {string} about */
function fileView(file, about) {
  if (/^image\/(png|jpeg|webp|gif)$/.test(file.type)) {
    const described = text('chat.picture', { about: about || file.name })
    return element(
      'button',
      { type: 'button', class: 'picture', title: text('chat.enlarge'), onclick: () => openPicture(file.url, described) },
      element('img', { src: file.url, alt: described }),
    )
  }
  return element(
    'a',
    { class: 'file', href: file.url, download: file.name },
    sign('file'),
    element('span', { class: 'file-name' }, file.name),
    element('span', { class: 'file-size' }, sizeText(file.size)),
  )
}

/** @param {Message} message @param {Around} around */
function buttonsView(message, around) {
  const group = element('div', { class: 'choices', role: 'group' })
  for (const row of message.buttons) {
    const line = element('div', { class: 'choice-row' })
    for (const { label, token, style, pressed } of row) {
      const button = element(
        'button',
        { type: 'button', class: `choice ${style ?? ''} ${pressed ? 'pressed' : ''}`, 'data-token': token },
        pressed && sign('check'),
        label,
        pressed && element('span', { class: 'unseen' }, ` (${text('chat.pressed')})`),
      )
      button.addEventListener('click', async () => {
        // One tap, one press: the whole set rests until the bot has it. Not `disabled`, which would take the focus away.
        if (group.getAttribute('aria-busy') === 'true') return
        group.setAttribute('aria-busy', 'true')
        await around.press(message, token)
        group.removeAttribute('aria-busy')
      })
      line.append(button)
    }
    group.append(line)
  }
  return group
}
