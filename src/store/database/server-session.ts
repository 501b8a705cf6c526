/**
 * What every connection to a server says of itself. The client reads times without their zone, so they have to come in UTC.
 *
 * A statement is planned once by a connection and its plan kept, for whatever values: planning anew costs more than most statements. It is
 * kept while tables grow, so it may not rely on one being small: rows are found by index, and one by one, because only so an index is rid
 * of entries that lead to nothing any more. What is read whole all the same looks so dear then that compiling it would seem worth while;
 * it is not.
 */
const ours = ['timezone=UTC', 'plan_cache_mode=force_generic_plan', 'enable_seqscan=off', 'enable_bitmapscan=off', 'jit=off']
  .map((option) => `-c ${option}`)
  .join(' ')

/**
 * How a server is reached by its address. `pg` lets `options` in an address stand in the place of ours; they are for a schema and the like
 * and come before them, of two that say the same the later holds.
 */
export function serverSession(url: string): { connectionString: string; options: string } {
  const address = new URL(url)
  const theirs = address.searchParams.getAll('options')
  if (theirs.length === 0) return { connectionString: url, options: ours }
  address.searchParams.delete('options')
  return { connectionString: address.href, options: [...theirs, ours].join(' ') }
}
