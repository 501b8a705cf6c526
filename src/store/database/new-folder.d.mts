import type { NewFolder } from './database.ts'

/** Begins to make an embedded database for a data folder that has none; undefined where there is nothing to make. */
export function beginNewFolder(folder: string): NewFolder | undefined
