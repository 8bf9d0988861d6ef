import { defineConfig } from '@playwright/test'
import type { Options } from './linli/test.ts'

const reports = process.env.LINLI_REPORTS ?? '../target/reports'

/** Old phones and in-app browsers: residents need no script, and filing survives wasm that never comes. */
export default defineConfig<Options>({
  outputDir: './test-results',
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `${reports}/journeys.json` }]],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: process.env.TRACE ? 'on' : 'off',
    video: 'off',
    launchOptions: {
      executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
      chromiumSandbox: false,
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'script', testDir: './journeys' },
    { name: 'noscript', testDir: './journeys/resident', use: { scripts: 'off' } },
    { name: 'nowasm', testDir: './journeys/resident', grep: /@nowasm/, use: { scripts: 'no wasm' } },
    { name: 'gates', testDir: './gates' },
  ],
})
