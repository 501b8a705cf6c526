/** The commands that the page suggests; what each is for stands in the texts as `local.command.<name>`. */
export const commands = ['lapor', 'tugas', 'capaian', 'target', 'bahasa', 'bantuan'] as const
