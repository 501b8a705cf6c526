/** Rows of a list on one page; a page beyond the end is the last. */
export type Paged<T> = { rows: T[]; page: number; pages: number; from: number; to: number; count: number }

/** So many rows fit a phone with their buttons. */
export const rowsOnPage = 8

/** One page of a list, counted from 0; `from` and `to` count from 1, as people do. */
export const pageOf = <T>(all: readonly T[], asked: number): Paged<T> => {
  const pages = Math.max(1, Math.ceil(all.length / rowsOnPage))
  const page = Math.min(Math.max(0, asked), pages - 1)
  const rows = all.slice(page * rowsOnPage, (page + 1) * rowsOnPage)
  const from = page * rowsOnPage + 1
  return { rows, page, pages, from: Math.min(from, all.length), to: from + rows.length - 1, count: all.length }
}
