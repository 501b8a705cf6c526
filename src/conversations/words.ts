/** Words that mean the same in every conversation, as people of both languages type them. */
const words = {
  cancel: ['batal', 'batalkan', 'cancel', 'berhenti', 'stop', 'keluar', 'batal saja', 'tidak jadi', 'gak jadi', 'nggak jadi'],
  back: ['kembali', 'back', 'mundur'],
  skip: ['lewati', 'skip', 'lewat', 'lewati saja'],
  help: ['bantuan', 'help', 'tolong', 'bantu', '?'],
  resume: ['lanjut', 'lanjutkan', 'teruskan', 'resume', 'continue'],
  yes: ['ya', 'y', 'iya', 'betul', 'benar', 'ok', 'oke', 'okay', 'yes', 'sip', 'siap', 'baik', 'setuju'].concat(
    ['sudah benar', 'ya benar', 'ya betul', 'sudah betul', 'that is right', 'correct'],
    ['👍', '👌', '✅', '🆗'],
  ),
  no: ['tidak', 'bukan', 'salah', 'tidak benar', 'belum benar', 'nggak', 'gak', 'enggak', 'no', 'wrong', '❌', '👎'],
  save: ['simpan', 'save', 'kirim', 'simpan saja'],
  thanks: ['terima kasih', 'terimakasih', 'trima kasih', 'makasih', 'makasi', 'trims', 'thanks', 'thank you', 'thx', 'tks'].concat(
    ['terima kasih banyak', 'nuhun', 'hatur nuhun', 'matur nuwun', 'suwun'],
    ['🙏'],
  ),
  greeting: ['pagi', 'siang', 'sore', 'malam', 'selamat pagi', 'selamat siang', 'selamat sore', 'selamat malam', 'met pagi'].concat(
    ['halo', 'hallo', 'hai', 'hi', 'hello', 'permisi', 'salam', 'tes', 'test', 'p', 'good morning', 'good afternoon'],
    ['assalamualaikum', "assalamu'alaikum", 'assalamualaikum wr wb', 'aslm', 'ass wr wb', 'salam sejahtera', '👋'],
  ),
} satisfies Record<string, readonly string[]>
export type Word = keyof typeof words

const meaning = new Map(Object.entries(words).flatMap(([word, forms]) => forms.map((form) => [form, word as Word])))
/** What politeness puts behind a word. */
const courtesy = / (?:ya|yah|pak|bapak|bu|ibu|kak|mas|mbak|min|admin|dong|deh|aja|saja|please)$/
/** “Siap bu, terima kasih”: assent and thanks in one are thanks. */
const thanking = /^(?:(?:ok|oke|baik|siap|sip|ya|pak|bu|ibu|bapak) )+(?:terima ?kasih|makasih|thanks)(?: banyak)?$/
const picture = /\p{Extended_Pictographic}/u
const adornment = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\s.!,]+$/u
const longest = 60

/**
 * The word that a whole text is, forgiving case, spaces, commas, closing punctuation, courtesies and pictures behind it; nothing where it
 * is something else.
 */
export function readWord(text: string): Word | undefined {
  if (text.length > longest) return undefined
  const typed = text.trim().toLowerCase()
  let plain = typed.replace(adornment, '').replace(/[\s,.]+/g, ' ')
  // Pictures alone: the first one says it.
  if (plain === '') return meaning.get(picture.exec(typed)?.[0] ?? '')
  for (;;) {
    const found = meaning.get(plain)
    if (found) return found
    const shorter = plain.replace(courtesy, '')
    if (shorter === plain) return thanking.test(plain) ? 'thanks' : undefined
    plain = shorter
  }
}
