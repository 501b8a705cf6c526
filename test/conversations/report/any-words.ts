import fc from 'fast-check'

/** What people type at a question for a value, and what nobody should. */
export const typed = fc.oneof(
  fc.constantFrom(
    ...[
      '20',
      '105',
      '1.250',
      '81,o2',
      '-',
      'A',
      'A (82,04)',
      '60/121',
      '60 dari 0',
      'belum rilis',
      'sementara 5',
      'nihil',
      '20; 57,5%',
      'Rp 1,2 M',
    ],
    ...[
      'ya',
      'lewati',
      'kembali',
      'bantuan',
      '99999999999999999999',
      '1e9',
      '–5',
      '١٢',
      '0',
      '12 dokumen',
      'https://contoh.go.id/bukti',
      '',
      '   ',
    ],
  ),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.string({ maxLength: 12, unit: fc.constantFrom(...'0123456789.,/%-() RpMA') }),
)
