// @ts-check
import { element, sign } from './element.js'
import { text } from './texts.js'

/** Shows a picture as large as the window. @param {string} url @param {string} described */
export function openPicture(url, described) {
  const close = () => dialog.close()
  const dialog = element(
    'dialog',
    { class: 'picture-dialog', 'aria-label': described },
    element('button', { type: 'button', class: 'round', 'aria-label': text('chat.close-picture'), onclick: close }, sign('close')),
    element('img', { src: url, alt: described, onclick: close }),
  )
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close()
  })
  document.body.append(dialog)
  dialog.showModal()
}
