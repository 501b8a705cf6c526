import type { Statement, Tx } from './database.ts'

/** Runs a statement, or leaves it to Prisma. */
type Straight = (...statement: Parameters<Statement>) => ReturnType<Statement> | undefined

/** A client whose raw statements go straight to the database; Prisma's own way to it costs more than a short statement itself. */
export const withStatements = (client: Tx, straight: Straight): Tx => {
  const text = (pieces: TemplateStringsArray) => pieces.reduce((before, piece, at) => `${before}$${at}${piece}`)
  const own = {
    $queryRaw: (pieces: TemplateStringsArray, ...values: unknown[]) =>
      straight(text(pieces), values)?.then(({ rows }) => rows) ?? client.$queryRaw(pieces, ...values),
    $queryRawUnsafe: (statement: string, ...values: unknown[]) =>
      straight(statement, values)?.then(({ rows }) => rows) ?? client.$queryRawUnsafe(statement, ...values),
    $executeRaw: (pieces: TemplateStringsArray, ...values: unknown[]) =>
      straight(text(pieces), values)?.then(({ count }) => count) ?? client.$executeRaw(pieces, ...values),
  }
  return new Proxy(client, {
    get: (all, name, self) => Reflect.get(name in own ? own : all, name, name in own ? own : self) as unknown,
  })
}
