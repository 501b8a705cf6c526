import { expect, test } from 'vitest'
import { readQuestion } from '../../../src/conversations/ask/read-question.ts'

test.each([
  ['', { name: '' }],
  ['SETDA', { name: 'SETDA' }],
  ['SETDA TW3 2024', { name: 'SETDA', year: 2024, quarter: 3 }],
  ['tw iii 2024 setda', { name: 'setda', year: 2024, quarter: 3 }],
  ['setda triwulan IV', { name: 'setda', quarter: 4 }],
  ['setda, tw-ii', { name: 'setda', quarter: 2 }],
  ['q1 setda', { name: 'setda', quarter: 1 }],
  ['2024', { name: '', year: 2024 }],
  ['bkd tahun 2024', { name: 'bkd', year: 2024 }],
  ['bkd thn. 2023', { name: 'bkd', year: 2023 }],
  ['bkd setahun', { name: 'bkd', quarter: 0 }],
  ['setda semester 1 2024', { name: 'setda', year: 2024, quarter: 2 }],
  ['bantuan hukum', { name: 'bantuan hukum' }],
  ['bantuan hukum TW III', { name: 'bantuan hukum', quarter: 3 }],
  // Words that only look like a period belong to the name.
  ['TWK pegawai', { name: 'TWK pegawai' }],
  ['laporan tahunan', { name: 'laporan tahunan' }],
  // No year has these.
  ['setda tw 5', { name: 'setda tw 5', strange: 'tw 5' }],
  ['setda triwulan V', { name: 'setda triwulan V', strange: 'triwulan V' }],
  ['laporan 12024', { name: 'laporan 12024' }],
])('%s', (argument, question) => {
  expect(readQuestion(argument)).toEqual(question)
})
