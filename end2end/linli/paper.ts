/** The size of each page of a PDF, in points. */
export function sheets(pdf: Buffer): string[] {
  const objects = pdf.toString('latin1').split('endobj').filter((object) => /\/Type\s*\/Page\b(?!s)/.test(object))
  return objects.map((object) => {
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(object) ?? []
    return `${Math.round(Number(width))}x${Math.round(Number(height))}`
  })
}
