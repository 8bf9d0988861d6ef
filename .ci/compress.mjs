// Leaves FILE.br and FILE.gz beside each FILE named: compressed once, served as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

for (const file of process.argv.slice(2)) {
    const plain = readFileSync(file)
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }
    writeFileSync(`${file}.br`, brotliCompressSync(plain, brotli))
    writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }))
}
