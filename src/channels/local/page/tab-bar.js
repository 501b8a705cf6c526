// @ts-check
import { element } from './element.js'
import { text } from './texts.js'

/** The tabs of a narrow screen, one for each open seat. @param {(id: string) => void} chosen */
export function tabBar(chosen) {
  /** @type {Map<string, { tab: HTMLButtonElement, badge: HTMLElement, panel: string }>} */
  const tabs = new Map()
  const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': text('seats.list') })
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const ids = [...tabs.keys()]
    const here = ids.findIndex((id) => tabs.get(id)?.tab === document.activeElement)
    const next = ids[(here + step + ids.length) % ids.length]
    if (next === undefined) return
    chosen(next)
    tabs.get(next)?.tab.focus()
  })
  return {
    element: bar,
    /** @param {string} id @param {string} name @param {string} panel */
    add: (id, name, panel) => {
      const badge = element('span', { class: 'badge', hidden: true })
      const tab = element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `${panel}-tab`,
          'aria-controls': panel,
          'aria-selected': 'false',
          tabindex: '-1',
          onclick: () => chosen(id),
        },
        name,
        badge,
      )
      tabs.set(id, { tab, badge, panel })
      bar.append(tab)
    },
    /** @param {string} id */
    remove: (id) => {
      tabs.get(id)?.tab.remove()
      tabs.delete(id)
    },
    /** @param {string} id */
    select: (id) => {
      for (const [key, { tab }] of tabs) {
        tab.setAttribute('aria-selected', String(key === id))
        tab.tabIndex = key === id ? 0 : -1
      }
      tabs.get(id)?.tab.scrollIntoView({ block: 'nearest', inline: 'center' })
    },
    /** @param {string} id @param {number} count */
    unread: (id, count) => {
      const badge = tabs.get(id)?.badge
      if (!badge) return
      badge.hidden = count === 0
      badge.textContent = count === 0 ? '' : count > 99 ? '99+' : String(count)
      badge.setAttribute('aria-label', text('chat.unread', { count }))
    },
    /** Tabs and their panels belong together on a narrow screen only; beside each other they are sections. @param {boolean} narrow @param {HTMLElement[]} panels */
    arrange: (narrow, panels) => {
      for (const panel of panels) {
        if (narrow) panel.setAttribute('role', 'tabpanel')
        else panel.removeAttribute('role')
      }
    },
  }
}
