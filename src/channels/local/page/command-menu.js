// @ts-check
import { element } from './element.js'
import { text } from './texts.js'

let menus = 0

/**
 * What may be meant by the slash that a person began with. Arrows choose, Enter sends, Tab completes, Escape closes.
 * @param {HTMLTextAreaElement} field @param {string[]} commands @param {() => void} send
 */
export function commandMenu(field, commands, send) {
  const id = `commands-${++menus}`
  const list = element('div', { class: 'commands', role: 'listbox', id, 'aria-label': text('chat.commands'), hidden: true })
  let chosen = -1
  /** @type {string[]} */
  let offered = []

  const close = () => {
    list.hidden = true
    chosen = -1
    field.removeAttribute('aria-activedescendant')
  }
  /** @param {string} command */
  const take = (command) => {
    field.value = `/${command}`
    close()
    send()
  }
  const mark = () => {
    const options = [...list.children]
    options.forEach((option, index) => option.setAttribute('aria-selected', String(index === chosen)))
    options[chosen]?.scrollIntoView({ block: 'nearest' })
    if (chosen >= 0) field.setAttribute('aria-activedescendant', `${id}-${chosen}`)
    else field.removeAttribute('aria-activedescendant')
  }
  field.setAttribute('aria-controls', id)
  field.setAttribute('aria-autocomplete', 'list')

  return {
    element: list,
    update: () => {
      const begun = /^\/([a-z]*)$/i.exec(field.value)?.[1]?.toLowerCase()
      offered = begun === undefined ? [] : commands.filter((command) => command.startsWith(begun))
      chosen = -1
      list.hidden = offered.length === 0
      list.replaceChildren(
        ...offered.map((command, index) => {
          const option = element(
            'div',
            { role: 'option', id: `${id}-${index}`, class: 'command', 'aria-selected': 'false' },
            element('code', {}, `/${command}`),
            element('span', {}, text(`command.${command}`)),
          )
          // Before the field loses the focus.
          option.addEventListener('pointerdown', (event) => event.preventDefault())
          option.addEventListener('click', () => take(command))
          return option
        }),
      )
      field.removeAttribute('aria-activedescendant')
    },
    /** Whether a key was meant for the menu. @param {KeyboardEvent} event */
    took: (event) => {
      if (list.hidden) return false
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const step = event.key === 'ArrowDown' ? 1 : -1
        chosen = chosen < 0 ? (step > 0 ? 0 : offered.length - 1) : (chosen + step + offered.length) % offered.length
        mark()
      } else if (event.key === 'Escape') close()
      else if (event.key === 'Tab' && !event.shiftKey) {
        field.value = `/${offered[Math.max(chosen, 0)] ?? ''} `
        close()
      } else if (event.key === 'Enter' && chosen >= 0) take(offered[chosen] ?? '')
      else return false
      event.preventDefault()
      return true
    },
  }
}
