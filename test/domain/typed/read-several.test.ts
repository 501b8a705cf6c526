import { expect, test } from 'vitest'
import { readSeveral } from '../../../src/domain/typed/read-several.ts'

test.each([
  [
    '1: 81,02; 2: 87,75',
    [
      [1, '81,02'],
      [2, '87,75'],
    ],
  ],
  [
    '1: 81,02, 2: 87,75',
    [
      [1, '81,02'],
      [2, '87,75'],
    ],
  ],
  [
    '1. 25\n2. 30',
    [
      [1, '25'],
      [2, '30'],
    ],
  ],
  [
    '1) 25\n\n2) belum rilis\n',
    [
      [1, '25'],
      [2, 'belum rilis'],
    ],
  ],
  ['3: 20', [[3, '20']]],
  ['3: 20; 57,5%', [[3, '20; 57,5%']]],
  [
    '1: 105; 17,71%\n2: 21.310; Rp 1,2 M; 3: 4',
    [
      [1, '105; 17,71%'],
      [2, '21.310; Rp 1,2 M'],
      [3, '4'],
    ],
  ],
  ['2 = A (82,04)', [[2, 'A (82,04)']]],
])('%s is a list', (text, expected) => {
  expect(readSeveral(text)).toEqual(expected.map(([number, answer]) => ({ number, text: answer })))
})

test.each(['81,02', '1.250', '1.250.000', '60/121', 'belum rilis', '1: 20; dan seterusnya', '1: 20; 30', '57,5%; 1: 20', '', '1:', '2024'])(
  '%s is none',
  (text) => {
    expect(readSeveral(text)).toBeUndefined()
  },
)
