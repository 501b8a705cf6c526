/** The commands that the page suggests, in the order of the other channels' menus; what each is for stands in the texts as `local.command.<name>`. */
export const commands = [
  ...(['lapor', 'tugas', 'capaian', 'target', 'verifikasi', 'ringkasan', 'siapa', 'ingatkan'] as const),
  ...(['tunda', 'cuti', 'aturan', 'daftar', 'langganan', 'undang', 'bahasa', 'bantuan', 'batal'] as const),
] as const
