/** More statements than the house has; beyond it they go unnamed, so that a connection never holds ever more. */
const most = 500

/**
 * Names for statements by their text: a named one is parsed and planned once by each connection, which is most of what a short statement
 * costs the server. The same text has the same name wherever it is asked for.
 */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= most) return known
    const name = `capaian_${names.size + 1}`
    names.set(text, name)
    return name
  }
}
