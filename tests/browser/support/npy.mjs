// Arrays of NumPy files.

/**
 * The numbers of an .npy file of 32-bit floats or integers of any size, row by row.
 * @param {Buffer} file
 * @returns {number[]}
 */
export function numbersOfNpy(file) {
  const isLong = file[6] > 1;
  const begin = isLong ? 12 : 10;
  const end = begin + (isLong ? file.readUInt32LE(8) : file.readUInt16LE(8));
  const header = file.toString('latin1', begin, end);
  const [, kind, size] = /'descr': *'[<|]([fiu])(\d)'/.exec(header) ?? [];
  const bytes = Number(size);
  const read = (/** @type {number} */ at) => {
    if (kind === 'f') return bytes === 4 ? file.readFloatLE(at) : file.readDoubleLE(at);
    return kind === 'u' ? file.readUIntLE(at, bytes) : file.readIntLE(at, bytes);
  };
  return Array.from({length: (file.length - end) / bytes}, (_, i) => read(end + i * bytes));
}
