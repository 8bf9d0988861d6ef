import { type BrowserContextOptions, test as base } from '@playwright/test'
import { Linli } from './server.ts'
import { type Scripts, Visitor } from './visitor.ts'

export { expect } from '@playwright/test'

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
export const desk = { viewport: { width: 1440, height: 900 } }

export interface Options {
  /** What residents' browsers do with scripts; the staff's run them always. */
  scripts: Scripts
}

interface Each extends Options {
  /** On a phone. */
  resident: Visitor
  /** At a desk. */
  staff: Visitor
  /** One more person with a browser of their own. */
  another: (options?: BrowserContextOptions, scripts?: Scripts) => Promise<Visitor>
}

export const test = base.extend<Each, { linli: Linli }>({
  scripts: ['run', { option: true }],

  linli: [
    async ({}, use) => {
      const linli = await Linli.start()
      await use(linli)
      await linli.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  another: async ({ browser, linli, locale, timezoneId, scripts }, use) => {
    const visitors: Visitor[] = []
    await use(async (options = phone, its = scripts) => {
      const visitor = await Visitor.arrive(browser, its, { baseURL: linli.address, locale, timezoneId, ...options })
      visitors.push(visitor)
      return visitor
    })
    for (const visitor of visitors) await visitor.leave()
  },

  resident: async ({ another }, use) => use(await another(phone)),
  staff: async ({ another }, use) => use(await another(desk, 'run')),
})
