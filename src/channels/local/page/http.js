// @ts-check

/** What the bot answered instead of doing it; `code` has its words in the texts under `error`. */
export class Refused extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code)
    this.code = code
  }
}

/** @param {string} url @param {AbortSignal} [signal] @returns {Promise<any>} */
export const get = (url, signal) => ask(url, signal ? { signal } : {})

/** @param {string} url @param {unknown} body @returns {Promise<any>} */
export const post = (url, body) => ask(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** @param {string} url @param {FormData} form @returns {Promise<any>} */
export const postForm = (url, form) => ask(url, { method: 'POST', body: form })

/** The address of a seat. @param {string} id */
export const seatUrl = (id) => `/local/seats/${id.split('/').map(encodeURIComponent).join('/')}`

/** @param {string} url @param {RequestInit} options */
async function ask(url, options) {
  const answer = await fetch(url, { credentials: 'same-origin', ...options })
  const body = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refused(body.error?.code ?? 'internal')
  return body
}
