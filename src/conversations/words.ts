/** Words that mean the same in every conversation, as people of both languages type them. */
const words = {
  cancel: ['batal', 'batalkan', 'cancel', 'berhenti', 'stop', 'keluar'],
  back: ['kembali', 'back', 'mundur'],
  skip: ['lewati', 'skip', 'lewat'],
  help: ['bantuan', 'help', 'tolong', 'bantu', '?'],
  resume: ['lanjut', 'lanjutkan', 'teruskan', 'resume', 'continue'],
  yes: ['ya', 'y', 'iya', 'betul', 'benar', 'ok', 'oke', 'yes', 'sudah benar'],
  save: ['simpan', 'save', 'kirim'],
} as const
export type Word = keyof typeof words

/** The word that a whole text is, forgiving case, spaces and closing punctuation; nothing where it is something else. */
export function readWord(text: string): Word | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '')
  for (const [word, forms] of Object.entries(words)) if (forms.some((form) => form === plain)) return word as Word
  return undefined
}
