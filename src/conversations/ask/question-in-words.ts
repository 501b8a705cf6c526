/** A question in words as the command that answers it, with what is left for its argument. */
export type WordedQuestion = { command: 'capaian' | 'target' | 'tugas' | 'siapa'; argument: string; asks: boolean }

const interrogative =
  /^(?:mohon |tolong |minta |pak |bu )*(?:berapa|bagaimana|gimana|apa(?:kah)?|siapa|kapan|mana|what|how|who|when|which|show|lihat|cek|tampilkan|info)\b|\?\s*$/i
const whoIsLate = /\b(?:siapa|who)\b.*\b(?:belum|telat|terlambat|late|not)\b/i
const due =
  /\b(?:batas(?: waktu)?|deadline|tenggat|jatuh tempo|tugas(?:ku| saya)?|yang harus|(?:belum|perlu) (?:saya |kami )?(?:di)?lapor(?:kan)?|is due|to report|left)\b/i
const achievement =
  /\b(?:capaian|pencapaian|realisasi|serapan|progres|kinerja|achievement|progress|absorption)(?:nya)?(?: (?:kinerja|anggaran|indikator)\b)?/i
const targets = /\btarget(?:s|nya)?\b/i
/** Words around what is asked about. */
const filling =
  /\b(?:mohon|tolong|minta|pak|bapak|bu|ibu|berapa|bagaimana|gimana|apa|apakah|kapan|mana|lihat|cek|tampilkan|info|dong|ya|sih|sekarang|saat ini|hari ini|saya|kami|kita|ku|sudah|data|posisi|untuk|dari|what|how|when|which|show|me|my|our|is|are|the|of|for|in|please|now|much|many)\b/gi

/** Reads `berapa capaian setda tw 3?` and the like; nothing where a text asks for nothing that is known here. `asks` where it is put as a question. */
export function readWordedQuestion(text: string): WordedQuestion | undefined {
  if (text.length > 120) return undefined
  const asks = interrogative.test(text.trim())
  const command = whoIsLate.test(text)
    ? 'siapa'
    : achievement.test(text)
      ? 'capaian'
      : targets.test(text)
        ? 'target'
        : due.test(text)
          ? 'tugas'
          : undefined
  if (!command) return undefined
  const bare = command === 'capaian' ? text.replace(achievement, ' ') : text.replace(targets, ' ')
  const argument = bare
    .replace(/['’]s\b|[?!]/g, ' ')
    .replace(filling, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { command, argument: command === 'capaian' || command === 'target' ? argument : '', asks }
}
