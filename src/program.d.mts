/** Writes programs, by name and by path in this repository, into a folder of it, each `NAME.mjs`, and beside them what they share. */
export declare function bundle(programs: Readonly<Record<string, string>>, folder: string): Promise<void>
