import { Prisma } from '../../../.cache/prisma/client.ts'

/** A JSON column's value, or the database's null. */
export const jsonOrNull = (value: Prisma.InputJsonValue | undefined): Prisma.InputJsonValue | typeof Prisma.DbNull => value ?? Prisma.DbNull

/** The same without what is null or undefined: the document leaves out what there is not. */
export const withoutNull = (from: object): object =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== null && value !== undefined))
