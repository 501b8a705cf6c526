/** More statements than the house has; beyond it they go unnamed, so that a connection never holds ever more. */
const most = 500

/**
 * Begins a statement that is planned each time: what it looks through is empty now and long in a moment, and a plan that was kept from
 * before would go through all of it.
 */
export const plannedAnew = '/* planned anew */'

/**
 * Names for statements by their text: a named one is parsed and planned once by each connection, which is most of what a short statement
 * costs the server. The same text has the same name wherever it is asked for.
 */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= most || text.startsWith(plannedAnew)) return known
    const name = `capaian_${names.size + 1}`
    names.set(text, name)
    return name
  }
}
