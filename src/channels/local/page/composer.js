// @ts-check
import { commandMenu } from './command-menu.js'
import { element, sign } from './element.js'
import { accepted, sizeText, text } from './texts.js'

/** @typedef {import('./shapes').Seat} Seat */
/** @typedef {import('./shapes').Message} Message */

const tallest = 140

/**
 * The typing field of a seat: text, files, a reply, and in a room who speaks.
 * @param {Seat} seat @param {Seat[]} seats @param {string[]} commands @param {(draft: import('./shapes').Draft) => void} send
 */
export function composer(seat, seats, commands, send) {
  /** @type {Message | null} */
  let answering = null
  /** @type {File[]} */
  let files = []

  const field = element('textarea', {
    rows: '1',
    maxlength: '4096',
    placeholder: text('chat.write'),
    'aria-label': text('chat.write-in', { name: seat.name }),
    autocomplete: 'off',
    enterkeyhint: 'send',
  })
  const chooser = element('input', {
    type: 'file',
    multiple: true,
    class: 'unseen',
    tabindex: '-1',
    'aria-hidden': 'true',
    accept: accepted.join(','),
  })
  const attach = element(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': text('chat.attach'),
      title: text('chat.attach-hint', { types: accepted.join(' ') }),
      onclick: () => chooser.click(),
    },
    sign('attach'),
  )
  const go = element(
    'button',
    { type: 'submit', class: 'round send', 'aria-label': text('chat.send'), title: text('chat.send') },
    sign('send'),
  )
  const reply = element('div', { class: 'answering', hidden: true })
  const attachments = element('ul', { class: 'attachments', hidden: true })
  const members = seats.filter(({ id }) => seat.members.includes(id))
  const speaker =
    seat.kind === 'room' ? element('select', {}, ...members.map(({ id, name }) => element('option', { value: id }, name))) : null
  const menu = commandMenu(field, commands, () => submit())

  const grow = () => {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, tallest)}px`
  }
  const showFiles = () => {
    attachments.hidden = files.length === 0
    attachments.replaceChildren(
      ...files.map((file) =>
        element(
          'li',
          {},
          element('span', {}, `${file.name} · ${sizeText(file.size)}`),
          element(
            'button',
            {
              type: 'button',
              class: 'quiet',
              'aria-label': text('chat.remove-file', { name: file.name }),
              onclick: () => {
                files = files.filter((one) => one !== file)
                showFiles()
                field.focus()
              },
            },
            sign('close'),
          ),
        ),
      ),
    )
  }
  /** @param {Message | null} message */
  const answer = (message) => {
    answering = message
    reply.hidden = message === null
    if (message) {
      reply.replaceChildren(
        element(
          'span',
          { class: 'answering-text' },
          element('strong', {}, text('chat.reply-to')),
          element('span', {}, message.text.split('\n')[0] ?? ''),
        ),
        element(
          'button',
          { type: 'button', class: 'quiet', 'aria-label': text('chat.cancel-reply'), onclick: () => answer(null) },
          sign('close'),
        ),
      )
    }
    field.focus()
  }
  const submit = () => {
    const said = field.value.trim()
    if (!said && files.length === 0) return
    send({ id: crypto.randomUUID(), text: said, files, replyTo: answering?.id ?? null, as: speaker?.value ?? null })
    field.value = ''
    files = []
    menu.update()
    showFiles()
    answer(null)
    grow()
  }
  /** @param {FileList | null} list */
  const add = (list) => {
    files = [...files, ...(list ?? [])].slice(0, 10)
    showFiles()
    field.focus()
  }

  chooser.addEventListener('change', () => {
    add(chooser.files)
    chooser.value = ''
  })
  field.addEventListener('input', () => {
    grow()
    menu.update()
  })
  field.addEventListener('keydown', (event) => {
    // While an input method composes a word, Enter belongs to it.
    if (event.isComposing || menu.took(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape' && answering) answer(null)
  })
  field.addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length) add(event.clipboardData.files)
  })
  const form = element(
    'form',
    { class: 'composer' },
    menu.element,
    reply,
    attachments,
    speaker && element('label', { class: 'speaker' }, element('span', {}, text('chat.as')), speaker),
    element('div', { class: 'composer-row' }, attach, chooser, field, go),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  return { element: form, answer, focus: () => field.focus(), speaker: () => speaker?.value ?? null, add }
}
