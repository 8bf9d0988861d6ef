import { inflateRawSync } from 'node:zlib'

/** The cells of a sheet of a spreadsheet file, row by row, as the texts a reader sees; numbers as they are kept. */
export function cells(file: Buffer, sheet = 1): string[][] {
  const parts = unpacked(file)
  const texts = all(parts.get('xl/sharedStrings.xml') ?? '', /<si>(.*?)<\/si>/gs).map((one) => all(one, /<t[^>]*>(.*?)<\/t>/gs).map(plain).join(''))
  return all(parts.get(`xl/worksheets/sheet${sheet}.xml`) ?? '', /<row [^>]*>(.*?)<\/row>/gs).map((row) =>
    [...row.matchAll(/<c [^>]*?(t="s")?(?:\/>|>(?:<v>(.*?)<\/v>)?<\/c>)/g)].map(([, isText, value]) => (isText ? texts[Number(value)]! : (value ?? ''))))
}

/** Whether anything in it could be worked out by a spreadsheet. */
export const hasFormulas = (file: Buffer): boolean => [...unpacked(file).values()].some((part) => /<f[ >]/.test(part))

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, inside]) => inside!)

const plain = (xml: string): string =>
  xml.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]!)

/** The files in a ZIP file, by their names, read from its directory. */
function unpacked(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const files = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, name, extra, note, begin] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)]
    const from = begin + 30 + file.readUInt16LE(begin + 26) + file.readUInt16LE(begin + 28)
    const bytes = file.subarray(from, from + packed)
    const isPacked = file.readUInt16LE(at + 10) === 8
    files.set(file.toString('utf8', at + 46, at + 46 + name), (isPacked ? inflateRawSync(bytes) : bytes).toString('utf8'))
    at += 46 + name + extra + note
  }
  return files
}
