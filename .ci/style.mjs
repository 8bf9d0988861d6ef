// style.mjs FROM TO: bundles a style sheet and all it imports, for the browsers that Cargo.toml names, as
// cargo-leptos does it with its own.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { bundle } = createRequire(new URL('../end2end/package.json', import.meta.url))('lightningcss')
const [from, to] = process.argv.slice(2)
const wanted = /^browserquery = "(.*)"$/m.exec(readFileSync(new URL('../Cargo.toml', import.meta.url), 'utf8'))[1]
const names = { and_chr: 'android' }
const targets = Object.fromEntries(
  wanted.split(', ').map((one) => {
    const [browser, version] = one.split(' >= ')
    return [names[browser] ?? browser, Number(version) << 16]
  }),
)
writeFileSync(to, bundle({ filename: from, minify: true, targets }).code)
